import { X } from "lucide-react";
import { type FilterClause, formatClause } from "#lib/client/property-filter.ts";

/** One condition of the filter, with the button that takes it away. */
export function FilterToken({ clause, onRemove }: { readonly clause: FilterClause; readonly onRemove: () => void }) {
  const text = formatClause(clause);
  return (
    <span className="inline-flex h-6 max-w-full items-center gap-1 rounded-sm bg-accent-soft pl-1.5 text-xs text-accent">
      <span className="one-line">{text}</span>
      <button
        type="button"
        aria-label={`Remove ${text}`}
        className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm hover:bg-pressed"
        onClick={onRemove}
      >
        <X aria-hidden className="size-3" />
      </button>
    </span>
  );
}

import type { ReactNode } from "react";
import { formatExact } from "#lib/client/format.ts";

interface ListHeaderProps {
  readonly title: string;
  /** How many there are in the scope; null when that is not known. */
  readonly count?: number | null;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
}

/** Head of a list page: title with count, actions. */
export function ListHeader({ title, count, description, actions }: ListHeaderProps) {
  return (
    <header className="mb-4 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
      <div className="min-w-0">
        <h1 className="text-xl font-semibold tracking-tight">
          {title}
          {count === undefined || count === null ? null : (
            <span className="tabular ml-2 font-normal text-faint">{formatExact(count)}</span>
          )}
        </h1>
        {description ? <p className="mt-0.5 max-w-[75ch] text-sm text-muted">{description}</p> : null}
      </div>
      {actions ? (
        <div className="flex flex-wrap items-center gap-2" data-print="hide">
          {actions}
        </div>
      ) : null}
    </header>
  );
}

import { ChevronLeft, ChevronRight } from "lucide-react";
import { formatExact } from "#lib/client/format.ts";
import { LinkButton } from "./link-button.tsx";

interface PaginationProps {
  /** First row on this page, from 0. */
  readonly offset: number;
  readonly size: number;
  readonly total: number;
  readonly hrefAt: (offset: number) => string;
}

/** Earlier and later pages of a list that is not a table: events, audit entries. */
export function Pagination({ offset, size, total, hrefAt }: PaginationProps) {
  if (total <= size) return null;
  const last = Math.min(offset + size, total);
  return (
    <nav aria-label="Pages" className="flex items-center justify-between gap-3 py-2 text-sm text-muted">
      <span className="tabular">
        {formatExact(offset + 1)}–{formatExact(last)} of {formatExact(total)}
      </span>
      <span className="flex gap-1">
        <LinkButton size="sm" href={hrefAt(Math.max(0, offset - size))} aria-disabled={offset === 0}>
          <ChevronLeft aria-hidden />
          Earlier
        </LinkButton>
        <LinkButton size="sm" href={hrefAt(last)} aria-disabled={last >= total}>
          Later
          <ChevronRight aria-hidden />
        </LinkButton>
      </span>
    </nav>
  );
}

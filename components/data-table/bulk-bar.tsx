import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { formatExact } from "#lib/client/format.ts";

interface BulkBarProps {
  readonly count: number;
  readonly actions: ReactNode;
  readonly onClear: () => void;
}

/** What can be done with the selected rows; stays in sight while one scrolls. */
export function BulkBar({ count, actions, onClear }: BulkBarProps) {
  return (
    <section
      aria-label="Selected rows"
      className="sticky bottom-3 z-20 mx-auto flex w-fit max-w-full flex-wrap items-center gap-2 rounded-lg border border-line-strong/60 bg-raised px-3 py-2 shadow-raised"
    >
      <output className="tabular text-sm font-medium">{formatExact(count)} selected</output>
      {actions}
      <Button variant="quiet" size="sm" onClick={onClear}>
        <X aria-hidden />
        Clear
      </Button>
    </section>
  );
}

import { Progress as Base } from "@base-ui/react/progress";
import type { ReactNode } from "react";

interface ProgressProps {
  readonly label: ReactNode;
  readonly done: number;
  /** Null while it is not known how much there is. */
  readonly total: number | null;
  /** Written at the right: "320 of 1,200 tasks". */
  readonly detail?: ReactNode;
}

/** How far something is. */
export function Progress({ label, done, total, detail }: ProgressProps) {
  return (
    <Base.Root
      value={total === null ? null : Math.min(done, total)}
      max={Math.max(1, total ?? 1)}
      className="grid gap-1.5"
    >
      <div className="flex items-baseline justify-between gap-3 text-sm">
        <Base.Label className="font-medium">{label}</Base.Label>
        <span className="tabular text-xs text-muted">{detail}</span>
      </div>
      <Base.Track className="h-1.5 overflow-hidden rounded-full bg-pressed">
        <Base.Indicator className="h-full rounded-full bg-accent data-indeterminate:w-1/3 data-indeterminate:animate-pulse" />
      </Base.Track>
    </Base.Root>
  );
}

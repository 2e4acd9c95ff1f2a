import { type ReactNode, useId } from "react";
import { cn } from "#lib/client/class-names.ts";

interface ProgressProps {
  readonly label: ReactNode;
  readonly done: number;
  /** Null while it is not known how much there is. */
  readonly total: number | null;
  /** Written at the right: "320 of 1,200 tasks". */
  readonly detail?: ReactNode;
}

/** How far something is. The label stands outside of the bar's role, since it may hold a term that can be focused. */
export function Progress({ label, done, total, detail }: ProgressProps) {
  const labelId = useId();
  const max = Math.max(1, total ?? 1);
  const value = Math.min(done, max);
  return (
    <div className="grid gap-1.5">
      <div className="flex items-baseline justify-between gap-3 text-sm">
        <span id={labelId} className="font-medium">
          {label}
        </span>
        <span className="tabular text-xs text-muted">{detail}</span>
      </div>
      <div
        role="progressbar"
        aria-labelledby={labelId}
        aria-valuemin={0}
        aria-valuemax={max}
        {...(total === null ? {} : { "aria-valuenow": value })}
        className="h-1.5 overflow-hidden rounded-full bg-pressed"
      >
        <div
          className={cn("h-full rounded-full bg-accent", total === null && "w-1/3 animate-pulse")}
          {...(total === null ? {} : { style: { width: `${(100 * value) / max}%` } })}
        />
      </div>
    </div>
  );
}

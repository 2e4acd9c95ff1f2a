import type { ReactNode } from "react";
import { cn } from "#lib/client/class-names.ts";

interface StatProps {
  readonly label: ReactNode;
  /** Written out by lib/client/format.ts, or a FactValue. */
  readonly value: ReactNode;
  /** The change against the period before: "+12 %". */
  readonly delta?: string;
  /** Whether the change is welcome; a change that is neither keeps its colour. */
  readonly deltaTone?: "good" | "bad" | "neutral";
  readonly hint?: ReactNode;
  readonly chart?: ReactNode;
  readonly className?: string;
}

/** One figure with its name, its change and what it rests on. */
export function Stat({ label, value, delta, deltaTone = "neutral", hint, chart, className }: StatProps) {
  return (
    <div className={cn("flex min-w-0 flex-col gap-1 px-4 py-3", className)}>
      <div className="text-xs font-medium text-faint">{label}</div>
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span className="tabular text-xl font-semibold tracking-tight">{value}</span>
        {delta ? (
          <span
            className={cn(
              "tabular text-xs font-medium",
              deltaTone === "good" && "text-good",
              deltaTone === "bad" && "text-critical",
              deltaTone === "neutral" && "text-muted",
            )}
          >
            {delta}
          </span>
        ) : null}
      </div>
      {hint ? <div className="text-xs text-faint">{hint}</div> : null}
      {chart}
    </div>
  );
}

/** A row of figures that share a border. */
export function StatRow({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return (
    <div
      className={cn(
        "grid grid-cols-[repeat(auto-fit,minmax(10.5rem,1fr))] overflow-hidden rounded-lg border border-line bg-surface *:-mr-px *:-mb-px *:border-r *:border-b *:border-line",
        className,
      )}
    >
      {children}
    </div>
  );
}

import { UnknownDot } from "#components/ui/fact-value.tsx";
import { cn } from "#lib/client/class-names.ts";
import { formatPercent } from "#lib/client/format.ts";

interface MeterProps {
  /** 0 to 1 and beyond. */
  readonly share: number | null;
  /** Why it is not known. */
  readonly reason: string;
}

/** How full something is: a bar and its figure; from 80 % on it warns, from 95 % on it alarms. */
export function Meter({ share, reason }: MeterProps) {
  if (share === null) return <UnknownDot reason={reason} />;
  return (
    <span className="flex items-center gap-2">
      <span className="h-2 w-24 shrink-0 overflow-hidden rounded-full bg-sunken">
        <span
          className={cn("block h-full", share >= 0.95 ? "bg-critical" : share >= 0.8 ? "bg-medium" : "bg-series-1")}
          style={{ width: `${Math.min(100, share * 100)}%` }}
        />
      </span>
      <span className="tabular">{formatPercent(share)}</span>
    </span>
  );
}

import { FactValue } from "#components/ui/fact-value.tsx";
import { formatExact, formatPercent } from "#lib/client/format.ts";
import type { Coverage } from "#lib/domain/starts/start-rates.ts";
import type { Rate } from "#lib/domain/statistics/rate.ts";

/** A rate as it may be said: a percentage of enough, the count of few, a dash of none. Interval and n on hover. */
export function RateFigure({ rate }: { readonly rate: Rate }) {
  if (rate.value === null) return <FactValue none="No report was read">{null}</FactValue>;
  if (rate.tooFew) return <span>{`${formatExact(rate.hits)} of ${formatExact(rate.n)}`}</span>;
  const { low, high } = rate.interval;
  return (
    <span
      title={`${formatExact(rate.hits)} of ${formatExact(rate.n)}; 95 % interval ${formatPercent(low)} – ${formatPercent(high)}`}
    >
      {formatPercent(rate.value)}
    </span>
  );
}

const reasons = {
  unknown: "The Invocations metric has not been read",
  nothingRan: "Nothing ran",
} as const;

/** How much of what ran was seen, and whether in the events of Lambda Insights rather than in a function's own reports. */
export function CoverageFigure({
  coverage,
  insightsReports = 0,
}: {
  readonly coverage: Coverage;
  readonly insightsReports?: number;
}) {
  if (coverage.label === "unknown")
    return <FactValue unknown={{ state: "notYetRead", reason: reasons.unknown }}>{null}</FactValue>;
  if (coverage.value === null) return <FactValue none={reasons.nothingRan}>{null}</FactValue>;
  return (
    <span className={coverage.label === "complete" ? undefined : "text-medium"}>
      {formatPercent(coverage.value)}
      {coverage.label === "partial" ? <span className="ml-1 text-xs">partial</span> : null}
      {insightsReports > 0 ? (
        <span
          className="ml-1 text-xs text-faint"
          title={`${formatExact(insightsReports)} of ${formatExact(coverage.reports)} reports are from Lambda Insights`}
        >
          Insights
        </span>
      ) : null}
    </span>
  );
}

/** The same with its interval in sight. */
export function RateWithInterval({ rate }: { readonly rate: Rate }) {
  if (rate.value === null || rate.tooFew) return <RateFigure rate={rate} />;
  const { low, high } = rate.interval;
  return (
    <span title={`${formatExact(rate.hits)} of ${formatExact(rate.n)}; 95 % interval`}>
      {formatPercent(rate.value)}
      <span className="ml-1 text-xs text-faint">{`${formatPercent(low)} – ${formatPercent(high)}`}</span>
    </span>
  );
}

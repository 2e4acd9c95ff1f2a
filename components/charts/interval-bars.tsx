import { formatExact, formatUnit, type Unit } from "#lib/client/format.ts";
import { ChartFrame, type ChartFrameProps } from "./chart-frame.tsx";
import { RowsPicture } from "./rows-picture.tsx";
import { unitName } from "./time-table.ts";

export interface Interval {
  readonly id: string;
  readonly label: string;
  /** Null where n is too small for an estimate. */
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
}

interface IntervalBarsProps extends Pick<ChartFrameProps, "title" | "reading" | "className"> {
  readonly intervals: readonly Interval[];
  readonly unit: Unit;
}

/** Estimates with their confidence intervals on one scale that holds zero: what is left of zero is a gain. */
export function IntervalBars({ title, reading, className, intervals, unit }: IntervalBarsProps) {
  const ends = intervals.flatMap(({ low, high }) => [low ?? 0, high ?? 0]);
  const min = Math.min(0, ...ends);
  const span = Math.max(0, ...ends) - min || 1;
  const share = (value: number) => (value - min) / span;
  const place = (value: number) => `${share(value) * 100}%`;
  const name = unitName(unit);
  const table = {
    header: ["Group", `Estimate (${name})`, `Low (${name})`, `High (${name})`, "n (count)"],
    rows: intervals.map(({ label, estimate, low, high, n }) => [label, estimate, low, high, n]),
  };
  return (
    <ChartFrame title={title} reading={reading} table={table} {...(className ? { className } : {})}>
      <RowsPicture
        zero={share(0)}
        rows={intervals.map(({ id, label, estimate, low, high, n }) => ({
          id,
          label,
          bar: low === null || high === null ? null : { from: share(low), to: share(high), thin: true },
          dot: estimate === null ? null : share(estimate),
          text:
            estimate === null || low === null || high === null
              ? `too few, n ${formatExact(n)}`
              : `${formatUnit(estimate, unit)} (${formatUnit(low, unit)} – ${formatUnit(high, unit)}), n ${formatExact(n)}`,
        }))}
      />
      <ul className="grid grid-cols-[minmax(0,2fr)_minmax(4rem,3fr)_auto] gap-x-3 gap-y-1.5">
        {intervals.map(({ id, label, estimate, low, high, n }) => (
          <li key={id} className="col-span-full grid grid-cols-subgrid items-center text-sm">
            <span className="one-line max-sm:col-span-full" title={label}>
              {label}
            </span>
            <span className="relative h-4 bg-sunken">
              <span aria-hidden className="absolute inset-y-0 w-px bg-line-strong" style={{ left: place(0) }} />
              {low !== null && high !== null ? (
                <span
                  aria-hidden
                  className="absolute top-1/2 h-1 -translate-y-1/2 rounded-full bg-series-1/40"
                  style={{ left: place(low), width: `max(2px, ${((high - low) / span) * 100}%)` }}
                />
              ) : null}
              {estimate !== null ? (
                <span
                  aria-hidden
                  className="absolute top-1/2 size-2 -translate-1/2 rounded-full bg-series-1"
                  style={{ left: place(estimate) }}
                />
              ) : null}
            </span>
            <span className="tabular text-right sm:whitespace-nowrap">
              {estimate === null || low === null || high === null ? (
                <span className="text-faint">too few</span>
              ) : (
                <>
                  {formatUnit(estimate, unit)}
                  <span className="ml-1 text-xs text-faint">
                    {formatUnit(low, unit)} – {formatUnit(high, unit)}
                  </span>
                </>
              )}
              <span className="ml-2 inline-block text-xs whitespace-nowrap text-faint">n {formatExact(n)}</span>
            </span>
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}

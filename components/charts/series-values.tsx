import { formatUnit, type Unit } from "#lib/client/format.ts";
import { seriesColor } from "./series-data.ts";
import type { ChartSeries } from "./types.ts";

interface SeriesValuesProps {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly series: readonly ChartSeries[];
  readonly unit: Unit;
}

/** All series at one moment, the largest first; what is not known stands last and says so. */
export function SeriesValues({ at, series, unit }: SeriesValuesProps) {
  const values = series
    .map((one, index) => ({
      one,
      color: seriesColor(one, index),
      value: one.points.find(({ t }) => Date.parse(t) === at)?.v ?? null,
    }))
    .sort((a, b) => (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY));
  return (
    <dl className="grid gap-0.5 text-xs">
      {values.map(({ one, color, value }) => (
        <div key={one.id} className="flex items-center gap-2">
          <span aria-hidden className="h-0.5 w-3 shrink-0 rounded-full" style={{ background: color }} />
          <dt className="one-line max-w-48 flex-1 text-muted">{one.label}</dt>
          <dd className="tabular font-medium text-ink">{value === null ? "not known" : formatUnit(value, unit)}</dd>
        </div>
      ))}
    </dl>
  );
}

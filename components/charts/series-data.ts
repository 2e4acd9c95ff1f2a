import type { ChartSeries, ChartTable } from "./types.ts";

/** How many series have a colour; the rest are "other". */
export const MAX_SERIES = 8;

/** One row per moment, as Recharts wants it: `{ t, [series id]: value }`; `t` in epoch milliseconds, ascending. */
export interface SeriesRow {
  readonly t: number;
  readonly values: Readonly<Record<string, number | null>>;
  /** The unfinished end of each series, drawn dashed: the last complete value and what follows it. */
  readonly tails: Readonly<Record<string, number | null>>;
}

/** The colour of the series at `index`, as a CSS variable. */
export function seriesColor(series: ChartSeries, index: number): string {
  if (series.color) return series.color;
  return series.id === "other" || index >= MAX_SERIES
    ? "var(--color-series-other)"
    : `var(--color-series-${index + 1})`;
}

/**
 * Keeps the eight largest series and adds the others up as "Other". Only for amounts: rates and percentiles must not
 * be added.
 */
export function foldOther(series: readonly ChartSeries[]): readonly ChartSeries[] {
  if (series.length <= MAX_SERIES) return series;
  const total = (one: ChartSeries) => one.points.reduce((sum, { v }) => sum + (v ?? 0), 0);
  const ranked = [...series].sort((a, b) => total(b) - total(a));
  const sums = new Map<string, number | null>();
  const rest = ranked.slice(MAX_SERIES);
  for (const { points } of rest) {
    for (const { t, v } of points) sums.set(t, v === null ? (sums.get(t) ?? null) : (sums.get(t) ?? 0) + v);
  }
  const points = [...sums].map(([t, v]) => ({ t, v })).sort((a, b) => Date.parse(a.t) - Date.parse(b.t));
  return [...ranked.slice(0, MAX_SERIES), { id: "other", label: `Other (${rest.length})`, points }];
}

/**
 * Joins series by moment. A moment that a series does not have is null there (a gap). From `incompleteFrom` on values
 * move into the tails, which begin at the last complete value so that the line does not break.
 */
export function joinSeries(series: readonly ChartSeries[], incompleteFrom: string | null = null): SeriesRow[] {
  const edge = incompleteFrom === null ? Number.POSITIVE_INFINITY : Date.parse(incompleteFrom);
  const times = [...new Set(series.flatMap(({ points }) => points.map(({ t }) => Date.parse(t))))].sort(
    (a, b) => a - b,
  );
  const byTime = series.map(({ id, points }) => ({ id, at: new Map(points.map(({ t, v }) => [Date.parse(t), v])) }));
  const lastComplete = times.findLast((t) => t < edge);
  return times.map((t) => {
    const values: Record<string, number | null> = {};
    const tails: Record<string, number | null> = {};
    for (const { id, at } of byTime) {
      const value = at.get(t) ?? null;
      values[id] = t < edge ? value : null;
      tails[id] = t >= edge || (t === lastComplete && edge !== Number.POSITIVE_INFINITY) ? value : null;
    }
    return { t, values, tails };
  });
}

/** The series as a table: a row per moment, a column per series. */
export function seriesTable(
  series: readonly ChartSeries[],
  timeHeader: string,
  formatTime: (t: number) => string,
): ChartTable {
  return {
    header: [timeHeader, ...series.map(({ label }) => label)],
    rows: joinSeries(series).map(({ t, values }) => [formatTime(t), ...series.map(({ id }) => values[id] ?? null)]),
  };
}

const steps = [1, 5, 15, 30, 60, 180, 360, 720, 1440, 2880, 10_080, 20_160, 43_200].map((minutes) => minutes * 60_000);

/**
 * Ticks of a time axis: at most `most`, at round times of the zone that is `offsetMs` ahead of UTC.
 */
export function timeTicks(from: number, to: number, most: number, offsetMs: number): number[] {
  const step = steps.find((size) => (to - from) / size <= most) ?? (to - from) / most;
  const ticks: number[] = [];
  for (let tick = Math.ceil((from + offsetMs) / step) * step - offsetMs; tick <= to; tick += step) ticks.push(tick);
  return ticks;
}

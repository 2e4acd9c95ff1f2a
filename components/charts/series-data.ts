import { bucketMs } from "./time-axis.ts";
import type { ChartPoint, ChartSeries } from "./types.ts";

/** How many series have a colour; the rest are "other". */
export const MAX_SERIES = 8;

/** Series on one row of moments, ascending: what a chart draws, reads aloud and exports. */
export interface SeriesGrid {
  /** Epoch milliseconds. */
  readonly times: readonly number[];
  /** By series: a value for each moment; null where nothing is known of it. */
  readonly columns: readonly (readonly (number | null)[])[];
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
 * Lays series on one row of moments. A moment that a series does not have is null there (a gap); where all of them
 * leave out steps of an otherwise even row, the steps are put in, so that a line never runs across what is not known.
 */
export function alignSeries(series: readonly { readonly points: readonly ChartPoint[] }[]): SeriesGrid {
  const maps = series.map(({ points }) => new Map(points.map(({ t, v }) => [Date.parse(t), v])));
  const times = evenTimes([...new Set(maps.flatMap((map) => [...map.keys()]))].sort((a, b) => a - b));
  return { times, columns: maps.map((map) => times.map((t) => map.get(t) ?? null)) };
}

/** More steps than this are not put in: then the row is sparse by nature. */
const mostPutIn = 20_000;

/** The moments with those that are missing from an even row put in; uneven moments as they are. */
export function evenTimes(times: readonly number[]): readonly number[] {
  const step = bucketMs(times);
  const first = times[0];
  const last = times.at(-1);
  if (step === null || first === undefined || last === undefined) return times;
  const count = (last - first) / step + 1;
  if (count === times.length || count > mostPutIn || times.some((t) => (t - first) % step !== 0)) return times;
  return Array.from({ length: count }, (_, k) => first + k * step);
}

/** Values moved onto later moments of this chart: what a previous period looked like. Null where it had none. */
export function shiftOnto(
  times: readonly number[],
  points: readonly ChartPoint[],
  shiftMs: number,
): readonly (number | null)[] {
  const byTime = new Map(points.map(({ t, v }) => [Date.parse(t) + shiftMs, v]));
  return times.map((t) => byTime.get(t) ?? null);
}

/** Each series on top of those before it. Where a series is not known, those above it are drawn without it. */
export function stackColumns(
  columns: SeriesGrid["columns"],
): readonly { readonly low: readonly (number | null)[]; readonly high: readonly (number | null)[] }[] {
  const heights = (columns[0] ?? []).map(() => 0);
  return columns.map((column) => {
    const low = column.map((value, k) => (value === null ? null : (heights[k] ?? 0)));
    for (const [k, value] of column.entries()) heights[k] = (heights[k] ?? 0) + (value ?? 0);
    return { low, high: column.map((value, k) => (value === null ? null : (heights[k] ?? 0))) };
  });
}

/** The index of the ascending `times` that is nearest to `t`; -1 of none. */
export function nearestIndex(times: readonly number[], t: number): number {
  if (times.length === 0) return -1;
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < t) low = middle + 1;
    else high = middle;
  }
  const before = times[low - 1];
  return before !== undefined && t - before <= (times[low] ?? 0) - t ? low - 1 : low;
}

/**
 * A series parted where its last bucket is not over: what is complete, and the unfinished end, which begins at the last
 * complete value so that the line does not break.
 */
export function splitTail(
  times: readonly number[],
  values: readonly (number | null)[],
  incompleteFrom: string | null,
): { readonly complete: readonly (number | null)[]; readonly tail: readonly (number | null)[] | null } {
  const edge = incompleteFrom === null ? Number.POSITIVE_INFINITY : Date.parse(incompleteFrom);
  const firstOpen = times.findIndex((t) => t >= edge);
  if (firstOpen < 0) return { complete: values, tail: null };
  return {
    complete: values.map((value, k) => (k < firstOpen ? value : null)),
    tail: values.map((value, k) => (k >= firstOpen - 1 ? value : null)),
  };
}

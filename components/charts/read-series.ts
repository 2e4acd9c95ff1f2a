import { formatUnit, type Unit } from "#lib/client/format.ts";
import { type SeriesGrid, seriesColor } from "./series-data.ts";
import { momentNotes, readingValue } from "./time-reading.ts";
import type { ChartMark, ChartSeries, PlaceReading, UnknownRange } from "./types.ts";

interface ReadSeriesInput {
  readonly series: readonly ChartSeries[];
  readonly grid: SeriesGrid;
  readonly unit: Unit;
  readonly hidden: ReadonlySet<string>;
  /** The previous period on this axis, by series. */
  readonly before: readonly (readonly (number | null)[])[] | null;
  readonly shiftMs: number;
  readonly marks: readonly ChartMark[];
  readonly unknown: readonly UnknownRange[];
  readonly incompleteFrom: string | null;
  readonly title: (t: number) => string;
  readonly shortTitle: (t: number) => string;
  readonly endOf: (index: number) => number;
}

/** All series at one moment, the largest first, what is not known last; then the previous period under its own date. */
export function readSeries(input: ReadSeriesInput, index: number): PlaceReading {
  const { series, grid, unit, before, shiftMs, title, shortTitle, endOf, hidden } = input;
  const t = grid.times[index] ?? 0;
  const now = series
    .map((one, k) => ({ one, color: seriesColor(one, k), value: grid.columns[k]?.[index] ?? null, k }))
    .filter(({ one }) => !hidden.has(one.id))
    .sort((a, b) => (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY));
  const then = before
    ? now.map(({ one, color, k }) => {
        const value = before[k]?.[index] ?? null;
        return {
          id: `${one.id} before`,
          label: now.length > 1 ? `${one.label}, ${shortTitle(t - shiftMs)}` : shortTitle(t - shiftMs),
          color,
          dashed: true,
          text: value === null ? "not known" : formatUnit(value, unit),
        };
      })
    : [];
  return {
    title: title(t),
    values: [
      ...now.map(({ one, color, value }) => readingValue({ id: one.id, label: one.label, color }, value, unit)),
      ...then,
    ],
    notes: momentNotes({ ...input, t, end: endOf(index) }),
  };
}

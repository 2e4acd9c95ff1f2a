import type { Unit } from "#lib/client/format.ts";
import type { ChartTable } from "./types.ts";

const units: Record<Unit, string> = {
  count: "count",
  ms: "ms",
  bytes: "bytes",
  usd: "USD",
  ratio: "ratio, 1 is all",
  mb: "MB",
  perSecond: "per second",
  gbSeconds: "GB-s",
};

/** A unit in words, for the head of a column whose figures carry none. */
export function unitName(unit: Unit): string {
  return units[unit];
}

export interface ExactColumn {
  readonly label: string;
  readonly unit: Unit;
  readonly values: readonly (number | null)[];
}

/** Figures over time for a file: ISO instants in UTC, every digit, the unit in the head of each column. */
export function exactTimeTable(times: readonly number[], columns: readonly ExactColumn[]): ChartTable {
  return {
    header: ["Time (UTC, ISO 8601)", ...columns.map(({ label, unit }) => `${label} (${unitName(unit)})`)],
    rows: times.map((t, k) => [new Date(t).toISOString(), ...columns.map(({ values }) => values[k] ?? null)]),
  };
}

/** The same for people: times in the zone shown. */
export function shownTimeTable(
  times: readonly number[],
  columns: readonly ExactColumn[],
  timeHeader: string,
  title: (t: number) => string,
): ChartTable {
  return {
    header: [timeHeader, ...columns.map(({ label, unit }) => `${label} (${unitName(unit)})`)],
    rows: times.map((t, k) => [title(t), ...columns.map(({ values }) => values[k] ?? null)]),
  };
}

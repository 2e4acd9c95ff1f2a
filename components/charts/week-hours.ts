import type { Unit } from "#lib/client/format.ts";
import { zoneOffset } from "./time-axis.ts";
import type { ChartPoint } from "./types.ts";

/** One hour of the week, Monday first. */
export interface WeekHour {
  /** The mean of the hours that fell here; null where none was known. */
  readonly value: number | null;
  /** How many hours were known. */
  readonly hours: number;
}

/** Seven days of 24 hours. */
export type Week = readonly (readonly WeekHour[])[];

/**
 * Lays hourly values on the week as the clocks of a zone show it: the mean of all hours that fell on the same weekday
 * and hour. An hour that a zone skips is not there; one that it has twice counts twice.
 */
export function weekHours(points: readonly ChartPoint[], timeZone: string): Week {
  const cells = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => ({ sum: 0, hours: 0 })));
  for (const { t, v } of points) {
    if (v === null) continue;
    const at = Date.parse(t);
    const local = new Date(at + zoneOffset(at, timeZone));
    const cell = cells[(local.getUTCDay() + 6) % 7]?.[local.getUTCHours()];
    if (!cell) continue;
    cell.sum += v;
    cell.hours += 1;
  }
  return cells.map((day) => day.map(({ sum, hours }) => ({ value: hours > 0 ? sum / hours : null, hours })));
}

/** A week of values that were laid out elsewhere. */
export function weekOf(values: readonly (readonly (number | null)[])[]): Week {
  return Array.from({ length: 7 }, (_, day) =>
    Array.from({ length: 24 }, (_, hour) => {
      const value = values[day]?.[hour] ?? null;
      return { value, hours: value === null ? 0 : 1 };
    }),
  );
}

/** Whether means of hours may be fractions that are better shown rounded. */
export function roundedFor(unit: Unit, value: number): number {
  return unit === "count" && value >= 10 ? Math.round(value) : value;
}

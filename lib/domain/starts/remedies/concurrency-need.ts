import type { ConcurrencyNeed } from "./start-subject.ts";

/** The hours of one function whose largest concurrency was `level`. */
export interface ConcurrencyLevel {
  readonly level: number;
  readonly hours: number;
  readonly coldStarts: number;
}

/** In so many of a hundred hours the environments are to do. */
const coveredHours = 0.95;

/**
 * How many environments did in 95 of 100 of the hours in which the function ran: the quantile of the hourly maxima by
 * nearest rank; and how many of its cold starts fell into such hours. Null without an hour.
 */
export function concurrencyNeed(levels: readonly ConcurrencyLevel[]): ConcurrencyNeed | null {
  const sorted = levels.toSorted((one, other) => one.level - other.level);
  const hours = sorted.reduce((sum, level) => sum + level.hours, 0);
  const coldStarts = sorted.reduce((sum, level) => sum + level.coldStarts, 0);
  let seen = 0;
  let coldStartsWithin = 0;
  for (const { level, hours: more, coldStarts: cold } of sorted) {
    seen += more;
    coldStartsWithin += cold;
    if (seen >= coveredHours * hours) return { environments: level, hours, coldStartsWithin, coldStarts };
  }
  return null;
}

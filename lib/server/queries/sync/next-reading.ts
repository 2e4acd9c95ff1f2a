import type { EconomyLevel } from "#lib/domain/collection/economy.ts";
import { freshness, nextReading } from "#lib/domain/collection/freshness.ts";
import type { SourceName } from "#lib/domain/collection/source.ts";
import type { FactState } from "#lib/domain/fleet/fact.ts";

/** What decides when the schedule reads again. */
export interface ReadingPace {
  /** Whether syncs begin by the clock. */
  readonly schedule: boolean;
  readonly economy: EconomyLevel;
}

/** How a source of one place was last tried; nulls where it never was. */
export interface LastTry {
  readonly source: SourceName;
  readonly state: FactState | null;
  readonly attemptedAt: Date | null;
}

/** When the schedule reads a source of one place next; null when nothing reads it unless somebody asks or the budget allows. */
export function nextReadingAt(
  { source, state, attemptedAt }: LastTry,
  { schedule, economy }: ReadingPace,
  now: Date,
): Date | null {
  if (!schedule || isPutOff(source, economy)) return null;
  if (state === null || attemptedAt === null) return now;
  return nextReading(source, { state, attemptedAt }, everyHoursOf(source, economy)) ?? now;
}

/** Hours between two readings of a source by the schedule at a level of economy. */
export function everyHoursOf(source: SourceName, { metricsEveryHours }: EconomyLevel): number {
  const { everyHours } = freshness[source];
  return source === "metrics" ? Math.max(everyHours, metricsEveryHours) : everyHours;
}

function isPutOff(source: SourceName, economy: EconomyLevel): boolean {
  if (source === "starts") return !economy.readsStarts;
  return (source === "metrics" || source === "metric-history") && !economy.readsMetrics;
}

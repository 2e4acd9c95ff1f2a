import { daysOf } from "#lib/db/sql/period/period-scope.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";

const dayMs = 86_400_000;

/**
 * How many days the figures of a scope stand for, by which sums become "a day": of a preset the time up to now, of a range
 * of one's own its whole UTC days as far as they are over at `now`. Never 0.
 */
export function periodDays(scope: FleetScope, now: Date): number {
  if (scope.preset !== null) return Math.max(1 / 24, (scope.to.getTime() - scope.from.getTime()) / dayMs);
  const { first, last } = daysOf(scope);
  const end = Math.min(Date.parse(last) + dayMs, now.getTime());
  return Math.max(1 / 24, (end - Date.parse(first)) / dayMs);
}

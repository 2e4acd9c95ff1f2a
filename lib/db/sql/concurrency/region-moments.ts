import type { Binder } from "#lib/db/sql/period/binder.ts";
import { daysOf, type PeriodScope } from "#lib/db/sql/period/period-scope.ts";

export type Granularity = "hour" | "day";

const hoursKeptMs = 15 * 86_400_000;

/** Hours are kept for 15 days: longer periods are read by UTC day. */
export function granularityOf(scope: PeriodScope, now: Date): Granularity {
  return scope.from.getTime() >= now.getTime() - hoursKeptMs ? "hour" : "day";
}

/** Defines the relation `moments`: account-Regions by hour or by day of the period. */
export function regionMoments(scope: PeriodScope, granularity: Granularity, { bind }: Binder): string {
  const columns = `account_id, region, invocations, throttles, concurrency_max, unreserved_concurrency_max,
    claimed_concurrency_max`;
  if (granularity === "hour") {
    return `moments AS (SELECT ${columns}, at FROM region_hours WHERE at >= ${bind(scope.from)} AND at < ${bind(scope.to)})`;
  }
  const { first, last } = daysOf(scope);
  return `moments AS (SELECT ${columns}, day::timestamp AT TIME ZONE 'UTC' AS at FROM region_days
    WHERE day BETWEEN ${bind(first)}::date AND ${bind(last)}::date)`;
}

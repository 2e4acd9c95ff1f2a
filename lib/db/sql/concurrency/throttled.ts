import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "#lib/db/sql/period/binder.ts";
import { functionPeriod } from "#lib/db/sql/period/function-period.ts";
import { daysOf, type PeriodScope } from "#lib/db/sql/period/period-scope.ts";
import type { Granularity } from "./region-moments.ts";

export interface ThrottledRow {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly throttles: number;
  readonly invocations: number | null;
  readonly moments: number;
  readonly worstAt: Date;
  readonly worst: number;
  readonly lastAt: Date;
  readonly reserved: number | null;
}

/** Functions that were throttled, the most first, and when. */
export function listThrottled(
  pool: Pool,
  scope: PeriodScope,
  granularity: Granularity,
  limit: number,
): Promise<ThrottledRow[]> {
  const binder = createBinder();
  const { first, last } = daysOf(scope);
  const source =
    granularity === "hour"
      ? `(SELECT account_id, function_id, throttles, at FROM function_hours
          WHERE at >= ${binder.bind(scope.from)} AND at < ${binder.bind(scope.to)} AND throttles > 0)`
      : `(SELECT account_id, function_id, throttles, day::timestamp AT TIME ZONE 'UTC' AS at FROM function_days
          WHERE day BETWEEN ${binder.bind(first)}::date AND ${binder.bind(last)}::date AND throttles > 0)`;
  return sql<ThrottledRow>(
    pool,
    `WITH ${functionPeriod(scope, binder)},
     t AS (
       SELECT account_id, function_id, sum(throttles)::float8 AS throttles, count(*)::int AS moments,
         max(throttles)::float8 AS worst, (array_agg(at ORDER BY throttles DESC, at DESC))[1] AS worst_at, max(at) AS last_at
       FROM ${source} s GROUP BY 1, 2
     )
     SELECT p.arn, p.name, p.account_id AS "accountId", p.region, t.throttles, p.invocations::float8, t.moments, t.worst,
       t.worst_at AS "worstAt", t.last_at AS "lastAt", p.reserved_concurrency AS reserved
     FROM t JOIN p ON p.account_id = t.account_id AND p.id = t.function_id
     ORDER BY t.throttles DESC, p.id LIMIT ${binder.bind(limit)}`,
    binder.parameters,
  );
}

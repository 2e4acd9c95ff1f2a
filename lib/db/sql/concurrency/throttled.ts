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
      ? `SELECT throttles, at FROM function_hours h WHERE h.account_id = top.account_id AND h.function_id = top.id
          AND at >= ${binder.bind(scope.from)} AND at < ${binder.bind(scope.to)} AND throttles > 0`
      : `SELECT throttles, day::timestamp AT TIME ZONE 'UTC' AS at FROM function_days d
          WHERE d.account_id = top.account_id AND d.function_id = top.id
            AND day BETWEEN ${binder.bind(first)}::date AND ${binder.bind(last)}::date AND throttles > 0`;
  // The most throttled are known by the read model: only of these are hours or days looked up.
  return sql<ThrottledRow>(
    pool,
    `WITH ${functionPeriod(scope, binder)},
     top AS (SELECT * FROM p WHERE throttles > 0 ORDER BY throttles DESC, id LIMIT ${binder.bind(limit)})
     SELECT top.arn, top.name, top.account_id AS "accountId", top.region, t.throttles, top.invocations::float8, t.moments,
       t.worst, t.worst_at AS "worstAt", t.last_at AS "lastAt", top.reserved_concurrency AS reserved
     FROM top CROSS JOIN LATERAL (
       SELECT sum(throttles)::float8 AS throttles, count(*)::int AS moments, max(throttles)::float8 AS worst,
         (array_agg(at ORDER BY throttles DESC, at DESC))[1] AS worst_at, max(at) AS last_at
       FROM (${source}) s
     ) t
     WHERE t.moments > 0 ORDER BY t.throttles DESC, top.id`,
    binder.parameters,
  );
}

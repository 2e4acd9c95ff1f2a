import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "#lib/db/sql/period/binder.ts";
import { type PeriodScope, placeCondition } from "#lib/db/sql/period/period-scope.ts";
import { isoDay } from "#lib/db/sql/place.ts";

/** The daily maxima of one account-Region, by day. */
export interface ClaimedDaysRow {
  readonly accountId: string;
  readonly region: string;
  /** YYYY-MM-DD, ascending. */
  readonly days: readonly string[];
  readonly claimed: readonly (number | null)[];
  readonly unreserved: readonly (number | null)[];
  /** Executions at once, all functions together. */
  readonly concurrent: readonly (number | null)[];
}

/** Daily maxima of every account-Region in scope, of whole UTC days from `since` until yesterday. */
export function listClaimedDays(
  pool: Pool,
  scope: Pick<PeriodScope, "accountIds" | "regions">,
  since: Date,
  now: Date,
): Promise<ClaimedDaysRow[]> {
  const binder = createBinder();
  return sql<ClaimedDaysRow & Record<string, unknown>>(
    pool,
    `SELECT d.account_id AS "accountId", d.region, array_agg(d.day::text ORDER BY d.day) AS days,
       array_agg(d.claimed_concurrency_max ORDER BY d.day) AS claimed,
       array_agg(d.unreserved_concurrency_max ORDER BY d.day) AS unreserved,
       array_agg(d.concurrency_max ORDER BY d.day) AS concurrent
     FROM region_days d WHERE d.day >= ${binder.bind(isoDay(since))}::date AND d.day < ${binder.bind(isoDay(now))}::date
       AND ${placeCondition(scope, "d", binder)}
     GROUP BY 1, 2`,
    binder.parameters,
  );
}

import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "#lib/db/sql/period/binder.ts";
import { priceRelation } from "#lib/db/sql/period/price-relation.ts";

/** What the whole organisation used in a month so far, for its free tier. */
export interface MonthUseRow {
  readonly requests: number;
  readonly gbSeconds: number;
  readonly requestsUsd: number;
  readonly durationUsd: number;
}

/** Use and list price of the days from `first` to `last` (YYYY-MM-DD, both included), by Region, over all accounts. */
export async function readMonthUse(pool: Pool, first: string, last: string): Promise<MonthUseRow> {
  const binder = createBinder();
  // The request price of a Region is the same on both architectures, so one of them stands for the Region.
  const rows = await sql<MonthUseRow>(
    pool,
    `SELECT coalesce(sum(r.invocations), 0)::float8 AS requests,
       coalesce(sum(r.billed_mb_ms), 0) / 1024000 AS "gbSeconds",
       coalesce(sum(r.invocations * price.request), 0)::float8 AS "requestsUsd",
       coalesce(sum(r.cost_usd - r.invocations * price.request), 0)::float8 AS "durationUsd"
     FROM rollup_days r LEFT JOIN ${priceRelation(binder)} ON price.region = r.value AND price.architecture = 'x86_64'
     WHERE r.dimension = 'region' AND r.day BETWEEN ${binder.bind(first)}::date AND ${binder.bind(last)}::date
       AND r.cost_usd IS NOT NULL`,
    binder.parameters,
  );
  return rows[0] ?? { requests: 0, gbSeconds: 0, requestsUsd: 0, durationUsd: 0 };
}

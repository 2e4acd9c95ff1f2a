import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "#lib/db/sql/period/binder.ts";
import { billedMbMs } from "#lib/db/sql/period/function-period.ts";
import { daysOf, functionCondition, type PeriodScope } from "#lib/db/sql/period/period-scope.ts";
import { priceRelation } from "#lib/db/sql/period/price-relation.ts";
import { rollupOf } from "#lib/db/sql/period/rollup-days.ts";

export interface CostDayRow {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly costUsd: number | null;
  readonly invocations: number;
  readonly unpricedInvocations: number;
}

/** Cost of the scope by UTC day, from the rollups where one fits. */
export function listCostDays(pool: Pool, scope: PeriodScope): Promise<CostDayRow[]> {
  const rollup = rollupOf(scope);
  if (rollup === null) return listOwnCostDays(pool, scope);
  const binder = createBinder();
  const { first, last } = daysOf(scope);
  const values = rollup.values.length > 0 ? `value = ANY(${binder.bind(rollup.values)}::text[])` : "TRUE";
  return sql<CostDayRow>(
    pool,
    `SELECT to_char(day, 'YYYY-MM-DD') AS day, sum(cost_usd) AS "costUsd", sum(invocations)::float8 AS invocations,
       sum(unpriced_invocations)::float8 AS "unpricedInvocations"
     FROM rollup_days WHERE dimension = ${binder.bind(rollup.dimension)}
       AND day BETWEEN ${binder.bind(first)}::date AND ${binder.bind(last)}::date AND ${values}
     GROUP BY day ORDER BY day`,
    binder.parameters,
  );
}

/** Day by day from the functions' own days, where no rollup fits the scope; at the price of the first tier. */
function listOwnCostDays(pool: Pool, scope: PeriodScope): Promise<CostDayRow[]> {
  const binder = createBinder();
  const { first, last } = daysOf(scope);
  return sql<CostDayRow>(
    pool,
    `WITH u AS (
       SELECT d.day, f.region, f.architecture, f.memory_mb, d.invocations, d.reports, d.insights_reports, d.billed_mb_ms, d.duration_sum_ms
       FROM function_days d JOIN functions f ON f.account_id = d.account_id AND f.id = d.function_id
       WHERE d.day BETWEEN ${binder.bind(first)}::date AND ${binder.bind(last)}::date
         AND ${functionCondition(scope, "f", binder)}
     ), priced AS (
       SELECT u.day, u.invocations,
         u.invocations * price.request + (${billedMbMs}) / 1024000 * price.gb_second AS cost_usd
       FROM u LEFT JOIN ${priceRelation(binder)} ON price.region = u.region AND price.architecture = u.architecture
     )
     SELECT to_char(day, 'YYYY-MM-DD') AS day, sum(cost_usd) AS "costUsd",
       coalesce(sum(invocations), 0)::float8 AS invocations,
       coalesce(sum(invocations) FILTER (WHERE cost_usd IS NULL), 0)::float8 AS "unpricedInvocations"
     FROM priced GROUP BY day ORDER BY day`,
    binder.parameters,
  );
}

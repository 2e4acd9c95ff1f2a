import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "#lib/db/sql/period/binder.ts";
import { functionPeriod } from "#lib/db/sql/period/function-period.ts";
import { daysOf, type PeriodScope } from "#lib/db/sql/period/period-scope.ts";
import { rollupOf } from "#lib/db/sql/period/rollup-days.ts";

export interface CostDayRow {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly costUsd: number | null;
  readonly invocations: number;
  readonly unpricedInvocations: number;
}

/** Cost of the scope by UTC day, from the rollups; null for a scope that cuts across them. */
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

/** Day by day from the functions' own days, where no rollup fits the scope. */
async function listOwnCostDays(pool: Pool, scope: PeriodScope): Promise<CostDayRow[]> {
  const dayMs = 86_400_000;
  const first = Date.parse(daysOf(scope).first);
  const count = Math.round((Date.parse(daysOf(scope).last) - first) / dayMs) + 1;
  const days = Array.from({ length: count }, (_, index) => new Date(first + index * dayMs));
  const rows = await Promise.all(days.map((day) => readOwnDay(pool, { ...scope, from: day, to: new Date(day.getTime() + dayMs) })));
  return rows.flat();
}

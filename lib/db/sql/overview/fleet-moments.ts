import { createBinder } from "#lib/db/sql/period/binder.ts";
import { daysOf, functionCondition, type PeriodScope } from "#lib/db/sql/period/period-scope.ts";
import { rollupOf } from "#lib/db/sql/period/rollup-days.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";

export interface FleetMomentRow {
  readonly at: Date;
  readonly invocations: number | null;
  readonly errors: number | null;
  readonly throttles: number | null;
}

const sums = (
  alias: string,
) => `sum(${alias}.invocations)::float8 AS invocations, sum(${alias}.errors)::float8 AS errors,
  sum(${alias}.throttles)::float8 AS throttles`;

/** The fleet by hour: for a day or two, since it adds up every function's hours. */
export async function listFleetHours(sql: Sql, scope: PeriodScope): Promise<FleetMomentRow[]> {
  const binder = createBinder();
  const { rows } = await sql.query<FleetMomentRow>(
    `SELECT h.at, ${sums("h")}
     FROM function_hours h JOIN functions f ON f.account_id = h.account_id AND f.id = h.function_id
     WHERE h.at >= date_trunc('hour', ${binder.bind(scope.from)}::timestamptz) AND h.at < ${binder.bind(scope.to)}
       AND ${functionCondition(scope, "f", binder)}
     GROUP BY h.at ORDER BY h.at`,
    [...binder.parameters],
  );
  return rows;
}

/** The fleet by UTC day: from rollups where the scope is one dimension, else from the days of its functions. */
export async function listFleetDays(sql: Sql, scope: PeriodScope): Promise<FleetMomentRow[]> {
  const { first, last } = daysOf(scope);
  const binder = createBinder();
  const days = `BETWEEN ${binder.bind(first)}::date AND ${binder.bind(last)}::date`;
  const rollup = rollupOf(scope);
  const from = rollup
    ? `rollup_days d WHERE d.dimension = ${binder.bind(rollup.dimension)}
         AND ${rollup.values.length > 0 ? `d.value = ANY(${binder.bind(rollup.values)}::text[])` : "TRUE"}`
    : `function_days d JOIN functions f ON f.account_id = d.account_id AND f.id = d.function_id
       WHERE ${functionCondition(scope, "f", binder)}`;
  const { rows } = await sql.query<FleetMomentRow>(
    `SELECT d.day::timestamp AT TIME ZONE 'UTC' AS at, ${sums("d")} FROM ${from} AND d.day ${days}
     GROUP BY d.day ORDER BY d.day`,
    [...binder.parameters],
  );
  return rows;
}

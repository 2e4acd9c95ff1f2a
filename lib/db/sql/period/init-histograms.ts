import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "./binder.ts";
import { type FunctionDimension, groupExpression } from "./group-expression.ts";
import { daysOf, functionCondition, type PeriodScope } from "./period-scope.ts";

export interface GroupHistogram {
  readonly value: string;
  readonly initHistogram: Buffer;
}

/** Packed histograms of init, one per function (preset) or function and day, with the group each belongs to. */
export function listInitHistograms(
  pool: Pool,
  scope: PeriodScope,
  dimension: FunctionDimension,
): Promise<GroupHistogram[]> {
  const binder = createBinder();
  const group = groupExpression(dimension, binder);
  return sql<GroupHistogram & { value: string }>(
    pool,
    `SELECT ${group} AS value, w.init_histogram AS "initHistogram"
     FROM functions p JOIN ${histogramRows(scope, binder)}
     WHERE p.deleted_at IS NULL AND ${functionCondition(scope, "p", binder)}`,
    binder.parameters,
  );
}

/** Rows `w` with an init histogram, joined to functions `p`. */
export function histogramRows(scope: PeriodScope, { bind }: Pick<ReturnType<typeof createBinder>, "bind">): string {
  const joined = "ON w.account_id = p.account_id AND w.function_id = p.id AND w.init_histogram IS NOT NULL";
  if (scope.preset !== null) return `function_windows w ${joined} AND w."window" = ${bind(scope.preset)}`;
  const { first, last } = daysOf(scope);
  return `function_days w ${joined} AND w.day BETWEEN ${bind(first)}::date AND ${bind(last)}::date`;
}

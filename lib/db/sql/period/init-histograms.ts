import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "./binder.ts";
import { type FunctionDimension, groupExpression } from "./group-expression.ts";
import { joinedHistograms, splitHistograms } from "./joined-histograms.ts";
import { daysOf, functionCondition, type PeriodScope } from "./period-scope.ts";

/** The packed histograms of init of a group's functions (preset), or of their days: they are to be merged. */
export interface GroupHistograms {
  readonly value: string;
  readonly initHistograms: readonly Buffer[];
}

/** The groups of a dimension that have inits. */
export async function listInitHistograms(
  pool: Pool,
  scope: PeriodScope,
  dimension: FunctionDimension,
): Promise<GroupHistograms[]> {
  const binder = createBinder();
  const group = groupExpression(dimension, binder);
  const rows = await sql<{ readonly value: string; readonly joined: Buffer | null }>(
    pool,
    `SELECT ${group} AS value, ${joinedHistograms("w.init_histogram")} AS joined
     FROM functions p JOIN ${histogramRows(scope, binder)}
     WHERE p.deleted_at IS NULL AND ${functionCondition(scope, "p", binder)} GROUP BY 1`,
    binder.parameters,
  );
  return rows.map(({ value, joined }) => ({ value, initHistograms: splitHistograms(joined) }));
}

/** Rows `w` with an init histogram, joined to functions `p`. */
export function histogramRows(scope: PeriodScope, { bind }: Pick<ReturnType<typeof createBinder>, "bind">): string {
  const joined = "ON w.account_id = p.account_id AND w.function_id = p.id AND w.init_histogram IS NOT NULL";
  if (scope.preset !== null) return `function_windows w ${joined} AND w."window" = ${bind(scope.preset)}`;
  const { first, last } = daysOf(scope);
  return `function_days w ${joined} AND w.day BETWEEN ${bind(first)}::date AND ${bind(last)}::date`;
}

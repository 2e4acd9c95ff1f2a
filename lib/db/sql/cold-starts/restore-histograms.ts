import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "#lib/db/sql/period/binder.ts";
import { joinedHistograms, splitHistograms } from "#lib/db/sql/period/joined-histograms.ts";
import { daysOf, functionCondition, type PeriodScope } from "#lib/db/sql/period/period-scope.ts";

/** Packed histograms of SnapStart restores, one a function (preset) or function and day. Few functions have any. */
export async function listRestoreHistograms(pool: Pool, scope: PeriodScope): Promise<Buffer[]> {
  const binder = createBinder();
  const joined = "ON w.account_id = p.account_id AND w.function_id = p.id AND w.restore_histogram IS NOT NULL";
  const { first, last } = daysOf(scope);
  const rows =
    scope.preset === null
      ? `function_days w ${joined} AND w.day BETWEEN ${binder.bind(first)}::date AND ${binder.bind(last)}::date`
      : `function_windows w ${joined} AND w."window" = ${binder.bind(scope.preset)}`;
  const [row] = await sql<{ readonly joined: Buffer | null }>(
    pool,
    `SELECT ${joinedHistograms("w.restore_histogram")} AS joined FROM functions p JOIN ${rows}
     WHERE p.deleted_at IS NULL AND ${functionCondition(scope, "p", binder)}`,
    binder.parameters,
  );
  return splitHistograms(row?.joined ?? null);
}

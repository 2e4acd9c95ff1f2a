import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "#lib/db/sql/period/binder.ts";
import { functionCondition, type PeriodScope } from "#lib/db/sql/period/period-scope.ts";

/** How many functions in scope are on Managed Instances, and thus in no figure of starts. */
export async function countOnInstances(pool: Pool, scope: PeriodScope): Promise<number> {
  const binder = createBinder();
  const [row] = await sql<{ count: number }>(
    pool,
    `SELECT count(*)::int AS count FROM functions p
     WHERE p.managed_instances AND p.deleted_at IS NULL AND ${functionCondition(scope, "p", binder)}`,
    binder.parameters,
  );
  return row?.count ?? 0;
}

import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "#lib/db/sql/period/binder.ts";
import { functionCondition, type PeriodScope } from "#lib/db/sql/period/period-scope.ts";

export interface WeightedAliasRow {
  readonly arn: string;
  readonly functionName: string;
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  readonly version: string;
  readonly weights: Readonly<Record<string, number>>;
}

/** Aliases that send part of their calls to another version. */
export function listWeightedAliases(pool: Pool, scope: PeriodScope, limit: number): Promise<WeightedAliasRow[]> {
  const binder = createBinder();
  return sql<WeightedAliasRow & Record<string, unknown>>(
    pool,
    `SELECT f.arn, f.name AS "functionName", f.account_id AS "accountId", f.region, a->>'name' AS name,
       a->>'version' AS version, a->'weights' AS weights
     FROM functions f, jsonb_array_elements(CASE WHEN jsonb_typeof(f.aliases) = 'array' THEN f.aliases ELSE '[]' END) a
     WHERE f.deleted_at IS NULL AND jsonb_typeof(a->'weights') = 'object' AND a->'weights' <> '{}'
       AND ${functionCondition(scope, "f", binder)}
     ORDER BY f.name, a->>'name', f.id LIMIT ${binder.bind(limit)}`,
    binder.parameters,
  );
}

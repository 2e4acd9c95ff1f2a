import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { type Binder, createBinder } from "#lib/db/sql/period/binder.ts";
import { functionPeriod } from "#lib/db/sql/period/function-period.ts";
import { groupExpression } from "#lib/db/sql/period/group-expression.ts";
import type { PeriodScope } from "#lib/db/sql/period/period-scope.ts";
import type { CostDimension } from "#lib/domain/views/cost.ts";

export interface CostGroupRow {
  readonly value: string;
  readonly functions: number;
  readonly invocations: number | null;
  readonly costUsd: number | null;
  readonly requestsUsd: number | null;
  readonly initUsd: number | null;
  readonly unpricedFunctions: number;
  readonly unpricedInvocations: number;
  readonly unreadFunctions: number;
}

/** Groups of functions by what they cost; "" is "none" (no team, no such tag). Functions that are gone count too. */
export function listCostGroups(
  pool: Pool,
  scope: PeriodScope,
  dimension: CostDimension,
  tagKey: string | null,
): Promise<CostGroupRow[]> {
  const binder = createBinder();
  const period = functionPeriod(scope, binder, { withDeleted: true });
  return sql<CostGroupRow>(
    pool,
    `WITH ${period}
     SELECT ${groupValue(dimension, tagKey, binder)} AS value, (count(*) FILTER (WHERE p.deleted_at IS NULL))::int AS functions,
       sum(p.invocations)::float8 AS invocations, sum(p.cost_usd) AS "costUsd",
       sum(p.requests_usd) FILTER (WHERE p.cost_usd IS NOT NULL) AS "requestsUsd", sum(p.init_cost_usd) AS "initUsd",
       (count(*) FILTER (WHERE p.invocations > 0 AND p.cost_usd IS NULL))::int AS "unpricedFunctions",
       coalesce(sum(p.invocations) FILTER (WHERE p.cost_usd IS NULL), 0)::float8 AS "unpricedInvocations",
       (count(*) FILTER (WHERE p.invocations IS NULL AND p.deleted_at IS NULL))::int AS "unreadFunctions"
     FROM p WHERE p.deleted_at IS NULL OR p.invocations > 0
     GROUP BY 1 ORDER BY sum(p.cost_usd) DESC NULLS LAST, 1`,
    binder.parameters,
  );
}

function groupValue(dimension: CostDimension, tagKey: string | null, binder: Binder): string {
  if (dimension !== "tag") return groupExpression(dimension, binder);
  return `coalesce(p.tags->>${binder.bind(tagKey ?? "")}::text, '')`;
}

/** Tag keys of the fleet, those on most functions first. */
export async function listTagKeys(pool: Pool, limit: number): Promise<string[]> {
  const rows = await sql<{ key: string }>(
    pool,
    `SELECT key FROM functions f, jsonb_object_keys(CASE WHEN jsonb_typeof(f.tags) = 'object' THEN f.tags ELSE '{}' END) key
     WHERE f.deleted_at IS NULL GROUP BY key ORDER BY count(*) DESC, key LIMIT $1`,
    [limit],
  );
  return rows.map(({ key }) => key);
}

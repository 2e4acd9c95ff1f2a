import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "#lib/db/sql/period/binder.ts";
import { functionPeriod } from "#lib/db/sql/period/function-period.ts";
import type { PeriodScope } from "#lib/db/sql/period/period-scope.ts";
import type { CostOrder } from "#lib/domain/views/cost.ts";

export interface CostFunctionRow {
  readonly total: number;
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly architecture: string;
  readonly memoryMb: number | null;
  readonly team: string | null;
  readonly invocations: number | null;
  readonly costUsd: number | null;
  readonly requestsUsd: number | null;
  readonly initUsd: number | null;
  readonly deleted: boolean;
}

const orders: Record<CostOrder, string> = {
  cost: "p.cost_usd",
  init: "p.init_cost_usd",
  requests: "p.requests_usd",
  invocations: "p.invocations",
  perMillion: "p.cost_usd / nullif(p.invocations, 0)",
};

/** Functions by what they cost. Those whose cost is not known come last, the busiest of them first. */
export function listCostFunctions(
  pool: Pool,
  scope: PeriodScope,
  page: {
    readonly order: CostOrder;
    readonly ascending: boolean;
    readonly offset: number;
    readonly limit: number | null;
  },
): Promise<CostFunctionRow[]> {
  const binder = createBinder();
  return sql<CostFunctionRow>(
    pool,
    `WITH ${functionPeriod(scope, binder, { withDeleted: true })},
     ranked AS (
       SELECT p.*, count(*) OVER ()::int AS total FROM p WHERE p.deleted_at IS NULL OR p.invocations > 0
       ORDER BY ${orders[page.order]} ${page.ascending ? "ASC" : "DESC"} NULLS LAST, p.invocations DESC NULLS LAST, p.id
       OFFSET ${binder.bind(page.offset)} LIMIT ${binder.bind(page.limit)}
     )
     SELECT r.total, r.arn, r.name, r.account_id AS "accountId", r.region, r.architecture, r.memory_mb AS "memoryMb",
       t.name AS team, r.invocations::float8, r.cost_usd AS "costUsd", r.requests_usd AS "requestsUsd",
       r.init_cost_usd AS "initUsd", r.deleted_at IS NOT NULL AS deleted
     FROM ranked r LEFT JOIN teams t ON t.id = r.team_id
     ORDER BY ${orders[page.order].replaceAll("p.", "r.")} ${page.ascending ? "ASC" : "DESC"} NULLS LAST,
       r.invocations DESC NULLS LAST, r.id`,
    binder.parameters,
  );
}

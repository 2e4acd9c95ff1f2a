import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "#lib/db/sql/period/binder.ts";
import { functionPeriod } from "#lib/db/sql/period/function-period.ts";
import type { PeriodScope } from "#lib/db/sql/period/period-scope.ts";
import type { OffenderOrder } from "#lib/domain/views/cold-starts.ts";
import { hasStarts, starts, waitedMs } from "./waited.ts";

export interface OffenderRow {
  readonly total: number;
  readonly id: number;
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly runtime: string | null;
  readonly memoryMb: number | null;
  readonly invocations: number | null;
  readonly reports: number;
  /** Of the reports, events of Lambda Insights. */
  readonly insightsReports: number;
  readonly coldStarts: number;
  readonly restores: number;
  readonly initFailures: number;
  readonly provisionedInits: number | null;
  readonly waitedMs: number;
  readonly initP50Ms: number | null;
  readonly initP99Ms: number | null;
  readonly initCostUsd: number | null;
  readonly costUsd: number | null;
}

/** Shares rank by the lower bound of Wilson's interval, so that one start of two invocations does not lead the list. */
const lowerBound = `((${starts} + 1.9207) / p.reports - 1.96 * sqrt(${starts} * greatest(0, p.reports - ${starts}) / p.reports::float8 + 0.9604) / p.reports) / (1 + 3.8415 / p.reports)`;

const orders: Record<OffenderOrder, string> = {
  waited: waitedMs,
  cost: "p.init_cost_usd",
  share: "p.init_cost_usd / nullif(p.cost_usd, 0)",
  rate: lowerBound,
  p99: "p.init_p99_ms",
  starts,
};

/** Functions whose callers waited for starts, the worst first. */
export function listOffenders(
  pool: Pool,
  scope: PeriodScope,
  page: {
    readonly order: OffenderOrder;
    readonly ascending: boolean;
    readonly offset: number;
    readonly limit: number | null;
  },
): Promise<OffenderRow[]> {
  const binder = createBinder();
  return sql<OffenderRow>(
    pool,
    `WITH ${functionPeriod(scope, binder)}
     SELECT count(*) OVER ()::int AS total, p.id, p.arn, p.name, p.account_id AS "accountId", p.region,
       p.runtime, p.memory_mb AS "memoryMb", p.invocations::float8, p.reports::float8, coalesce(p.insights_reports, 0)::float8 AS "insightsReports",
       p.cold_starts::float8 AS "coldStarts", p.restores::float8, coalesce(p.init_failures, 0)::float8 AS "initFailures",
       p.provisioned_inits::float8 AS "provisionedInits", coalesce(${waitedMs}, 0) AS "waitedMs", p.init_p50_ms AS "initP50Ms", p.init_p99_ms AS "initP99Ms",
       p.init_cost_usd AS "initCostUsd", p.cost_usd AS "costUsd"
     FROM p WHERE p.reports > 0 AND ${starts} > 0 AND ${hasStarts}
     ORDER BY ${orders[page.order]} ${page.ascending ? "ASC" : "DESC"} NULLS LAST, p.id
     OFFSET ${binder.bind(page.offset)} LIMIT ${binder.bind(page.limit)}`,
    binder.parameters,
  );
}

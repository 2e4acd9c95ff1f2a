import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "#lib/db/sql/period/binder.ts";
import { functionPeriod } from "#lib/db/sql/period/function-period.ts";
import { type FunctionDimension, groupExpression } from "#lib/db/sql/period/group-expression.ts";
import type { PeriodScope } from "#lib/db/sql/period/period-scope.ts";
import { hasStarts, waitedMs } from "./waited.ts";

/** Starts of one group of functions. Sums are null where nothing of the group was read. */
export interface StartGroupRow {
  readonly value: string;
  readonly functions: number;
  readonly readFunctions: number;
  readonly invocations: number | null;
  readonly reports: number | null;
  /** Of the reports, events of Lambda Insights. */
  readonly insightsReports: number | null;
  readonly coldStarts: number | null;
  readonly restores: number | null;
  readonly initFailures: number | null;
  readonly waitedMs: number | null;
  /** Null where reports were read before these were told apart. */
  readonly provisionedInits: number | null;
  readonly suppressedInits: number | null;
  readonly restoreSumMs: number | null;
  readonly initCostUsd: number | null;
  readonly costUsd: number | null;
  /** Functions with reports whose price is not known. */
  readonly unpricedFunctions: number;
}

/** What each group of functions did in the period, without those on Managed Instances. */
export function listStartGroups(
  pool: Pool,
  scope: PeriodScope,
  dimension: FunctionDimension,
): Promise<StartGroupRow[]> {
  const binder = createBinder();
  const period = functionPeriod(scope, binder);
  return sql<StartGroupRow>(
    pool,
    `WITH ${period}
     SELECT ${groupExpression(dimension, binder)} AS value, count(*)::int AS functions,
       count(p.reports)::int AS "readFunctions",
       sum(p.invocations)::float8 AS invocations, sum(p.reports)::float8 AS reports,
       sum(p.insights_reports)::float8 AS "insightsReports",
       sum(p.cold_starts)::float8 AS "coldStarts", sum(p.restores)::float8 AS restores,
       sum(p.init_failures)::float8 AS "initFailures", sum(${waitedMs}) AS "waitedMs",
       sum(p.provisioned_inits)::float8 AS "provisionedInits", sum(p.suppressed_inits)::float8 AS "suppressedInits",
       sum(p.restore_sum_ms) AS "restoreSumMs",
       sum(p.init_cost_usd) AS "initCostUsd", sum(p.cost_usd) AS "costUsd",
       (count(*) FILTER (WHERE p.reports > coalesce(p.insights_reports, 0) AND p.init_cost_usd IS NULL))::int AS "unpricedFunctions"
     FROM p WHERE ${hasStarts} GROUP BY 1 ORDER BY sum(${waitedMs}) DESC NULLS LAST, 1`,
    binder.parameters,
  );
}

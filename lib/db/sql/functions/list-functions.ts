import type { Sql } from "#lib/db/sql/transaction.ts";
import type { Unknowns } from "#lib/domain/fleet/fact.ts";
import type { Trigger } from "#lib/domain/triggers/trigger.ts";
import type { FigurePeriod, FleetFilter } from "#lib/domain/views/fleet-filter.ts";
import type { FunctionSort } from "#lib/domain/views/functions.ts";
import { functionOrder } from "./function-properties.ts";
import { functionSource } from "./function-source.ts";
import { functionWhere } from "./function-where.ts";
import { Parameters } from "./parameters.ts";

/** One function with its figures. Sums may be bigint in the store: they are read as double, exact to 2^53. */
export interface FunctionListRow {
  readonly id: number;
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly accountName: string | null;
  readonly region: string;
  readonly runtime: string | null;
  readonly architecture: string | null;
  readonly memoryMb: number | null;
  readonly timeoutSeconds: number | null;
  readonly packageType: string | null;
  readonly codeBytes: number | null;
  readonly functionType: string;
  readonly tenancy: string | null;
  readonly runtimeUpdates: string | null;
  readonly vpcId: string | null;
  readonly teamName: string | null;
  readonly state: string | null;
  readonly description: string;
  readonly lastModified: Date;
  readonly lastInvokedAt: Date | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly triggers: readonly Pick<Trigger, "service">[];
  readonly unknowns: Unknowns;
  readonly findings: number | null;
  readonly worst: number | null;
  readonly invocations: number | null;
  readonly errors: number | null;
  readonly throttles: number | null;
  readonly reports: number | null;
  /** Of the reports, events of Lambda Insights. */
  readonly insightsReports: number | null;
  readonly starts: number | null;
  readonly billedMbMs: number | null;
  readonly durationSumMs: number | null;
  readonly initBilledSumMs: number | null;
  readonly memoryMaxMb: number | null;
  readonly costUsd: number | null;
  readonly initCostUsd: number | null;
  readonly durationP50Ms: number | null;
  readonly durationP95Ms: number | null;
  readonly durationP99Ms: number | null;
  readonly initP50Ms: number | null;
  readonly initP95Ms: number | null;
  readonly initP99Ms: number | null;
  readonly series: readonly (number | null)[] | null;
}

const selected = `f.id, f.arn, f.name, f.account_id AS "accountId", a.name AS "accountName", f.region, f.runtime, f.architecture,
  f.memory_mb AS "memoryMb", f.timeout_seconds AS "timeoutSeconds", f.package_type AS "packageType",
  f.code_bytes::float8 AS "codeBytes", f.function_type AS "functionType", f.tenancy,
  f.runtime_management->>'updateRuntimeOn' AS "runtimeUpdates", f.vpc_id AS "vpcId", t.name AS "teamName", f.state, f.description,
  f.last_modified AS "lastModified", f.last_invoked_at AS "lastInvokedAt", f.tags,
  (SELECT jsonb_agg(jsonb_build_object('service', one->>'service')) FROM jsonb_array_elements(f.triggers) one) AS triggers,
  f.unknowns, o.findings, o.worst,
  w.invocations::float8 AS invocations, w.errors::float8 AS errors, w.throttles::float8 AS throttles,
  w.reports::float8 AS reports, w.insights_reports::float8 AS "insightsReports",
  (coalesce(w.cold_starts, 0) + coalesce(w.restores, 0) + coalesce(w.init_failures, 0))::float8 AS starts,
  w.billed_mb_ms AS "billedMbMs", w.duration_sum_ms AS "durationSumMs", w.init_billed_sum_ms AS "initBilledSumMs",
  w.memory_max_mb AS "memoryMaxMb", w.cost_usd AS "costUsd", w.init_cost_usd AS "initCostUsd",
  w.duration_p50_ms AS "durationP50Ms", w.duration_p95_ms AS "durationP95Ms", w.duration_p99_ms AS "durationP99Ms",
  w.init_p50_ms AS "initP50Ms", w.init_p95_ms AS "initP95Ms", w.init_p99_ms AS "initP99Ms",
  w.invocation_series AS series`;

export interface FunctionListQuery {
  readonly filter: FleetFilter;
  readonly period: FigurePeriod;
  readonly sort: FunctionSort;
  readonly offset: number;
  readonly limit: number;
  readonly now: Date;
}

/**
 * One window of the functions that a filter leaves, in order, and how many there are in all, and of these web functions. The order is found over
 * narrow rows first; only the window's rows are read whole.
 */
export async function listFunctions(
  sql: Sql,
  query: FunctionListQuery,
): Promise<{ readonly rows: readonly FunctionListRow[]; readonly total: number; readonly web: number }> {
  const parameters = new Parameters();
  const source = functionSource(query.period, query.now, parameters, { few: isOfFew(query.filter) });
  const ofPage = functionSource(query.period, query.now, parameters, { few: true });
  const where = functionWhere(query.filter, parameters);
  const order = functionOrder[query.sort.column] ?? "f.name";
  const direction = query.sort.direction === "desc" ? "DESC" : "ASC";
  const { rows } = await sql.query<FunctionListRow & { readonly total: number; readonly web: number }>(
    `WITH page AS MATERIALIZED (
       SELECT f.id, count(*) OVER ()::int AS total,
         count(*) FILTER (WHERE f.function_type = 'web') OVER ()::int AS web, row_number() OVER (ORDER BY ${order} ${direction} NULLS LAST, f.name, f.id) AS place
       FROM ${source} WHERE ${where}
       ORDER BY place LIMIT ${parameters.add(query.limit)} OFFSET ${parameters.add(query.offset)})
     SELECT page.total, page.web, ${selected} FROM page JOIN (${ofPage}) ON f.id = page.id ORDER BY page.place`,
    parameters.values,
  );
  const total = rows[0]?.total ?? (query.offset > 0 ? await countFunctions(sql, query) : 0);
  return { rows, total, web: rows[0]?.web ?? 0 };
}

/** Whether functions are named by their ARNs, as for the page of one. */
function isOfFew({ conditions }: FleetFilter): boolean {
  return conditions.some(({ property, operator }) => property === "arn" && operator === "=");
}

/** The whole list in order, as a statement to be streamed: for exports. */
export function functionListStatement(query: Omit<FunctionListQuery, "offset" | "limit">): {
  readonly text: string;
  readonly values: unknown[];
} {
  const parameters = new Parameters();
  const source = functionSource(query.period, query.now, parameters);
  const where = functionWhere(query.filter, parameters);
  const order = functionOrder[query.sort.column] ?? "f.name";
  const direction = query.sort.direction === "desc" ? "DESC" : "ASC";
  const text = `SELECT ${selected} FROM ${source} WHERE ${where} ORDER BY ${order} ${direction} NULLS LAST, f.name, f.id`;
  return { text, values: parameters.values };
}

/** The functions that a filter leaves as docs/formats.md exports them, by ARN, as a statement to be streamed. */
export function functionExportStatement(query: Pick<FunctionListQuery, "filter" | "period" | "now">): {
  readonly text: string;
  readonly values: unknown[];
} {
  const parameters = new Parameters();
  const source = functionSource(query.period, query.now, parameters);
  const text = `SELECT f.account_id AS "accountId", f.region, f.name, f.arn, f.runtime, f.architecture, f.memory_mb AS "memoryMb",
      f.timeout_seconds AS "timeoutSeconds", f.package_type AS "packageType", f.code_bytes::float8 AS "codeBytes",
      f.vpc_id AS "vpcId", f.role_arn AS "roleArn", f.reserved_concurrency AS "reservedConcurrency",
      f.last_modified AS "lastModified", f.tags, f.triggers, f.unknowns
    FROM ${source} WHERE ${functionWhere(query.filter, parameters)} AND f.function_type <> 'web'
    ORDER BY f.arn COLLATE "C"`;
  return { text, values: parameters.values };
}

/** How many functions a filter leaves. */
export async function countFunctions(
  sql: Sql,
  { filter, period, now }: Pick<FunctionListQuery, "filter" | "period" | "now">,
): Promise<number> {
  const parameters = new Parameters();
  const source = functionSource(period, now, parameters);
  const { rows } = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${source} WHERE ${functionWhere(filter, parameters)}`,
    parameters.values,
  );
  return rows[0]?.count ?? 0;
}

import { isLaterColumn, periodSum } from "#lib/db/sql/metric-columns.ts";
import type { Binder } from "./binder.ts";
import { daysOf, functionCondition, type PeriodScope } from "./period-scope.ts";
import { priceRelation } from "./price-relation.ts";

const configuration = [
  "id, account_id, region, name, arn, runtime, architecture, memory_mb, package_type, code_bytes, vpc_id, subnet_ids",
  "snap_start, team_id, tags, state, state_reason, state_reason_code, reserved_concurrency, provisioned_concurrency",
  "unknowns, role_arn, log_format, system_log_level, log_group_name, managed_instances, detail_observed_at, deleted_at",
  "ephemeral_storage_mb, document_sha256",
].flatMap((line) => line.split(", "));

const sums = {
  invocations: "bigint",
  errors: "bigint",
  throttles: "bigint",
  duration_sum_ms: "float8",
  provisioned_invocations: "bigint",
  provisioned_spillover: "bigint",
  reports: "bigint",
  cold_starts: "bigint",
  restores: "bigint",
  init_failures: "bigint",
  billed_sum_ms: "float8",
  init_sum_ms: "float8",
  init_billed_sum_ms: "float8",
  billed_mb_ms: "float8",
  insights_reports: "bigint",
  provisioned_inits: "bigint",
  suppressed_inits: "bigint",
  restore_sum_ms: "float8",
  waited_sum_ms: "float8",
} as const;

const usage = [...Object.keys(sums), "concurrency_max", "init_p50_ms", "init_p95_ms", "init_p99_ms"];

const list = (alias: string, names: readonly string[]) => names.map((name) => `${alias}.${name}`).join(", ");

/** Reports that tell what was billed: events of Lambda Insights do not. */
const told = "(u.reports - coalesce(u.insights_reports, 0))";

/** MB-milliseconds of one row `u`, as billedSecondsOf (lib/domain/cost) counts: reports where they cover 95 %. */
export const billedMbMs = `CASE WHEN u.invocations = 0 AND coalesce(u.reports, 0) = 0 THEN 0
  WHEN ${told} >= 0.95 * u.invocations THEN u.billed_mb_ms / least(1, ${told} / nullif(u.invocations, 0)::float8)
  ELSE u.duration_sum_ms * u.memory_mb END`;

/**
 * Defines the relation `p` (for WITH): one row per function in scope with what it did in the period. Presets read the
 * function read model; any other range sums whole UTC days, at the price of the first tier. Money is null where no
 * price is known; `requests_usd` is the part of `cost_usd` that requests make up. With `ids` only these functions are read,
 * which spares summing the days of all others.
 */
export function functionPeriod(
  scope: PeriodScope,
  binder: Binder,
  { withDeleted = false, ids = null }: { readonly withDeleted?: boolean; readonly ids?: readonly number[] | null } = {},
): string {
  const own = scope.preset === null;
  const bound = ids === null ? null : `${binder.bind(ids)}::int[]`;
  const source = own ? summedDays(scope, binder, bound) : windowRows(scope.preset, binder);
  const cost = own
    ? `u.invocations * price.request + (${billedMbMs}) / 1024000 * price.gb_second AS cost_usd,
       u.init_billed_sum_ms * u.memory_mb / 1024000 * price.gb_second AS init_cost_usd`
    : "u.cost_usd, u.init_cost_usd";
  return `p AS (
    SELECT ${list("u", configuration)}, ${list("u", usage)}, u.invocations * price.request AS requests_usd, ${cost}
    FROM (
      SELECT ${list("f", configuration)}, ${list("w", usage)}${own ? "" : ", w.cost_usd, w.init_cost_usd"}
      FROM functions f LEFT JOIN ${source} ON w.account_id = f.account_id AND w.function_id = f.id
      WHERE ${withDeleted ? "TRUE" : "f.deleted_at IS NULL"} AND ${functionCondition(scope, "f", binder)}
        ${bound === null ? "" : `AND f.id = ANY(${bound})`}
    ) u
    LEFT JOIN ${priceRelation(binder)} ON price.region = u.region AND price.architecture = u.architecture
  )`;
}

function windowRows(preset: string, { bind }: Binder): string {
  return `(SELECT * FROM function_windows WHERE "window" = ${bind(preset)}) w`;
}

function summedDays(scope: PeriodScope, { bind }: Binder, ids: string | null): string {
  const { first, last } = daysOf(scope);
  const summed = Object.entries(sums).map(
    // Cast before the sum: sums of bigint are numeric, which takes ten times as long.
    ([name, type]) => `(${isLaterColumn(name) ? periodSum(name, "d") : `sum(d.${name}::float8)`})::${type} AS ${name}`,
  );
  return `(SELECT d.account_id, d.function_id, ${summed.join(", ")}, max(d.concurrency_max) AS concurrency_max,
      NULL::float8 AS init_p50_ms, NULL::float8 AS init_p95_ms, NULL::float8 AS init_p99_ms
    FROM function_days d WHERE d.day BETWEEN ${bind(first)}::date AND ${bind(last)}::date
      ${ids === null ? "" : `AND (d.account_id, d.function_id) IN (SELECT account_id, id FROM functions WHERE id = ANY(${ids}))`}
    GROUP BY d.account_id, d.function_id) w`;
}

import type { PropertySql, PropertyTable } from "#lib/db/sql/property-clause.ts";
import { lastUsedBands, memoryBands } from "#lib/domain/fleet/bands.ts";

const text = (sql: string): PropertySql => ({ sql, type: "text" });
const number = (sql: string): PropertySql => ({ sql, type: "number" });

/** A band of numbers as a CASE over its lower edges. */
const memoryBand = `CASE ${memoryBands
  .toReversed()
  .map(({ name, from }) => `WHEN f.memory_mb >= ${from} THEN '${name}'`)
  .join(" ")} END`;

const [hour, day, week, month, quarter, older, never] = lastUsedBands;
/** As lib/domain/fleet/bands.ts has it; null where metrics were never read, which is no band. */
const lastUsedBand = `CASE
  WHEN f.last_invoked_at >= now() - interval '1 hour' THEN '${hour}'
  WHEN f.last_invoked_at >= now() - interval '1 day' THEN '${day}'
  WHEN f.last_invoked_at >= now() - interval '7 days' THEN '${week}'
  WHEN f.last_invoked_at >= now() - interval '30 days' THEN '${month}'
  WHEN f.last_invoked_at >= now() - interval '90 days' THEN '${quarter}'
  WHEN f.last_invoked_at IS NOT NULL THEN '${older}'
  WHEN NOT f.unknowns ? 'metrics' THEN '${never}' END`;

const starts = "(coalesce(w.cold_starts, 0) + coalesce(w.restores, 0) + coalesce(w.init_failures, 0))";
/** Null on Managed Instances, which have no starts. */
const startRate = `CASE WHEN f.function_type = 'managedInstances' THEN NULL ELSE ${starts}::float8 / nullif(w.reports, 0) END`;

/** What the filter knows over functionSource (f, a, t, o, w), by the name it has in the URL. Units: MB, seconds, ms, USD; rates as shares from 0 to 100 %. */
export const functionProperties: PropertyTable = {
  name: text("f.name"),
  arn: text("f.arn"),
  account: text("f.account_id"),
  region: text("f.region"),
  runtime: text("CASE WHEN f.function_type = 'web' THEN NULL ELSE coalesce(f.runtime, 'container image') END"),
  architecture: text("f.architecture"),
  package: text("f.package_type"),
  type: text("f.function_type"),
  tenancy: text("CASE WHEN f.function_type = 'web' THEN NULL ELSE coalesce(f.tenancy, 'none') END"),
  runtimeUpdates: text("f.runtime_management->>'updateRuntimeOn'"),
  capacityProvider: text("f.capacity_provider_arn"),
  memoryBand: text(memoryBand),
  memory: number("f.memory_mb"),
  timeout: number("f.timeout_seconds"),
  codeSize: number("f.code_bytes / 1048576.0"),
  vpc: text("CASE WHEN f.function_type = 'web' THEN NULL WHEN f.vpc_id IS NULL THEN 'no' ELSE 'yes' END"),
  vpcId: text("f.vpc_id"),
  snapStart: text(
    "CASE WHEN f.function_type = 'web' THEN NULL WHEN f.snap_start = 'PublishedVersions' THEN 'yes' ELSE 'no' END",
  ),
  team: text("CASE WHEN f.function_type = 'web' THEN NULL ELSE coalesce(t.name, 'no team') END"),
  state: text("f.state"),
  role: text("f.role_arn"),
  lastUsed: text(lastUsedBand),
  invocations: number("w.invocations"),
  errors: number("w.errors"),
  errorRate: number("100.0 * w.errors / nullif(w.invocations, 0)"),
  throttles: number("w.throttles"),
  coldStartRate: number(`100.0 * ${startRate}`),
  durationP95: number("w.duration_p95_ms"),
  initP95: number("w.init_p95_ms"),
  cost: number("w.cost_usd"),
  findings: number("coalesce(o.findings, 0)"),
  triggers: number("jsonb_array_length(f.triggers)"),
};

/** What rows are ordered by, by column. */
export const functionOrder: Readonly<Record<string, string>> = {
  name: "f.name",
  account: "coalesce(a.name, f.account_id)",
  region: "f.region",
  runtime: "f.runtime",
  architecture: "f.architecture",
  memory: "f.memory_mb",
  timeout: "f.timeout_seconds",
  codeSize: "f.code_bytes",
  package: "f.package_type",
  type: "f.function_type",
  tenancy: "f.tenancy",
  runtimeUpdates: "f.runtime_management->>'updateRuntimeOn'",
  vpc: "f.vpc_id",
  team: "t.name",
  state: "f.state",
  lastModified: "f.last_modified",
  lastUsed: "f.last_invoked_at",
  invocations: "w.invocations",
  errors: "w.errors",
  errorRate: "w.errors::float8 / nullif(w.invocations, 0)",
  throttles: "w.throttles",
  coldStartRate: startRate,
  durationP50: "w.duration_p50_ms",
  durationP95: "w.duration_p95_ms",
  durationP99: "w.duration_p99_ms",
  initP50: "w.init_p50_ms",
  initP95: "w.init_p95_ms",
  initP99: "w.init_p99_ms",
  memoryUsed: "w.memory_max_mb::float8 / f.memory_mb",
  cost: "w.cost_usd",
  initCost: "w.init_cost_usd",
  findings: "o.findings",
  triggers: "jsonb_array_length(f.triggers)",
};

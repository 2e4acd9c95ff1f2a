import { type Band, memoryBands, packageSizeBands } from "#lib/domain/fleet/bands.ts";
import type { Sql } from "./transaction.ts";

/** By what the fleet is rolled up, each with the SQL of a function's value, in the words of lib/db/sql/period/group-expression.ts. */
const dimensions = {
  runtime: "coalesce(f.runtime, 'container image')",
  architecture: "f.architecture",
  packageType: "f.package_type",
  codeSize: bandCase("f.code_bytes", packageSizeBands),
  memory: bandCase("f.memory_mb", memoryBands),
  vpc: "CASE WHEN f.vpc_id IS NULL THEN 'no VPC' ELSE 'in a VPC' END",
  snapStart: "CASE WHEN f.snap_start = 'PublishedVersions' THEN 'SnapStart' ELSE 'no SnapStart' END",
  account: "f.account_id",
  region: "f.region",
  team: "coalesce(f.team_id::text, '')",
} as const;

export type RollupDimension = keyof typeof dimensions;
export const rollupDimensions = Object.keys(dimensions) as RollupDimension[];

function bandCase(column: string, bands: readonly Band[]): string {
  const cases = bands
    .toReversed()
    .map(({ name, from }) => `WHEN ${column} >= ${from} THEN '${name.replaceAll("'", "''")}'`);
  return `CASE ${cases.join(" ")} ELSE '${bands[0]?.name ?? ""}' END`;
}

/** One value of a dimension in one Region and architecture on one day: money differs by both, so it is added up after. */
export interface RollupPart {
  readonly dimension: RollupDimension;
  readonly value: string;
  readonly day: string;
  readonly region: string;
  readonly architecture: string;
  readonly functions: number;
  readonly invocations: number;
  readonly errors: number;
  readonly throttles: number;
  readonly durationSumMs: number;
  readonly durationMbMs: number;
  readonly reports: number;
  readonly coldStarts: number;
  readonly restores: number;
  readonly initFailures: number;
  readonly billedSumMs: number;
  readonly billedMbMs: number;
  readonly initSumMs: number;
  readonly initBilledSumMs: number;
}

const summed = {
  invocations: "d.invocations",
  errors: "d.errors",
  throttles: "d.throttles",
  durationSumMs: "d.duration_sum_ms",
  durationMbMs: "d.duration_sum_ms * f.memory_mb",
  reports: "d.reports",
  coldStarts: "d.cold_starts",
  restores: "d.restores",
  initFailures: "d.init_failures",
  billedSumMs: "d.billed_sum_ms",
  billedMbMs: "d.billed_mb_ms",
  initSumMs: "d.init_sum_ms",
  initBilledSumMs: "d.init_billed_sum_ms",
} as const;

/** Each function's value in each dimension, as rows. */
const valuesOfFunction = `(VALUES ${Object.entries(dimensions)
  .map(([name, expression]) => `('${name}', ${expression})`)
  .join(", ")}) AS v(dimension, value)`;

/** Sums of the fleet's days by every dimension, in one pass. `from` and `to` are UTC days, `to` exclusive. */
export async function sumRollups(sql: Sql, from: string, to: string): Promise<RollupPart[]> {
  const keys = Object.keys(summed);
  // Cast before the sum: sums of bigint are numeric, which takes ten times as long.
  const read = Object.entries(summed).map(([key, expression]) => `(${expression})::float8 AS "${key}"`);
  const sums = keys.map((key) => `coalesce(sum(p."${key}"), 0) AS "${key}"`);
  const { rows } = await sql.query<RollupPart>(
    `SELECT v.dimension, v.value, d.day::text AS day, f.region, f.architecture, count(*)::int AS functions, ${sums.join(", ")}
     FROM function_days d JOIN functions f ON f.account_id = d.account_id AND f.id = d.function_id
       CROSS JOIN LATERAL (SELECT ${read.join(", ")}) p CROSS JOIN LATERAL ${valuesOfFunction}
     WHERE d.day >= $1 AND d.day < $2 GROUP BY 1, 2, 3, 4, 5`,
    [from, to],
  );
  return rows;
}

/** The histograms of one function on one day. */
export interface DayHistograms {
  readonly functionId: number;
  readonly duration: Buffer | null;
  readonly init: Buffer | null;
}

/** Histograms of all functions that have any on a UTC day. */
export async function listDayHistograms(sql: Sql, day: string): Promise<DayHistograms[]> {
  const { rows } = await sql.query<DayHistograms>(
    `SELECT function_id AS "functionId", duration_histogram AS duration, init_histogram AS init FROM function_days
     WHERE day = $1 AND (duration_histogram IS NOT NULL OR init_histogram IS NOT NULL)`,
    [day],
  );
  return rows;
}

/** Each function's value in each dimension, in the order of `rollupDimensions`. */
export async function listFunctionValues(sql: Sql): Promise<Map<number, readonly string[]>> {
  const { rows } = await sql.query<{ id: number; values: string[] }>(
    `SELECT f.id, ARRAY[${Object.values(dimensions)
      .map((expression) => `(${expression})::text`)
      .join(", ")}] AS values FROM functions f`,
  );
  return new Map(rows.map(({ id, values }) => [id, values]));
}

const columns = {
  dimension: "text",
  value: "text",
  day: "date",
  functions: "int",
  invocations: "bigint",
  errors: "bigint",
  throttles: "bigint",
  duration_sum_ms: "float8",
  reports: "bigint",
  cold_starts: "bigint",
  restores: "bigint",
  init_failures: "bigint",
  billed_sum_ms: "float8",
  billed_mb_ms: "float8",
  init_sum_ms: "float8",
  init_billed_sum_ms: "float8",
  cost_usd: "float8",
  unpriced_invocations: "bigint",
  duration_histogram: "bytea",
  init_histogram: "bytea",
} as const;

export type RollupRow = { readonly [column in keyof typeof columns]: unknown };

/** Replaces the rollups of some UTC days, `to` exclusive. Runs in a transaction. */
export async function replaceRollups(
  sql: Sql,
  range: { readonly from: string; readonly to: string },
  rows: readonly RollupRow[],
): Promise<void> {
  // Two workers may roll up the same days at once; the later then replaces what the earlier has just written.
  await sql.query("SELECT pg_advisory_xact_lock($1)", [7_402_617]);
  await sql.query("DELETE FROM rollup_days WHERE day >= $1 AND day < $2", [range.from, range.to]);
  if (rows.length === 0) return;
  const names = Object.keys(columns);
  const shape = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  await sql.query(
    `INSERT INTO rollup_days (${names.join(", ")})
     SELECT ${names.join(", ")} FROM jsonb_to_recordset($1::jsonb) AS r(${shape.join(", ")})`,
    [JSON.stringify(rows)],
  );
}

/** The days that a sync has read metrics or starts of; null where it has read none. `to` is exclusive. */
export async function daysReadBy(sql: Sql, syncId: string): Promise<{ from: Date; to: Date } | null> {
  const { rows } = await sql.query<{ from: Date | null; to: Date | null }>(
    `SELECT min((r->>'from')::timestamptz) AS "from", max((r->>'to')::timestamptz) AS "to"
     FROM sync_tasks t CROSS JOIN LATERAL jsonb_array_elements(t.input->'requests') AS r
     WHERE t.sync_id = $1 AND t.source IN ('metrics', 'metric-history', 'starts') AND t.progress_done > 0`,
    [syncId],
  );
  const row = rows[0];
  return row?.from && row.to ? { from: row.from, to: row.to } : null;
}

/** UTC days from `since` on of which functions have rows and rollups do not, the newest first. */
export async function listUnrolledDays(sql: Sql, since: string): Promise<string[]> {
  const { rows } = await sql.query<{ day: string }>(
    `SELECT day::text AS day FROM (SELECT DISTINCT day FROM function_days WHERE day >= $1
       EXCEPT SELECT DISTINCT day FROM rollup_days WHERE dimension = 'account' AND day >= $1) d ORDER BY day DESC`,
    [since],
  );
  return rows.map(({ day }) => day);
}

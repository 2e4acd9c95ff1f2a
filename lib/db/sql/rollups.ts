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
  readonly day: string;
  readonly value: string;
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
  readonly durationHistograms: readonly Buffer[] | null;
  readonly initHistograms: readonly Buffer[] | null;
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

/** Sums of the fleet's days by one dimension. `from` and `to` are UTC days, `to` exclusive. */
export async function sumRollups(
  sql: Sql,
  dimension: RollupDimension,
  from: string,
  to: string,
): Promise<RollupPart[]> {
  const sums = Object.entries(summed).map(([key, expression]) => `coalesce(sum(${expression}), 0)::float8 AS "${key}"`);
  const { rows } = await sql.query<RollupPart>(
    `SELECT d.day::text AS day, ${dimensions[dimension]} AS value, f.region, f.architecture, count(*)::int AS functions,
       ${sums.join(", ")},
       array_agg(d.duration_histogram) FILTER (WHERE d.duration_histogram IS NOT NULL) AS "durationHistograms",
       array_agg(d.init_histogram) FILTER (WHERE d.init_histogram IS NOT NULL) AS "initHistograms"
     FROM function_days d JOIN functions f ON f.account_id = d.account_id AND f.id = d.function_id
     WHERE d.day >= $1 AND d.day < $2 GROUP BY 1, 2, 3, 4`,
    [from, to],
  );
  return rows;
}

const columns = {
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

/** Replaces the rollups of some days of one dimension. Runs in a transaction. */
export async function replaceRollups(
  sql: Sql,
  dimension: RollupDimension,
  range: { readonly from: string; readonly to: string },
  rows: readonly RollupRow[],
): Promise<void> {
  await sql.query("DELETE FROM rollup_days WHERE dimension = $1 AND day >= $2 AND day < $3", [
    dimension,
    range.from,
    range.to,
  ]);
  if (rows.length === 0) return;
  const names = Object.keys(columns);
  const shape = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  await sql.query(
    `INSERT INTO rollup_days (dimension, ${names.join(", ")})
     SELECT $2::text, ${names.join(", ")} FROM jsonb_to_recordset($1::jsonb) AS r(${shape.join(", ")})
     ON CONFLICT (dimension, value, day) DO NOTHING`,
    [JSON.stringify(rows), dimension],
  );
}

/** The oldest and newest day of which functions have rows; null for an empty store. */
export async function daySpan(sql: Sql): Promise<{ first: Date; last: Date } | null> {
  const { rows } = await sql.query<{ first: string | null; last: string | null }>(
    "SELECT min(day)::text AS first, max(day)::text AS last FROM function_days",
  );
  const row = rows[0];
  return row?.first && row.last ? { first: new Date(row.first), last: new Date(row.last) } : null;
}

/** The oldest day that is rolled up; null where none is. */
export async function firstRolledDay(sql: Sql): Promise<Date | null> {
  const { rows } = await sql.query<{ first: string | null }>("SELECT min(day)::text AS first FROM rollup_days");
  return rows[0]?.first ? new Date(rows[0].first) : null;
}

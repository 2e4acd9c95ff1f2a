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
  return `CASE WHEN ${column} IS NULL THEN 'not known' ${cases.join(" ")} ELSE '${bands[0]?.name ?? ""}' END`;
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
  /** What its functions are charged for: reports where they cover a function, the Duration metric where they do not. */
  readonly pricedMbMs: number;
  readonly reports: number;
  /** Of these reports and invocations, those of functions on Managed Instances, which have no starts. */
  readonly instanceReports: number;
  readonly instanceInvocations: number;
  readonly coldStarts: number;
  readonly restores: number;
  readonly initFailures: number;
  readonly billedSumMs: number;
  readonly billedMbMs: number;
  readonly initSumMs: number;
  readonly initBilledSumMs: number;
  /** These three: null where reports of a function were read before they were counted. */
  readonly provisionedInits: number | null;
  readonly suppressedInits: number | null;
  readonly restoreSumMs: number | null;
  /** Of reports read before that was counted, inits alone. */
  readonly waitedSumMs: number;
}

/** A function as rollups see it. */
export interface RolledFunction {
  readonly id: number;
  readonly region: string;
  readonly architecture: string;
  /** Null where it is not known. */
  readonly memoryMb: number | null;
  /** On Managed Instances: it has no starts. */
  readonly onInstances: boolean;
  /** Its value in each dimension, in the order of `rollupDimensions`. */
  readonly values: readonly string[];
}

/** Every function there is or was. */
export async function listRolledFunctions(sql: Sql): Promise<RolledFunction[]> {
  const { rows } = await sql.query<RolledFunction>(
    `SELECT f.id, f.region, f.architecture, f.memory_mb AS "memoryMb", f.managed_instances AS "onInstances",
       ARRAY[${Object.values(dimensions)
         .map((expression) => `(${expression})::text`)
         .join(", ")}] AS values FROM functions f`,
  );
  return rows;
}

const metricSums = {
  invocations: "invocations",
  errors: "errors",
  throttles: "throttles",
  durationSumMs: "duration_sum_ms",
} as const;

const startSums = {
  reports: "reports",
  insightsReports: "insights_reports",
  coldStarts: "cold_starts",
  restores: "restores",
  initFailures: "init_failures",
  billedSumMs: "billed_sum_ms",
  billedMbMs: "billed_mb_ms",
  initSumMs: "init_sum_ms",
  initBilledSumMs: "init_billed_sum_ms",
  waitedSumMs: "waited_sum_ms",
} as const;

/** Reports that were read before these were counted have none; of those that Lambda Insights told, the others are summed. */
const laterSums = {
  provisionedInits: "provisioned_inits",
  suppressedInits: "suppressed_inits",
  restoreSumMs: "restore_sum_ms",
} as const;

const rolledHistograms = {
  durations: "duration_histogram",
  inits: "init_histogram",
  restores: "restore_histogram",
} as const;

/** Values of one column for functions: `values[k]` is that of `functionIds[k]`. */
export interface DayColumns<C extends string> {
  readonly functionIds: readonly number[];
  readonly values: { readonly [column in C]: readonly number[] };
}

export interface DayHistograms {
  readonly functionIds: readonly number[];
  readonly packed: readonly Buffer[];
}

/** One UTC day of the fleet, column by column. */
export interface FleetDay {
  readonly day: string;
  /** Of all functions that have a row of the day. */
  readonly metrics: DayColumns<keyof typeof metricSums>;
  /** Of those with log reports. */
  readonly starts: DayColumns<keyof typeof startSums>;
  /** Of the same functions; NaN where it is not known, which every sum that it is part of then is. */
  readonly laterStarts: DayColumns<keyof typeof laterSums>;
  readonly durations: DayHistograms;
  readonly inits: DayHistograms;
  readonly restores: DayHistograms;
}

/**
 * The fleet's days, `to` exclusive, in one pass over their rows. Columns come as the texts of arrays, which are JSON
 * between their braces: that is read twenty times as fast as a row for each function. All of them see the rows in the same
 * order.
 */
export async function listDayColumns(sql: Sql, from: string, to: string): Promise<FleetDay[]> {
  const text = (expression: string, as: string, when = "") =>
    `array_agg(${expression})${when && ` FILTER (WHERE d.${when} IS NOT NULL)`}::text AS "${as}"`;
  const { rows } = await sql.query<
    Record<string, string | null> & { day: string } & Record<`${keyof typeof rolledHistograms}Packed`, Buffer[] | null>
  >(
    `SELECT d.day::text AS day, ${text("d.function_id", "metricIds")}, ${text("d.function_id", "startIds", "reports")},
       ${Object.entries(metricSums)
         .map(([key, column]) => text(`coalesce(d.${column}, 0)`, key))
         .join(", ")},
       ${Object.entries(startSums)
         .map(([key, column]) =>
           text(`coalesce(d.${column}, ${column === "waited_sum_ms" ? "d.init_sum_ms, " : ""}0)`, key, "reports"),
         )
         .join(", ")},
       ${Object.entries(laterSums)
         .map(([key, column]) =>
           text(`coalesce(d.${column}, CASE WHEN d.insights_reports IS NULL THEN -1 ELSE 0 END)`, key, "reports"),
         )
         .join(", ")},
       ${Object.entries(rolledHistograms)
         .map(
           ([key, column]) => `${text("d.function_id", `${key}Ids`, column)},
             array_agg(d.${column}) FILTER (WHERE d.${column} IS NOT NULL) AS "${key}Packed"`,
         )
         .join(", ")}
     FROM function_days d WHERE d.day >= $1 AND d.day < $2 GROUP BY d.day`,
    [from, to],
  );
  return rows.map((row) => ({
    day: row.day,
    metrics: columnsOf(row, "metricIds", metricSums),
    starts: columnsOf(row, "startIds", startSums),
    laterStarts: columnsOf(row, "startIds", laterSums, (value) => (value < 0 ? Number.NaN : value)),
    durations: { functionIds: numbersOf(row.durationsIds), packed: row.durationsPacked ?? [] },
    inits: { functionIds: numbersOf(row.initsIds), packed: row.initsPacked ?? [] },
    restores: { functionIds: numbersOf(row.restoresIds), packed: row.restoresPacked ?? [] },
  }));
}

function columnsOf<C extends string>(
  row: Readonly<Record<string, unknown>>,
  ids: string,
  columns: Readonly<Record<C, string>>,
  read: ((value: number) => number) | null = null,
): DayColumns<C> {
  const values = {} as Record<C, readonly number[]>;
  for (const key of Object.keys(columns) as C[]) {
    const numbers = numbersOf(row[key]);
    values[key] = read === null ? numbers : numbers.map(read);
  }
  return { functionIds: numbersOf(row[ids]), values };
}

function numbersOf(array: unknown): number[] {
  return typeof array === "string" ? JSON.parse(`[${array.slice(1, -1)}]`) : [];
}

const columns = {
  dimension: "text",
  value: "text",
  day: "date",
  functions: "int",
  invocations: "bigint",
  instance_invocations: "bigint",
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
  provisioned_inits: "bigint",
  suppressed_inits: "bigint",
  restore_sum_ms: "float8",
  waited_sum_ms: "float8",
  duration_histogram: "bytea",
  init_histogram: "bytea",
  restore_histogram: "bytea",
} as const;

export type RollupRow = { readonly [column in keyof typeof columns]: unknown };

/**
 * Makes all who roll up wait for each other, until their transaction ends. Taken before days are read: whoever comes last
 * has seen them all, and none replaces another's newer rollups by what it read before.
 */
export async function lockRollups(sql: Sql): Promise<void> {
  await sql.query("SELECT pg_advisory_xact_lock($1)", [7_402_617]);
}

/** Replaces the rollups of some UTC days, `to` exclusive. Runs in a transaction that has locked them (lockRollups). */
export async function replaceRollups(
  sql: Sql,
  range: { readonly from: string; readonly to: string },
  rows: readonly RollupRow[],
): Promise<void> {
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
     FROM sync_tasks t CROSS JOIN LATERAL
       jsonb_array_elements((t.input->'requests') || coalesce(t.input->'insights', '[]')) AS r
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

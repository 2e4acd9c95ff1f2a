import { jsonText } from "./bulk.ts";
import type { Place } from "./place.ts";
import type { Sql } from "./transaction.ts";

/** Sums of one function's stored rows in a window, as SQL adds them up; histograms are still to be merged. */
export interface WindowSums {
  readonly functionId: number;
  readonly architecture: string;
  readonly memoryMb: number;
  readonly invocations: number | null;
  readonly errors: number | null;
  readonly throttles: number | null;
  readonly durationSumMs: number | null;
  readonly durationMaxMs: number | null;
  readonly concurrencyMax: number | null;
  readonly asyncEventsDropped: number | null;
  readonly iteratorAgeMaxMs: number | null;
  readonly recursiveDropped: number | null;
  readonly provisionedInvocations: number | null;
  readonly provisionedSpillover: number | null;
  readonly reports: number | null;
  readonly coldStarts: number | null;
  readonly restores: number | null;
  readonly initFailures: number | null;
  readonly timeouts: number | null;
  readonly outOfMemory: number | null;
  readonly billedSumMs: number | null;
  readonly initSumMs: number | null;
  readonly initBilledSumMs: number | null;
  readonly billedMbMs: number | null;
  readonly memoryMaxMb: number | null;
  readonly initMaxMs: number | null;
  readonly durationHistograms: readonly Buffer[] | null;
  readonly initHistograms: readonly Buffer[] | null;
  readonly restoreHistograms: readonly Buffer[] | null;
  /** Invocations by step from the window's start; steps without a row are absent. */
  readonly steps: Readonly<Record<string, number>> | null;
}

const sums = {
  invocations: "invocations",
  errors: "errors",
  throttles: "throttles",
  durationSumMs: "duration_sum_ms",
  asyncEventsDropped: "async_events_dropped",
  recursiveDropped: "recursive_dropped",
  provisionedInvocations: "provisioned_invocations",
  provisionedSpillover: "provisioned_spillover",
  reports: "reports",
  coldStarts: "cold_starts",
  restores: "restores",
  initFailures: "init_failures",
  timeouts: "timeouts",
  outOfMemory: "out_of_memory",
  billedSumMs: "billed_sum_ms",
  initSumMs: "init_sum_ms",
  initBilledSumMs: "init_billed_sum_ms",
  billedMbMs: "billed_mb_ms",
} as const;

const maxima = {
  durationMaxMs: "duration_max_ms",
  concurrencyMax: "concurrency_max",
  iteratorAgeMaxMs: "iterator_age_max_ms",
  memoryMaxMb: "memory_max_mb",
  initMaxMs: "init_max_ms",
} as const;

const histograms = {
  durationHistograms: "duration_histogram",
  initHistograms: "init_histogram",
  restoreHistograms: "restore_histogram",
} as const;

const aggregates = [
  ...Object.entries(sums).map(([key, column]) => `sum(m.${column})::float8 AS "${key}"`),
  ...Object.entries(maxima).map(([key, column]) => `max(m.${column})::float8 AS "${key}"`),
  ...Object.entries(histograms).map(
    ([key, column]) => `array_agg(m.${column}) FILTER (WHERE m.${column} IS NOT NULL) AS "${key}"`,
  ),
].join(", ");

export interface WindowQuery {
  readonly granularity: "hour" | "day";
  readonly from: Date;
  readonly to: Date;
  readonly stepMs: number;
}

/** Sums of some functions of a place over a window, functions without rows included. */
export async function sumWindow(
  sql: Sql,
  place: Place,
  functionIds: readonly number[],
  query: WindowQuery,
): Promise<WindowSums[]> {
  const [table, time] =
    query.granularity === "hour"
      ? ["function_hours", "m.at"]
      : ["function_days", "m.day::timestamp AT TIME ZONE 'UTC'"];
  const range =
    query.granularity === "hour"
      ? "m.at >= $3 AND m.at < $4"
      : "m.day >= ($3::timestamptz AT TIME ZONE 'UTC')::date AND m.day < ($4::timestamptz AT TIME ZONE 'UTC')::date";
  const { rows } = await sql.query<WindowSums>(
    `SELECT f.id AS "functionId", f.architecture, f.memory_mb AS "memoryMb", ${aggregates},
       jsonb_object_agg(floor(extract(epoch FROM (${time}) - $3) * 1000 / $5)::int, m.invocations)
         FILTER (WHERE m.invocations IS NOT NULL) AS steps
     FROM functions f LEFT JOIN ${table} m ON m.account_id = f.account_id AND m.function_id = f.id AND ${range}
     WHERE f.account_id = $1 AND f.id = ANY($2) GROUP BY f.id`,
    [place.accountId, functionIds, query.from, query.to, query.stepMs],
  );
  return rows;
}

/** One row of the read model, with column names as keys; bytes as hex text. */
export type WindowRow = Readonly<Record<string, unknown>> & { readonly function_id: number };

const columnTypes = {
  account_id: "text",
  function_id: "int",
  window: "text",
  computed_at: "timestamptz",
  invocations: "bigint",
  errors: "bigint",
  throttles: "bigint",
  duration_sum_ms: "float8",
  duration_max_ms: "float8",
  concurrency_max: "int",
  async_events_dropped: "bigint",
  iterator_age_max_ms: "float8",
  recursive_dropped: "bigint",
  provisioned_invocations: "bigint",
  provisioned_spillover: "bigint",
  reports: "bigint",
  cold_starts: "bigint",
  restores: "bigint",
  init_failures: "bigint",
  timeouts: "bigint",
  out_of_memory: "bigint",
  billed_sum_ms: "float8",
  init_sum_ms: "float8",
  init_billed_sum_ms: "float8",
  billed_mb_ms: "float8",
  memory_max_mb: "int",
  init_p50_ms: "float8",
  init_p95_ms: "float8",
  init_p99_ms: "float8",
  duration_p50_ms: "float8",
  duration_p95_ms: "float8",
  duration_p99_ms: "float8",
  duration_histogram: "bytea",
  init_histogram: "bytea",
  restore_histogram: "bytea",
  cost_usd: "float8",
  init_cost_usd: "float8",
  invocation_series: "jsonb",
} as const;

export async function saveWindowRows(sql: Sql, rows: readonly WindowRow[]): Promise<void> {
  if (rows.length === 0) return;
  const quoted = Object.keys(columnTypes).map((name) => `"${name}"`);
  const shape = Object.entries(columnTypes).map(([name, type]) => `"${name}" ${type}`);
  const changing = quoted.filter((name) => !['"account_id"', '"function_id"', '"window"'].includes(name));
  await sql.query(
    `INSERT INTO function_windows (${quoted.join(", ")})
     SELECT ${quoted.join(", ")} FROM jsonb_to_recordset($1::jsonb) AS r(${shape.join(", ")})
     ON CONFLICT (account_id, function_id, "window") DO UPDATE SET
       ${changing.map((name) => `${name} = EXCLUDED.${name}`).join(", ")}`,
    [jsonText(rows)],
  );
}

/** GB-second usage of the last 30 days by Region and architecture over the organisation: what price tiers go by. */
export async function listMonthUsage(sql: Sql): Promise<{ region: string; architecture: string; mbMs: number }[]> {
  const { rows } = await sql.query<{ region: string; architecture: string; mbMs: number }>(
    `SELECT f.region, f.architecture,
       sum(greatest(coalesce(w.billed_mb_ms, 0), coalesce(w.duration_sum_ms, 0) * f.memory_mb))::float8 AS "mbMs"
     FROM function_windows w JOIN functions f ON f.id = w.function_id WHERE w."window" = '30d' GROUP BY 1, 2`,
  );
  return rows;
}

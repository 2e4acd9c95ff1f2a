import { bytesArray, numberArray } from "./bulk.ts";
import { type HistogramColumn, histogramColumns, isLaterColumn, periodSum } from "./metric-columns.ts";
import type { Place } from "./place.ts";
import type { Sql } from "./transaction.ts";

/** Sums of one function's stored rows in a window, as SQL adds them up; histograms are still to be merged. */
export interface WindowSums {
  readonly functionId: number;
  readonly architecture: string;
  readonly memoryMb: number | null;
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
  readonly provisionedInits: number | null;
  readonly suppressedInits: number | null;
  readonly restoreSumMs: number | null;
  readonly waitedSumMs: number | null;
  readonly billedMbMs: number | null;
  readonly insightsReports: number | null;
  readonly networkEvents: number | null;
  readonly rxBytes: number | null;
  readonly txBytes: number | null;
  readonly memoryMaxMb: number | null;
  readonly initMaxMs: number | null;
  readonly durationHistograms: readonly Buffer[] | null;
  readonly initHistograms: readonly Buffer[] | null;
  readonly restoreHistograms: readonly Buffer[] | null;
  readonly billedHistograms: readonly Buffer[] | null;
  readonly memoryHistograms: readonly Buffer[] | null;
  /** Invocations by step from the window's start; steps without a row are absent. */
  readonly steps: ReadonlyMap<number, number>;
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
  provisionedInits: "provisioned_inits",
  suppressedInits: "suppressed_inits",
  restoreSumMs: "restore_sum_ms",
  waitedSumMs: "waited_sum_ms",
  billedMbMs: "billed_mb_ms",
  insightsReports: "insights_reports",
  networkEvents: "network_events",
  rxBytes: "rx_bytes",
  txBytes: "tx_bytes",
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
  billedHistograms: "billed_histogram",
  memoryHistograms: "memory_histogram",
} as const;

// Cast before the sum: sums of bigint are numeric, which takes ten times as long.
const aggregates = [
  ...Object.entries(sums).map(([key, column]) =>
    isLaterColumn(column) ? `(${periodSum(column, "m")})::float8 AS "${key}"` : `sum(m.${column}::float8) AS "${key}"`,
  ),
  ...Object.entries(maxima).map(([key, column]) => `max(m.${column})::float8 AS "${key}"`),
  ...Object.entries(histograms).map(
    ([key, column]) => `array_agg(m.${column}) FILTER (WHERE m.${column} IS NOT NULL) AS "${key}"`,
  ),
].join(", ");

export interface WindowQuery {
  readonly granularity: "hour" | "day";
  readonly from: Date;
  readonly to: Date;
}

const rowsOf = {
  hour: {
    table: "function_hours",
    range: "m.at >= $3 AND m.at < $4",
    step: "((date_part('epoch', m.at) - date_part('epoch', $3::timestamptz)) / 3600)::int",
  },
  day: {
    table: "function_days",
    range: "m.day >= ($3::timestamptz AT TIME ZONE 'UTC')::date AND m.day < ($4::timestamptz AT TIME ZONE 'UTC')::date",
    step: "m.day - ($3::timestamptz AT TIME ZONE 'UTC')::date",
  },
} as const;

/** Sums of some functions of a place over a window, functions without rows included. */
export async function sumWindow(
  sql: Sql,
  place: Place,
  functionIds: readonly number[],
  query: WindowQuery,
): Promise<WindowSums[]> {
  const { table, range, step } = rowsOf[query.granularity];
  // Arrays as texts: they are valid JSON between the braces, which is read far faster than an array of values.
  const steps = (value: string) => `array_agg(${value}) FILTER (WHERE m.invocations IS NOT NULL)::text`;
  const { rows } = await sql.query<Omit<WindowSums, "steps"> & { at: string | null; ran: string | null }>(
    `SELECT f.id AS "functionId", f.architecture, f.memory_mb AS "memoryMb", ${aggregates},
       ${steps(step)} AS at, ${steps("m.invocations")} AS ran
     FROM functions f LEFT JOIN ${table} m ON m.account_id = f.account_id AND m.function_id = f.id AND ${range}
     WHERE f.account_id = $1 AND f.id = ANY($2) GROUP BY f.id`,
    [place.accountId, functionIds, query.from, query.to],
  );
  return rows.map(({ at, ran, ...sum }) => {
    const invocations = numbersOf(ran);
    return { ...sum, steps: new Map(numbersOf(at).map((k, index) => [k, invocations[index] ?? 0])) };
  });
}

function numbersOf(array: string | null): number[] {
  return array === null ? [] : JSON.parse(`[${array.slice(1, -1)}]`);
}

/**
 * Functions of a place with rows of hours from `hoursFrom` on, or of UTC days from `daysFrom` on: those of which a reading
 * from then on may have told something. Null: none was read.
 */
export async function listTouchedFunctions(
  sql: Sql,
  place: Place,
  { hoursFrom, daysFrom }: { readonly hoursFrom: Date | null; readonly daysFrom: Date | null },
): Promise<number[]> {
  const { rows } = await sql.query<{ id: number }>(
    `SELECT f.id FROM functions f WHERE f.account_id = $1 AND f.region = $2 AND f.deleted_at IS NULL AND (
       EXISTS (SELECT FROM function_hours m WHERE m.account_id = $1 AND m.function_id = f.id AND m.at >= $3)
       OR EXISTS (SELECT FROM function_days m WHERE m.account_id = $1 AND m.function_id = f.id
         AND m.day >= ($4::timestamptz AT TIME ZONE 'UTC')::date))`,
    [place.accountId, place.region, hoursFrom, daysFrom],
  );
  return rows.map(({ id }) => id);
}

export interface StaleWindowQuery extends WindowQuery {
  readonly name: string;
  /** The hour or UTC day that the window ends with: windows worked out before it have slid. */
  readonly current: Date;
  /** Whether metrics of the place were read: what is not known of a function's calls then is 0. */
  readonly read: boolean;
}

/**
 * Functions of a place whose window is another than the stored one though no new row tells of them: it was never worked
 * out, it has slid over rows, or the function itself changed. The others have done nothing, as their windows say already.
 */
export async function listStaleWindows(sql: Sql, place: Place, query: StaleWindowQuery): Promise<number[]> {
  const begin = "w.computed_at - make_interval(secs => $7)";
  const rows =
    query.granularity === "hour"
      ? `function_hours m WHERE m.at >= ${begin} AND m.at < $6`
      : `function_days m WHERE m.day >= ((${begin}) AT TIME ZONE 'UTC')::date AND m.day < ($6::timestamptz AT TIME ZONE 'UTC')::date`;
  const seconds = (query.to.getTime() - query.from.getTime()) / 1_000;
  const found = await sql.query<{ id: number }>(
    `SELECT f.id FROM functions f
     LEFT JOIN function_windows w ON w.account_id = f.account_id AND w.function_id = f.id AND w."window" = $3
     WHERE f.account_id = $1 AND f.region = $2 AND f.deleted_at IS NULL
       AND (w.function_id IS NULL OR (w.invocations IS NULL AND $4) OR f.last_modified >= w.computed_at
         OR (w.computed_at < $5 AND EXISTS (SELECT FROM ${rows} AND m.account_id = $1 AND m.function_id = f.id)))`,
    [place.accountId, place.region, query.name, query.read, query.current, query.to, seconds],
  );
  return found.rows.map(({ id }) => id);
}

const numberColumns = {
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
  provisioned_inits: "bigint",
  suppressed_inits: "bigint",
  restore_sum_ms: "float8",
  waited_sum_ms: "float8",
  billed_mb_ms: "float8",
  insights_reports: "bigint",
  network_events: "bigint",
  rx_bytes: "bigint",
  tx_bytes: "bigint",
  memory_max_mb: "int",
  init_p50_ms: "float8",
  init_p95_ms: "float8",
  init_p99_ms: "float8",
  duration_p50_ms: "float8",
  duration_p95_ms: "float8",
  duration_p99_ms: "float8",
  restore_p50_ms: "float8",
  restore_p95_ms: "float8",
  restore_p99_ms: "float8",
  memory_p50_mb: "float8",
  memory_p95_mb: "float8",
  memory_p99_mb: "float8",
  cost_usd: "float8",
  init_cost_usd: "float8",
} as const;

/** One row of the read model, with column names as keys; a histogram without values is empty. */
export type WindowRow = { readonly [column in keyof typeof numberColumns]: number | null } & {
  readonly [column in HistogramColumn]: Uint8Array;
} & { readonly function_id: number; readonly invocation_series: readonly (number | null)[] };

/** Upserts windows of one name and place; a row that would say the same of the same time is left as it is. */
export async function saveWindowRows(
  sql: Sql,
  { accountId, name, current, now }: { accountId: string; name: string; current: Date; now: Date },
  rows: readonly WindowRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const numbers = Object.entries(numberColumns) as [keyof typeof numberColumns, string][];
  const contents = [...numbers.map(([column]) => column), ...histogramColumns, "invocation_series"];
  const mine = (alias: string) => contents.map((column) => `${alias}.${column}`).join(", ");
  const arrays = [...numbers.map(([, type]) => type), ...histogramColumns.map(() => "bytea")].map(
    (type, k) => `$${k + 7}::${type}[]`,
  );
  await sql.query(
    `INSERT INTO function_windows AS w (account_id, function_id, "window", computed_at, ${contents.join(", ")})
     SELECT $1, r.function_id, $2, $3, ${contents.map((column) => (column === "invocation_series" ? "r.series::jsonb" : `r.${column}`)).join(", ")}
     FROM unnest($5::int[], $6::text[], ${arrays.join(", ")})
       AS r(function_id, series, ${numbers.map(([column]) => column).join(", ")}, ${histogramColumns.join(", ")})
     ORDER BY r.function_id
     ON CONFLICT (account_id, function_id, "window") DO UPDATE SET computed_at = EXCLUDED.computed_at,
       ${contents.map((column) => `${column} = EXCLUDED.${column}`).join(", ")}
     WHERE w.computed_at < $4 OR (${mine("w")}) IS DISTINCT FROM (${mine("EXCLUDED")})`,
    [
      accountId,
      name,
      now,
      current,
      rows.map(({ function_id }) => function_id),
      rows.map(({ invocation_series }) => JSON.stringify(invocation_series)),
      ...numbers.map(([column, type]) =>
        numberArray(
          type,
          rows.map((row) => row[column]),
        ),
      ),
      ...histogramColumns.map((column) => bytesArray(rows.map((row) => row[column]))),
    ],
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

/**
 * Makes all who work out windows of a place wait for each other, until their transaction ends. Taken before rows are
 * read: whoever comes last has seen them all, and none writes what it read before another's newer sums.
 */
export async function lockWindows(sql: Sql, { accountId, region }: Place): Promise<void> {
  await sql.query("SELECT pg_advisory_xact_lock(7402619, hashtext($1))", [`${accountId} ${region}`]);
}

/** Columns of function_hours and function_days that CloudWatch fills, with their types and how a day follows from hours. */
export const metricColumns = {
  invocations: ["bigint", "sum"],
  errors: ["bigint", "sum"],
  throttles: ["bigint", "sum"],
  duration_sum_ms: ["double precision", "sum"],
  duration_max_ms: ["real", "max"],
  duration_p50_ms: ["real", null],
  duration_p95_ms: ["real", null],
  duration_p99_ms: ["real", null],
  concurrency_max: ["int", "max"],
  async_events_dropped: ["bigint", "sum"],
  async_event_age_max_ms: ["real", "max"],
  iterator_age_max_ms: ["real", "max"],
  recursive_dropped: ["bigint", "sum"],
  provisioned_invocations: ["bigint", "sum"],
  provisioned_spillover: ["bigint", "sum"],
} as const;

/** Columns that log reports fill; histograms are merged by lib/domain/statistics, not by SQL. */
export const startColumns = {
  reports: ["bigint", "sum"],
  cold_starts: ["bigint", "sum"],
  restores: ["bigint", "sum"],
  init_failures: ["bigint", "sum"],
  provisioned_inits: ["bigint", "sum"],
  suppressed_inits: ["bigint", "sum"],
  timeouts: ["bigint", "sum"],
  out_of_memory: ["bigint", "sum"],
  logged_duration_sum_ms: ["double precision", "sum"],
  billed_sum_ms: ["double precision", "sum"],
  init_sum_ms: ["double precision", "sum"],
  init_billed_sum_ms: ["double precision", "sum"],
  restore_sum_ms: ["double precision", "sum"],
  waited_sum_ms: ["double precision", "sum"],
  billed_mb_ms: ["double precision", "sum"],
  memory_max_mb: ["int", "max"],
  init_max_ms: ["real", "max"],
  duration_histogram: ["bytea", null],
  init_histogram: ["bytea", null],
  restore_histogram: ["bytea", null],
  billed_histogram: ["bytea", null],
  memory_histogram: ["bytea", null],
  insights_reports: ["bigint", "sum"],
} as const;

/** Columns of what functions received and sent, which Lambda Insights fills. */
export const networkColumns = {
  network_events: ["bigint", "sum"],
  rx_bytes: ["bigint", "sum"],
  tx_bytes: ["bigint", "sum"],
} as const;

/** Columns that were added when reports had been read and stored already: of those they are null. */
const laterColumns = ["provisioned_inits", "suppressed_inits", "restore_sum_ms", "waited_sum_ms"] as const;
export type LaterColumn = (typeof laterColumns)[number];

export function isLaterColumn(column: string): column is LaterColumn {
  return laterColumns.some((later) => later === column);
}

/** The SQL of a later column's sum over rows `alias`: not known where reports are among them that it was not counted of. */
export function wholeSum(column: LaterColumn, alias: string): string {
  const lacking = `bool_or(${alias}.reports IS NOT NULL AND ${alias}.${column} IS NULL)`;
  // Cast before the sum: sums of bigint are numeric, which takes ten times as long.
  return `CASE WHEN ${lacking} THEN NULL ELSE sum(${alias}.${column}::float8) END`;
}

/** The same, but that what callers waited falls back on the inits alone, row by row. */
export function periodSum(column: LaterColumn, alias: string): string {
  return column === "waited_sum_ms"
    ? `sum(coalesce(${alias}.waited_sum_ms, ${alias}.init_sum_ms))`
    : wholeSum(column, alias);
}

export const histogramColumns = [
  "duration_histogram",
  "init_histogram",
  "restore_histogram",
  "billed_histogram",
  "memory_histogram",
] as const;
export type HistogramColumn = (typeof histogramColumns)[number];

export type MetricColumn = keyof typeof metricColumns;
export type StartColumn = keyof typeof startColumns;

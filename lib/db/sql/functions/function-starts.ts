import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { type Granularity, isoDay } from "#lib/db/sql/place.ts";

/** What the log reports of one function say in a period, added up; histograms are still to be merged. */
export interface FunctionStarts {
  /** Null where metrics were not read. */
  readonly invocations: number | null;
  /** Null, as all below, where no report was read. */
  readonly reports: number | null;
  /** Of the reports, events of Lambda Insights; null where there are none. */
  readonly insightsReports: number | null;
  readonly coldStarts: number | null;
  readonly restores: number | null;
  readonly initFailures: number | null;
  readonly timeouts: number | null;
  readonly outOfMemory: number | null;
  readonly initBilledSumMs: number | null;
  readonly billedSumMs: number | null;
  readonly memoryMaxMb: number | null;
  /** Null as well, as those below, where a part was read before they were told apart. */
  readonly provisionedInits: number | null;
  readonly suppressedInits: number | null;
  readonly restoreSumMs: number | null;
  readonly waitedSumMs: number | null;
  readonly initHistograms: readonly Buffer[] | null;
  readonly restoreHistograms: readonly Buffer[] | null;
  readonly billedHistograms: readonly Buffer[] | null;
  readonly memoryHistograms: readonly Buffer[] | null;
}

const sums = {
  invocations: "invocations",
  reports: "reports",
  insightsReports: "insights_reports",
  coldStarts: "cold_starts",
  restores: "restores",
  initFailures: "init_failures",
  timeouts: "timeouts",
  outOfMemory: "out_of_memory",
  initBilledSumMs: "init_billed_sum_ms",
  billedSumMs: "billed_sum_ms",
} as const;

/** Of hours and days that have reports some may be from before these were counted: then the sum is not known. */
const wholeSums = {
  provisionedInits: "provisioned_inits",
  suppressedInits: "suppressed_inits",
  restoreSumMs: "restore_sum_ms",
  // Of what Lambda Insights told, inits are what is known of it.
  waitedSumMs: "coalesce(waited_sum_ms, CASE WHEN insights_reports IS NOT NULL THEN init_sum_ms END)",
} as const;

const histograms = {
  initHistograms: "init_histogram",
  restoreHistograms: "restore_histogram",
  billedHistograms: "billed_histogram",
  memoryHistograms: "memory_histogram",
} as const;

const columns = [
  ...Object.entries(sums).map(([key, column]) => `sum(${column}::float8) AS "${key}"`),
  `max(memory_max_mb)::float8 AS "memoryMaxMb"`,
  ...Object.entries(wholeSums).map(
    ([key, column]) =>
      `CASE WHEN bool_or(reports IS NOT NULL AND ${column} IS NULL) THEN NULL ELSE sum((${column})::float8) END AS "${key}"`,
  ),
  ...Object.entries(histograms).map(
    ([key, column]) => `array_agg(${column}) FILTER (WHERE ${column} IS NOT NULL) AS "${key}"`,
  ),
].join(", ");

/** Sums over the hours of a period, or over the UTC days that it touches. */
export async function sumFunctionStarts(
  pool: Pool,
  query: { readonly accountId: string; readonly functionId: number; readonly from: Date; readonly to: Date },
  granularity: Granularity,
): Promise<FunctionStarts | null> {
  const { accountId, functionId, from, to } = query;
  const rows =
    granularity === "hour"
      ? await sql<FunctionStarts & Record<string, unknown>>(
          pool,
          `SELECT ${columns} FROM function_hours
           WHERE account_id = $1 AND function_id = $2 AND at >= date_trunc('hour', $3::timestamptz) AND at < $4`,
          [accountId, functionId, from, to],
        )
      : await sql<FunctionStarts & Record<string, unknown>>(
          pool,
          `SELECT ${columns} FROM function_days
           WHERE account_id = $1 AND function_id = $2 AND day >= $3::date AND day <= $4::date`,
          [accountId, functionId, isoDay(from), isoDay(new Date(to.getTime() - 1))],
        );
  return rows[0] ?? null;
}

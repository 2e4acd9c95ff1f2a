import type { Sql } from "#lib/db/sql/transaction.ts";

/** What was observed of one function in one hour or UTC day. */
export interface MomentRow {
  readonly at: Date;
  readonly invocations: number | null;
  readonly errors: number | null;
  readonly throttles: number | null;
  readonly concurrencyMax: number | null;
  readonly provisionedSpillover: number | null;
  readonly durationSumMs: number | null;
  readonly durationP50Ms: number | null;
  readonly durationP95Ms: number | null;
  readonly durationP99Ms: number | null;
  readonly reports: number | null;
  /** Of the reports, events of Lambda Insights. */
  readonly insightsReports: number | null;
  readonly coldStarts: number | null;
  readonly restores: number | null;
  readonly initFailures: number | null;
  readonly provisionedInits: number | null;
  readonly billedMbMs: number | null;
  readonly memoryMaxMb: number | null;
  readonly asyncEventAgeMaxMs: number | null;
  readonly asyncEventsDropped: number | null;
  readonly recursiveDropped: number | null;
  readonly iteratorAgeMaxMs: number | null;
  readonly durationHistogram: Buffer | null;
  readonly initHistogram: Buffer | null;
  readonly restoreHistogram: Buffer | null;
  readonly memoryHistogram: Buffer | null;
}

const columns = `invocations::float8, errors::float8, throttles::float8, concurrency_max AS "concurrencyMax",
  provisioned_spillover::float8 AS "provisionedSpillover", duration_sum_ms AS "durationSumMs", duration_p50_ms AS "durationP50Ms",
  duration_p95_ms AS "durationP95Ms", duration_p99_ms AS "durationP99Ms", reports::float8, insights_reports::float8 AS "insightsReports",
  cold_starts::float8 AS "coldStarts", restores::float8, init_failures::float8 AS "initFailures",
  provisioned_inits::float8 AS "provisionedInits", billed_mb_ms AS "billedMbMs", memory_max_mb AS "memoryMaxMb",
  async_event_age_max_ms AS "asyncEventAgeMaxMs", async_events_dropped::float8 AS "asyncEventsDropped",
  recursive_dropped::float8 AS "recursiveDropped", iterator_age_max_ms AS "iteratorAgeMaxMs",
  duration_histogram AS "durationHistogram", init_histogram AS "initHistogram", restore_histogram AS "restoreHistogram", memory_histogram AS "memoryHistogram"`;

export interface MomentQuery {
  readonly accountId: string;
  readonly functionId: number;
  readonly from: Date;
  readonly to: Date;
}

/** The hours of one function in which something was observed. */
export async function listFunctionHours(
  sql: Sql,
  { accountId, functionId, from, to }: MomentQuery,
): Promise<MomentRow[]> {
  const { rows } = await sql.query<MomentRow>(
    `SELECT at, ${columns} FROM function_hours
     WHERE account_id = $1 AND function_id = $2 AND at >= date_trunc('hour', $3::timestamptz) AND at < $4 ORDER BY at`,
    [accountId, functionId, from, to],
  );
  return rows;
}

/** The UTC days of one function in which something was observed. */
export async function listFunctionDays(
  sql: Sql,
  { accountId, functionId, from, to }: MomentQuery,
): Promise<MomentRow[]> {
  const { rows } = await sql.query<MomentRow>(
    `SELECT day::timestamp AT TIME ZONE 'UTC' AS at, ${columns} FROM function_days
     WHERE account_id = $1 AND function_id = $2 AND day >= $3::date AND day <= $4::date ORDER BY day`,
    [accountId, functionId, isoDay(from), isoDay(new Date(to.getTime() - 1))],
  );
  return rows;
}

function isoDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}

import type { FunctionMetricPoint, StartPoint } from "#lib/domain/fleet/observed.ts";
import { type MetricColumn, metricColumns, type StartColumn, startColumns } from "./metric-columns.ts";
import type { Granularity, Place } from "./place.ts";
import type { Sql } from "./transaction.ts";

type Row<C extends string> = { readonly name: string; readonly at: Date } & Readonly<Record<C, unknown>>;

/**
 * Upserts CloudWatch's columns of hours or days. A metric without a datapoint leaves what is there, so that pages which
 * carry some of the metrics complete each other and a late datapoint corrects an early one. Columns of log reports are
 * not touched. Partitions must be there. Functions that the store does not know are left out.
 */
export async function saveFunctionMetrics(
  sql: Sql,
  place: Place,
  granularity: Granularity,
  points: readonly FunctionMetricPoint[],
): Promise<void> {
  const rows = points.map(
    (point): Row<MetricColumn> => ({
      name: point.functionName,
      at: point.at,
      invocations: point.invocations,
      errors: point.errors,
      throttles: point.throttles,
      duration_sum_ms: point.durationSumMs,
      duration_max_ms: point.durationMaxMs,
      duration_p50_ms: point.durationP50Ms,
      duration_p95_ms: point.durationP95Ms,
      duration_p99_ms: point.durationP99Ms,
      concurrency_max: point.concurrencyMax,
      async_events_dropped: point.asyncEventsDropped,
      async_event_age_max_ms: point.asyncEventAgeMaxMs,
      iterator_age_max_ms: point.iteratorAgeMaxMs,
      recursive_dropped: point.recursiveInvocationsDropped,
      provisioned_invocations: point.provisionedInvocations,
      provisioned_spillover: point.provisionedSpillover,
    }),
  );
  // Rare metrics are mostly absent from a whole page: a column without a value would leave what is there.
  const columns = Object.fromEntries(
    Object.entries(metricColumns).filter(([name]) => rows.some((row) => row[name as MetricColumn] !== null)),
  );
  await upsert(sql, place, granularity, columns, rows, (c, t) => `${c} = coalesce(EXCLUDED.${c}, ${t}.${c})`);
  await rememberInvocations(sql, place, points);
}

/** Upserts the columns of log reports; a period that is read again replaces what was read before. */
export async function saveStarts(
  sql: Sql,
  place: Place,
  granularity: Granularity,
  points: readonly StartPoint[],
): Promise<void> {
  const rows = points.map(
    (point): Row<StartColumn> => ({
      name: point.functionName,
      at: point.at,
      reports: point.reports,
      cold_starts: point.coldStarts,
      restores: point.restores,
      init_failures: point.initFailures,
      timeouts: point.timeouts,
      out_of_memory: point.outOfMemory,
      logged_duration_sum_ms: point.durationSumMs,
      billed_sum_ms: point.billedSumMs,
      init_sum_ms: point.initSumMs,
      init_billed_sum_ms: point.initBilledSumMs,
      billed_mb_ms: point.billedMbMs,
      memory_max_mb: point.memoryMaxMb,
      init_max_ms: point.initMaxMs,
      duration_histogram: bytes(point.durationHistogram),
      init_histogram: bytes(point.initHistogram),
      restore_histogram: bytes(point.restoreHistogram),
    }),
  );
  await upsert(sql, place, granularity, startColumns, rows, (column) => `${column} = EXCLUDED.${column}`);
}

async function upsert<C extends string>(
  sql: Sql,
  place: Place,
  granularity: Granularity,
  columns: Readonly<Record<C, readonly [string, string | null]>>,
  rows: readonly Row<NoInfer<C>>[],
  assign: (column: C, table: string) => string,
): Promise<void> {
  if (rows.length === 0) return;
  const { table, time, type } = periods[granularity];
  const names = Object.keys(columns) as C[];
  const arrays = names.map((name, k) => `$${k + 5}::${columns[name][0]}[]`);
  await sql.query(
    `INSERT INTO ${table} AS t (account_id, function_id, ${time}, ${names.join(", ")})
     SELECT f.account_id, f.id, r.at, ${names.map((name) => `r.${name}`).join(", ")}
     FROM unnest($3::text[], $4::${type}[], ${arrays.join(", ")}) AS r(name, at, ${names.join(", ")})
     JOIN functions f ON f.account_id = $1 AND f.region = $2 AND f.name = r.name
     ORDER BY f.id
     ON CONFLICT (account_id, function_id, ${time}) DO UPDATE SET ${names.map((name) => assign(name, "t")).join(", ")}`,
    [
      place.accountId,
      place.region,
      rows.map(({ name }) => name),
      rows.map(({ at }) => (granularity === "day" ? at.toISOString().slice(0, 10) : at.toISOString())),
      ...names.map((name) => rows.map((row) => whole(columns[name][0], row[name]))),
    ],
  );
}

const periods = {
  hour: { table: "function_hours", time: "at", type: "timestamptz" },
  day: { table: "function_days", time: "day", type: "date" },
} as const;

/** CloudWatch sends sums as floating point; counts are whole. */
function whole(type: string, value: unknown): unknown {
  return typeof value === "number" && (type === "bigint" || type === "int") ? Math.round(value) : value;
}

function bytes(histogram: Uint8Array): Buffer | null {
  return histogram.byteLength === 0 ? null : Buffer.from(histogram.buffer, histogram.byteOffset, histogram.byteLength);
}

async function rememberInvocations(sql: Sql, place: Place, points: readonly FunctionMetricPoint[]): Promise<void> {
  const last = new Map<string, Date>();
  for (const { functionName, at, invocations } of points) {
    if (!invocations) continue;
    const known = last.get(functionName);
    if (!known || known < at) last.set(functionName, at);
  }
  if (last.size === 0) return;
  await sql.query(
    `UPDATE functions f SET last_invoked_at = r.at FROM unnest($3::text[], $4::timestamptz[]) AS r(name, at)
     WHERE f.account_id = $1 AND f.region = $2 AND f.name = r.name
       AND (f.last_invoked_at IS NULL OR f.last_invoked_at < r.at)`,
    [place.accountId, place.region, [...last.keys()], [...last.values()].map((at) => at.toISOString())],
  );
}

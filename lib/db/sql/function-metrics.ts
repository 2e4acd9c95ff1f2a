import type { FunctionMetricPoint, StartPoint } from "#lib/domain/fleet/observed.ts";
import { binaryTexts } from "./binary-arrays.ts";
import { saveActivity } from "./function-activity.ts";
import {
  type HistogramColumn,
  type MetricColumn,
  metricColumns,
  type StartColumn,
  startColumns,
} from "./metric-columns.ts";
import type { Granularity, Place } from "./place.ts";
import { bytesColumn, instantColumn, numberColumn, type PointColumn, sendColumns } from "./point-columns.ts";
import type { Sql } from "./transaction.ts";

/** Where each column of CloudWatch is found in a point: functions, for a look-up by name takes longer than all else. */
const metricFields: Readonly<Record<MetricColumn, (point: FunctionMetricPoint) => number | null>> = {
  invocations: ({ invocations }) => invocations,
  errors: ({ errors }) => errors,
  throttles: ({ throttles }) => throttles,
  duration_sum_ms: ({ durationSumMs }) => durationSumMs,
  duration_max_ms: ({ durationMaxMs }) => durationMaxMs,
  duration_p50_ms: ({ durationP50Ms }) => durationP50Ms,
  duration_p95_ms: ({ durationP95Ms }) => durationP95Ms,
  duration_p99_ms: ({ durationP99Ms }) => durationP99Ms,
  concurrency_max: ({ concurrencyMax }) => concurrencyMax,
  async_events_dropped: ({ asyncEventsDropped }) => asyncEventsDropped,
  async_event_age_max_ms: ({ asyncEventAgeMaxMs }) => asyncEventAgeMaxMs,
  iterator_age_max_ms: ({ iteratorAgeMaxMs }) => iteratorAgeMaxMs,
  recursive_dropped: ({ recursiveInvocationsDropped }) => recursiveInvocationsDropped,
  provisioned_invocations: ({ provisionedInvocations }) => provisionedInvocations,
  provisioned_spillover: ({ provisionedSpillover }) => provisionedSpillover,
};

/** Where each column of log reports is found in a point. */
const startFields: Readonly<Record<Exclude<StartColumn, HistogramColumn>, (point: StartPoint) => number | null>> = {
  reports: ({ reports }) => reports,
  cold_starts: ({ coldStarts }) => coldStarts,
  restores: ({ restores }) => restores,
  init_failures: ({ initFailures }) => initFailures,
  provisioned_inits: ({ provisionedInits }) => provisionedInits,
  suppressed_inits: ({ suppressedInits }) => suppressedInits,
  timeouts: ({ timeouts }) => timeouts,
  out_of_memory: ({ outOfMemory }) => outOfMemory,
  logged_duration_sum_ms: ({ durationSumMs }) => durationSumMs,
  billed_sum_ms: ({ billedSumMs }) => billedSumMs,
  init_sum_ms: ({ initSumMs }) => initSumMs,
  init_billed_sum_ms: ({ initBilledSumMs }) => initBilledSumMs,
  restore_sum_ms: ({ restoreSumMs }) => restoreSumMs,
  waited_sum_ms: ({ waitedSumMs }) => waitedSumMs,
  billed_mb_ms: ({ billedMbMs }) => billedMbMs,
  memory_max_mb: ({ memoryMaxMb }) => memoryMaxMb,
  init_max_ms: ({ initMaxMs }) => initMaxMs,
  insights_reports: () => null,
};

const histogramFields: Readonly<Record<HistogramColumn, (point: StartPoint) => Uint8Array>> = {
  duration_histogram: ({ durationHistogram }) => durationHistogram,
  init_histogram: ({ initHistogram }) => initHistogram,
  restore_histogram: ({ restoreHistogram }) => restoreHistogram,
  billed_histogram: ({ billedHistogram }) => billedHistogram,
  memory_histogram: ({ memoryHistogram }) => memoryHistogram,
};

/**
 * Upserts CloudWatch's columns of hours or days. A metric without a datapoint leaves what is there, so that pages which
 * carry some of the metrics complete each other and a late datapoint corrects an early one. Columns of log reports are
 * not touched, and neither are rows that say the same already. Partitions must be there. Functions that the store does
 * not know are left out. What ran is noted as such (`saveActivity`).
 */
export async function saveFunctionMetrics(
  sql: Sql,
  place: Place,
  granularity: Granularity,
  points: readonly FunctionMetricPoint[],
): Promise<void> {
  // Rare metrics are mostly absent from a whole page: a column without a value would leave what is there.
  const names = keysOf(metricFields).filter((name) => points.some((point) => metricFields[name](point) !== null));
  const columns = names.map((name) => numberColumn(name, metricColumns[name][0], points.map(metricFields[name])));
  await upsert(sql, place, granularity, columns, points, (c) => `coalesce(EXCLUDED.${c}, t.${c})`);
  await saveActivity(sql, place, points);
}

/**
 * Upserts the columns of log reports; a period that is read again replaces what was read before. Where Lambda Insights
 * tells of clearly more invocations of a period than reports do, its row stays: saveInsights.
 */
export async function saveStarts(
  sql: Sql,
  place: Place,
  granularity: Granularity,
  points: readonly StartPoint[],
): Promise<void> {
  const numbers = keysOf(startFields).map((name) =>
    numberColumn(name, startColumns[name][0], points.map(startFields[name])),
  );
  const histograms = keysOf(histogramFields).map((name) => bytesColumn(name, points.map(histogramFields[name])));
  const columns = [...numbers, ...histograms];
  const isFuller = `NOT coalesce(t.insights_reports > ${clearlyMore} * EXCLUDED.reports, FALSE)`;
  await upsert(sql, place, granularity, columns, points, (c) => `EXCLUDED.${c}`, isFuller);
}

/** By how much Lambda Insights must see more than reports do: an event may fall into the next hour. */
export const clearlyMore = 1.05;

function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): K[] {
  return Object.keys(record) as K[];
}

const periods = {
  hour: { table: "function_hours", time: "at", type: "timestamptz" },
  day: { table: "function_days", time: "day", type: "date" },
} as const;

/**
 * Writes points of a place's functions; `becomes` says what a column `t.…` becomes by what was read, `EXCLUDED.…`, and
 * `condition` which rows that are there are replaced at all.
 * In the order of the key, so that metrics and starts of the same hours wait for each other and never in a circle.
 *
 * MERGE would look the rows of a large page up in one join, which takes a fifth less; but of an hour that statistics do
 * not know yet it walks all of the account's rows, which takes three times as long for a page of a hundred functions.
 */
export async function upsert(
  sql: Sql,
  place: Place,
  granularity: Granularity,
  columns: readonly PointColumn[],
  points: readonly { readonly functionName: string; readonly at: Date }[],
  becomes: (column: string) => string,
  condition = "TRUE",
): Promise<void> {
  if (points.length === 0 || columns.length === 0) return;
  const { table, time, type } = periods[granularity];
  const names = columns.map(({ name }) => name);
  const parameters: unknown[] = [
    place.accountId,
    place.region,
    binaryTexts(points.map(({ functionName }) => functionName)),
  ];
  const instants = instantColumn(
    time,
    type,
    points.map(({ at }) => at),
  );
  const sent = sendColumns([instants, ...columns], parameters);
  await sql.query(
    `INSERT INTO ${table} AS t (account_id, function_id, ${time}, ${names.join(", ")})
     SELECT f.account_id, f.id, ${sent.selected}
     FROM unnest($3::text[]${sent.arrays}) AS r(function_name${sent.aliases})
     JOIN functions f ON f.account_id = $1 AND f.region = $2 AND f.name = r.function_name
     ORDER BY 2, 3
     ON CONFLICT (account_id, function_id, ${time}) DO UPDATE SET
       ${names.map((name) => `${name} = ${becomes(name)}`).join(", ")}
     WHERE (${names.map((name) => `t.${name}`).join(", ")}) IS DISTINCT FROM (${names.map(becomes).join(", ")})
       AND ${condition}`,
    parameters,
  );
}

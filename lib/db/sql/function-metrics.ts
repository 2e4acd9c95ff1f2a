import type { FunctionMetricPoint, StartPoint } from "#lib/domain/fleet/observed.ts";
import { bytesArray, instantArray, numberArray } from "./bulk.ts";
import { type MetricColumn, metricColumns, type StartColumn, startColumns } from "./metric-columns.ts";
import type { Granularity, Place } from "./place.ts";
import type { Sql } from "./transaction.ts";

/** Where each column of CloudWatch is found in a point. */
const metricFields = {
  invocations: "invocations",
  errors: "errors",
  throttles: "throttles",
  duration_sum_ms: "durationSumMs",
  duration_max_ms: "durationMaxMs",
  duration_p50_ms: "durationP50Ms",
  duration_p95_ms: "durationP95Ms",
  duration_p99_ms: "durationP99Ms",
  concurrency_max: "concurrencyMax",
  async_events_dropped: "asyncEventsDropped",
  async_event_age_max_ms: "asyncEventAgeMaxMs",
  iterator_age_max_ms: "iteratorAgeMaxMs",
  recursive_dropped: "recursiveInvocationsDropped",
  provisioned_invocations: "provisionedInvocations",
  provisioned_spillover: "provisionedSpillover",
} as const satisfies Record<MetricColumn, keyof FunctionMetricPoint>;

/** Where each column of log reports is found in a point. */
const startFields = {
  reports: "reports",
  cold_starts: "coldStarts",
  restores: "restores",
  init_failures: "initFailures",
  timeouts: "timeouts",
  out_of_memory: "outOfMemory",
  logged_duration_sum_ms: "durationSumMs",
  billed_sum_ms: "billedSumMs",
  init_sum_ms: "initSumMs",
  init_billed_sum_ms: "initBilledSumMs",
  billed_mb_ms: "billedMbMs",
  memory_max_mb: "memoryMaxMb",
  init_max_ms: "initMaxMs",
  duration_histogram: "durationHistogram",
  init_histogram: "initHistogram",
  restore_histogram: "restoreHistogram",
} as const satisfies Record<StartColumn, keyof StartPoint>;

/**
 * Upserts CloudWatch's columns of hours or days. A metric without a datapoint leaves what is there, so that pages which
 * carry some of the metrics complete each other and a late datapoint corrects an early one. Columns of log reports are
 * not touched, and neither are rows that say the same already. Partitions must be there. Functions that the store does
 * not know are left out.
 */
export async function saveFunctionMetrics(
  sql: Sql,
  place: Place,
  granularity: Granularity,
  points: readonly FunctionMetricPoint[],
): Promise<void> {
  // Rare metrics are mostly absent from a whole page: a column without a value would leave what is there.
  const names = (Object.keys(metricFields) as MetricColumn[]).filter((name) =>
    points.some((point) => point[metricFields[name]] !== null),
  );
  const columns = names.map((name) => {
    const [type] = metricColumns[name];
    return {
      name,
      type,
      values: numberArray(
        type,
        points.map((point) => point[metricFields[name]]),
      ),
    };
  });
  await upsert(sql, place, granularity, columns, points, (c) => `coalesce(EXCLUDED.${c}, t.${c})`);
}

/** Upserts the columns of log reports; a period that is read again replaces what was read before. */
export async function saveStarts(
  sql: Sql,
  place: Place,
  granularity: Granularity,
  points: readonly StartPoint[],
): Promise<void> {
  const columns = (Object.keys(startFields) as StartColumn[]).map((name) => {
    const [type] = startColumns[name];
    const field = startFields[name];
    const values =
      field === "durationHistogram" || field === "initHistogram" || field === "restoreHistogram"
        ? bytesArray(points.map((point) => point[field]))
        : numberArray(
            type,
            points.map((point) => point[field]),
          );
    return { name, type, values };
  });
  await upsert(sql, place, granularity, columns, points, (c) => `EXCLUDED.${c}`);
}

const periods = {
  hour: { table: "function_hours", time: "at", type: "timestamptz" },
  day: { table: "function_days", time: "day", type: "date" },
} as const;

interface Column {
  readonly name: string;
  readonly type: string;
  /** One value for each point, as an array parameter. */
  readonly values: string;
}

async function upsert(
  sql: Sql,
  place: Place,
  granularity: Granularity,
  columns: readonly Column[],
  points: readonly { readonly functionName: string; readonly at: Date }[],
  becomes: (column: string) => string,
): Promise<void> {
  if (points.length === 0 || columns.length === 0) return;
  const { table, time, type } = periods[granularity];
  const names = columns.map(({ name }) => name);
  const mine = (alias: string) => names.map((name) => `${alias}.${name}`).join(", ");
  await sql.query(
    `INSERT INTO ${table} AS t (account_id, function_id, ${time}, ${names.join(", ")})
     SELECT f.account_id, f.id, r.at, ${mine("r")}
     FROM unnest($3::text[], $4::${type}[], ${columns.map((column, k) => `$${k + 5}::${column.type}[]`).join(", ")})
       AS r(name, at, ${names.join(", ")})
     JOIN functions f ON f.account_id = $1 AND f.region = $2 AND f.name = r.name
     ORDER BY f.id
     ON CONFLICT (account_id, function_id, ${time}) DO UPDATE SET
       ${names.map((name) => `${name} = ${becomes(name)}`).join(", ")}
     WHERE (${mine("t")}) IS DISTINCT FROM (${names.map(becomes).join(", ")})`,
    [
      place.accountId,
      place.region,
      points.map(({ functionName }) => functionName),
      instantArray(
        type,
        points.map(({ at }) => at),
      ),
      ...columns.map(({ values }) => values),
    ],
  );
}

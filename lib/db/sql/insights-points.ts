import type { InsightsPoint } from "#lib/domain/fleet/observed.ts";
import { clearlyMore, upsert } from "./function-metrics.ts";
import { networkColumns, type StartColumn, startColumns } from "./metric-columns.ts";
import type { Granularity, Place } from "./place.ts";
import { bytesColumn, numberColumn, type PointColumn } from "./point-columns.ts";
import type { Sql } from "./transaction.ts";

const none = new Uint8Array();

/**
 * Where each column of log reports is found in a point. What the events do not tell is null: what was billed, failed
 * inits, those of provisioned concurrency, memory that ran out. Restores are 0: starts of functions with SnapStart are not
 * taken from here.
 */
const startFields: Readonly<Record<StartColumn, (point: InsightsPoint) => number | null | Uint8Array>> = {
  reports: ({ events }) => events,
  insights_reports: ({ events }) => events,
  cold_starts: ({ coldStarts }) => coldStarts,
  restores: () => 0,
  init_failures: () => null,
  provisioned_inits: () => null,
  suppressed_inits: () => null,
  timeouts: ({ timeouts }) => timeouts,
  out_of_memory: () => null,
  logged_duration_sum_ms: ({ durationSumMs }) => durationSumMs,
  billed_sum_ms: () => null,
  init_sum_ms: ({ initSumMs }) => initSumMs,
  init_billed_sum_ms: () => null,
  restore_sum_ms: () => 0,
  waited_sum_ms: () => null,
  billed_mb_ms: () => null,
  memory_max_mb: ({ memoryMaxMb }) => memoryMaxMb,
  init_max_ms: ({ initMaxMs }) => initMaxMs,
  duration_histogram: ({ durationHistogram }) => durationHistogram,
  init_histogram: ({ initHistogram }) => initHistogram,
  restore_histogram: () => none,
  billed_histogram: () => none,
  memory_histogram: ({ memoryHistogram }) => memoryHistogram,
};

const networkFields: Readonly<Record<keyof typeof networkColumns, (point: InsightsPoint) => number>> = {
  network_events: ({ networkEvents }) => networkEvents,
  rx_bytes: ({ rxBytes }) => rxBytes,
  tx_bytes: ({ txBytes }) => txBytes,
};

/**
 * Upserts what Lambda Insights told: bytes of all functions, and starts of those that need them, period by period where
 * it tells of clearly more invocations than reports do. So each row is of one source, whichever was read first.
 */
export async function saveInsights(
  sql: Sql,
  place: Place,
  granularity: Granularity,
  points: readonly InsightsPoint[],
): Promise<void> {
  const replaces = (column: string) => `EXCLUDED.${column}`;
  const starts = points.filter(({ takesStarts }) => takesStarts);
  const startNames = Object.keys(startColumns) as StartColumn[];
  const fuller = `(t.reports IS NULL OR t.insights_reports IS NOT NULL OR EXCLUDED.reports > ${clearlyMore} * t.reports)`;
  const columns = startNames.map((name) => startColumn(name, starts));
  await upsert(sql, place, granularity, columns, starts, replaces, fuller);
  const told = points.filter(({ networkEvents }) => networkEvents > 0);
  const network = (Object.keys(networkColumns) as (keyof typeof networkColumns)[]).map((name) =>
    numberColumn(name, networkColumns[name][0], told.map(networkFields[name])),
  );
  await upsert(sql, place, granularity, network, told, replaces);
}

function startColumn(name: StartColumn, points: readonly InsightsPoint[]): PointColumn {
  const [type] = startColumns[name];
  const values = points.map(startFields[name]);
  if (type === "bytea")
    return bytesColumn(
      name,
      values.map((value) => (value instanceof Uint8Array ? value : none)),
    );
  return numberColumn(
    name,
    type,
    values.map((value) => (typeof value === "number" ? value : null)),
  );
}

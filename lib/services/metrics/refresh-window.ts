import {
  listMonthUsage,
  listStaleWindows,
  lockWindows,
  saveWindowRows,
  sumWindow,
  type WindowRow,
  type WindowSums,
} from "#lib/db/sql/function-windows.ts";
import type { Place } from "#lib/db/sql/place.ts";
import { listSourceStates } from "#lib/db/sql/source-states.ts";
import { blendedRates, type DurationRates, rateKey } from "#lib/domain/cost/duration-rates.ts";
import { functionCostUsd, gbSecondsOfMbMs } from "#lib/domain/cost/function-cost.ts";
import { listPrices } from "#lib/domain/cost/price-list.ts";
import { initCostUsd } from "#lib/domain/starts/init-billed.ts";
import { type Histogram, quantile } from "#lib/domain/statistics/histogram.ts";
import { mergePackedHistograms } from "#lib/domain/statistics/merge-histograms.ts";
import { packHistogram } from "#lib/domain/statistics/packed-histogram.ts";
import { addMs } from "#lib/services/collection/time-windows.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import type { WindowSpan } from "./window-spans.ts";

/** Functions worked on at a time: bounds memory, and how long rows are held. */
const batch = 250;

/** Which windows of a place to work out. */
export interface SpanRefresh {
  readonly spans: readonly WindowSpan[];
  /** Functions of which new rows may have come in. */
  readonly touched: readonly number[];
  readonly now: Date;
}

/** Works out the windows of those functions of a place for which they may have changed. */
export async function refreshSpans(
  context: ServiceContext,
  place: Place,
  { spans, touched, now }: SpanRefresh,
): Promise<void> {
  const { pool } = context.db;
  const read = await metricsRead(context, place);
  let rates: DurationRates | null = null;
  for (const span of spans) {
    const stale = await listStaleWindows(pool, place, { ...span, current: currentOf(span), read });
    const functionIds = [...new Set([...touched, ...stale])].sort((one, other) => one - other);
    if (functionIds.length === 0) continue;
    rates ??= ratesOf(await listMonthUsage(pool));
    await refreshSpan(context, functionIds, { place, span, now, rates, read });
  }
}

/** The hour or UTC day under way, with which a window ends. */
function currentOf({ to, stepMs }: WindowSpan): Date {
  return addMs(to, -stepMs);
}

async function refreshSpan(context: ServiceContext, functionIds: readonly number[], row: RowContext): Promise<void> {
  const { place, span, now } = row;
  const window = { accountId: place.accountId, name: span.name, current: currentOf(span), now };
  for (let at = 0; at < functionIds.length; at += batch) {
    await context.inSqlTransaction(async (sql) => {
      // Metrics, their history and starts of a place may end at the same moment.
      await lockWindows(sql, place);
      const sums = await sumWindow(sql, place, functionIds.slice(at, at + batch), span);
      await saveWindowRows(
        sql,
        window,
        sums.map((sum) => rowOf(sum, row)),
      );
    });
  }
}

interface RowContext {
  readonly place: Place;
  readonly span: WindowSpan;
  readonly now: Date;
  readonly rates: DurationRates;
  /** Whether metrics were read: a function without rows then did not run; else nothing is known of it. */
  readonly read: boolean;
}

function rowOf(sum: WindowSums, { place, span, rates, read }: RowContext): WindowRow {
  const idle = read && sum.invocations === null ? 0 : null;
  const invocations = sum.invocations ?? idle;
  const duration = merged(sum.durationHistograms);
  const init = merged(sum.initHistograms);
  const restore = merged(sum.restoreHistograms);
  const memory = merged(sum.memoryHistograms);
  return {
    function_id: sum.functionId,
    invocations,
    errors: sum.errors ?? idle,
    throttles: sum.throttles ?? idle,
    duration_sum_ms: sum.durationSumMs ?? idle,
    duration_max_ms: sum.durationMaxMs,
    concurrency_max: sum.concurrencyMax,
    async_events_dropped: sum.asyncEventsDropped,
    iterator_age_max_ms: sum.iteratorAgeMaxMs,
    recursive_dropped: sum.recursiveDropped,
    provisioned_invocations: sum.provisionedInvocations,
    provisioned_spillover: sum.provisionedSpillover,
    reports: sum.reports,
    cold_starts: sum.coldStarts,
    restores: sum.restores,
    init_failures: sum.initFailures,
    timeouts: sum.timeouts,
    out_of_memory: sum.outOfMemory,
    billed_sum_ms: sum.billedSumMs,
    init_sum_ms: sum.initSumMs,
    init_billed_sum_ms: sum.initBilledSumMs,
    provisioned_inits: sum.provisionedInits,
    suppressed_inits: sum.suppressedInits,
    restore_sum_ms: sum.restoreSumMs,
    waited_sum_ms: sum.waitedSumMs,
    billed_mb_ms: sum.billedMbMs,
    insights_reports: sum.insightsReports,
    network_events: sum.networkEvents,
    rx_bytes: sum.rxBytes,
    tx_bytes: sum.txBytes,
    memory_max_mb: sum.memoryMaxMb,
    init_p50_ms: quantileOf(init, 0.5, sum.initMaxMs),
    init_p95_ms: quantileOf(init, 0.95, sum.initMaxMs),
    init_p99_ms: quantileOf(init, 0.99, sum.initMaxMs),
    duration_p50_ms: quantileOf(duration, 0.5, sum.durationMaxMs),
    duration_p95_ms: quantileOf(duration, 0.95, sum.durationMaxMs),
    duration_p99_ms: quantileOf(duration, 0.99, sum.durationMaxMs),
    restore_p50_ms: quantileOf(restore, 0.5, null),
    restore_p95_ms: quantileOf(restore, 0.95, null),
    restore_p99_ms: quantileOf(restore, 0.99, null),
    memory_p50_mb: quantileOf(memory, 0.5, sum.memoryMaxMb),
    memory_p95_mb: quantileOf(memory, 0.95, sum.memoryMaxMb),
    memory_p99_mb: quantileOf(memory, 0.99, sum.memoryMaxMb),
    duration_histogram: packed(duration),
    init_histogram: packed(init),
    restore_histogram: packed(restore),
    billed_histogram: packed(merged(sum.billedHistograms)),
    memory_histogram: packed(memory),
    ...costsOf(sum, invocations, place, rates),
    invocation_series: Array.from({ length: span.steps }, (_, step) => sum.steps.get(step) ?? null),
  };
}

function quantileOf(histogram: Histogram | null, q: number, max: number | null): number | null {
  return histogram && quantile(histogram, q, { max });
}

function costsOf(sum: WindowSums, invocations: number | null, { region }: Place, rates: DurationRates) {
  const { architecture, memoryMb, billedMbMs, durationSumMs } = sum;
  // Events of Lambda Insights tell nothing of what was billed.
  const reports = (sum.reports ?? 0) - (sum.insightsReports ?? 0);
  const cost = functionCostUsd(
    {
      region,
      architecture,
      invocations,
      reports,
      billedMbMs: billedMbMs ?? 0,
      durationMbMs: durationMbMsOf(durationSumMs, invocations, memoryMb),
    },
    listPrices,
    rates,
  );
  const rate = rates.get(rateKey(region, architecture))?.pricePerGbSecond ?? null;
  const unknownInit = sum.initBilledSumMs === null || rate === null || memoryMb === null;
  const init = unknownInit ? null : initCostUsd(sum.initBilledSumMs, memoryMb, rate);
  return { cost_usd: cost.state === "known" ? cost.totalUsd : null, init_cost_usd: init };
}

/** Null where the metric, or the memory it is multiplied by, is not known. */
function durationMbMsOf(durationSumMs: number | null, invocations: number | null, memoryMb: number | null) {
  if (durationSumMs === null) return invocations === 0 ? 0 : null;
  return memoryMb === null ? null : durationSumMs * memoryMb;
}

function ratesOf(usage: readonly { region: string; architecture: string; mbMs: number }[]): DurationRates {
  return blendedRates(
    usage.map(({ region, architecture, mbMs }) => ({ region, architecture, gbSeconds: gbSecondsOfMbMs(mbMs) })),
    listPrices,
  );
}

async function metricsRead(context: ServiceContext, place: Place): Promise<boolean> {
  const states = await listSourceStates(context.db.pool, place.accountId);
  return states.some(
    ({ region, source, observedAt }) => region === place.region && source === "metrics" && observedAt !== null,
  );
}

function merged(histograms: readonly Buffer[] | null): Histogram | null {
  return histograms === null || histograms.length === 0 ? null : mergePackedHistograms(histograms);
}

function packed(histogram: Histogram | null): Uint8Array {
  return histogram === null ? new Uint8Array() : packHistogram(histogram);
}

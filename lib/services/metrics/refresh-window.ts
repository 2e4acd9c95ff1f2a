import { hexBytes } from "#lib/db/sql/bulk.ts";
import {
  listMonthUsage,
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
import type { ServiceContext } from "#lib/services/context.ts";
import type { WindowSpan } from "./window-spans.ts";

/** Functions worked on at a time: bounds memory, and how long rows are held. */
const batch = 250;

/** Works out windows of the functions of a place. */
export async function refreshSpans(
  context: ServiceContext,
  place: Place,
  spans: readonly WindowSpan[],
  now: Date,
): Promise<void> {
  const { pool } = context.db;
  const { rows: functions } = await pool.query<{ id: number }>(
    "SELECT id FROM functions WHERE account_id = $1 AND region = $2 AND deleted_at IS NULL ORDER BY id",
    [place.accountId, place.region],
  );
  if (functions.length === 0) return;
  const rates = ratesOf(await listMonthUsage(pool));
  const read = await metricsRead(context, place);
  const ids = functions.map(({ id }) => id);
  for (const span of spans) await refreshSpan(context, ids, { place, span, now, rates, read });
}

async function refreshSpan(context: ServiceContext, functionIds: readonly number[], row: RowContext): Promise<void> {
  const { pool } = context.db;
  for (let at = 0; at < functionIds.length; at += batch) {
    const sums = await sumWindow(pool, row.place, functionIds.slice(at, at + batch), row.span);
    await saveWindowRows(
      pool,
      sums.map((sum) => rowOf(sum, row)),
    );
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

function rowOf(sum: WindowSums, { place, span, now, rates, read }: RowContext): WindowRow {
  const idle = read && sum.invocations === null ? 0 : null;
  const invocations = sum.invocations ?? idle;
  const duration = merged(sum.durationHistograms);
  const init = merged(sum.initHistograms);
  const restore = merged(sum.restoreHistograms);
  return {
    account_id: place.accountId,
    function_id: sum.functionId,
    window: span.name,
    computed_at: now,
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
    billed_mb_ms: sum.billedMbMs,
    memory_max_mb: sum.memoryMaxMb,
    ...quantilesOf("init", init, sum.initMaxMs),
    ...quantilesOf("duration", duration, sum.durationMaxMs),
    duration_histogram: packed(duration),
    init_histogram: packed(init),
    restore_histogram: packed(restore),
    ...costsOf(sum, invocations, place, rates),
    invocation_series: Array.from({ length: span.steps }, (_, step) => sum.steps?.[step] ?? null),
  };
}

function quantilesOf(name: "init" | "duration", histogram: Histogram | null, max: number | null) {
  const of = (q: number) => histogram && quantile(histogram, q, { max });
  return { [`${name}_p50_ms`]: of(0.5), [`${name}_p95_ms`]: of(0.95), [`${name}_p99_ms`]: of(0.99) };
}

function costsOf(sum: WindowSums, invocations: number | null, { region }: Place, rates: DurationRates) {
  const { architecture, memoryMb, reports, billedMbMs, durationSumMs } = sum;
  const cost = functionCostUsd(
    {
      region,
      architecture,
      invocations,
      reports: reports ?? 0,
      billedMbMs: billedMbMs ?? 0,
      durationMbMs: durationSumMs === null ? (invocations === 0 ? 0 : null) : durationSumMs * memoryMb,
    },
    listPrices,
    rates,
  );
  const rate = rates.get(rateKey(region, architecture))?.pricePerGbSecond ?? null;
  const init = sum.initBilledSumMs === null || rate === null ? null : initCostUsd(sum.initBilledSumMs, memoryMb, rate);
  return { cost_usd: cost.state === "known" ? cost.totalUsd : null, init_cost_usd: init };
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

function packed(histogram: Histogram | null): string | null {
  return histogram && hexBytes(packHistogram(histogram));
}

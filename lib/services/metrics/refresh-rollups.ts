import { hexBytes } from "#lib/db/sql/bulk.ts";
import { listMonthUsage } from "#lib/db/sql/function-windows.ts";
import { isoDay } from "#lib/db/sql/place.ts";
import {
  daySpan,
  firstRolledDay,
  type RollupDimension,
  type RollupPart,
  type RollupRow,
  replaceRollups,
  rollupDimensions,
  sumRollups,
} from "#lib/db/sql/rollups.ts";
import { blendedRates, type DurationRates } from "#lib/domain/cost/duration-rates.ts";
import { functionCostUsd, gbSecondsOfMbMs } from "#lib/domain/cost/function-cost.ts";
import { listPrices } from "#lib/domain/cost/price-list.ts";
import { mergePackedHistograms } from "#lib/domain/statistics/merge-histograms.ts";
import { packHistogram } from "#lib/domain/statistics/packed-histogram.ts";
import { addMs, dayMs, startOfUtcDay } from "#lib/services/collection/time-windows.ts";
import type { ServiceContext } from "#lib/services/context.ts";

/** Days summed at a time: bounds memory. */
const chunkDays = 15;
/** Days that later readings may still change. */
const movingDays = 3;

/**
 * Brings the rollups by UTC day up to date: the last days, and whatever older days have come in since. Team membership
 * is that of the day on which a day is last rolled up; older days keep theirs.
 */
export async function refreshRollups(context: ServiceContext): Promise<void> {
  const span = await daySpan(context.db.pool);
  if (span === null) return;
  const rolled = await firstRolledDay(context.db.pool);
  const today = startOfUtcDay(context.clock.now());
  const begins = rolled === null || span.first < rolled ? span.first : addMs(today, -movingDays * dayMs);
  await rollUp(context, begins, addMs(span.last, dayMs));
}

/** Rolls up the days from `begins` (inclusive) to `ends` (exclusive), newest first: what pages show first. */
export async function rollUp(context: ServiceContext, begins: Date, ends: Date): Promise<void> {
  const usage = await listMonthUsage(context.db.pool);
  const rates = blendedRates(
    usage.map(({ region, architecture, mbMs }) => ({ region, architecture, gbSeconds: gbSecondsOfMbMs(mbMs) })),
    listPrices,
  );
  for (let to = ends; to > begins; to = addMs(to, -chunkDays * dayMs)) {
    const from = new Date(Math.max(begins.getTime(), to.getTime() - chunkDays * dayMs));
    for (const dimension of rollupDimensions)
      await rollUpChunk(context, dimension, { from: isoDay(from), to: isoDay(to) }, rates);
  }
}

async function rollUpChunk(
  context: ServiceContext,
  dimension: RollupDimension,
  range: { readonly from: string; readonly to: string },
  rates: DurationRates,
): Promise<void> {
  const parts = await sumRollups(context.db.pool, dimension, range.from, range.to);
  const groups = Map.groupBy(parts, ({ day, value }) => `${day} ${value}`);
  const rows = [...groups.values()].flatMap((group) => rowOf(group, rates) ?? []);
  await context.inSqlTransaction((sql) => replaceRollups(sql, dimension, range, rows));
}

function rowOf(parts: readonly RollupPart[], rates: DurationRates): RollupRow | null {
  const [first] = parts;
  if (first === undefined) return null;
  const sum = (read: (part: RollupPart) => number) => parts.reduce((total, part) => total + read(part), 0);
  const costs = parts.map((part) => ({ part, cost: costOf(part, rates) }));
  const priced = costs.flatMap(({ cost }) => cost ?? []);
  return {
    value: first.value,
    day: first.day,
    functions: sum((part) => part.functions),
    invocations: sum((part) => part.invocations),
    errors: sum((part) => part.errors),
    throttles: sum((part) => part.throttles),
    duration_sum_ms: sum((part) => part.durationSumMs),
    reports: sum((part) => part.reports),
    cold_starts: sum((part) => part.coldStarts),
    restores: sum((part) => part.restores),
    init_failures: sum((part) => part.initFailures),
    billed_sum_ms: sum((part) => part.billedSumMs),
    billed_mb_ms: sum((part) => part.billedMbMs),
    init_sum_ms: sum((part) => part.initSumMs),
    init_billed_sum_ms: sum((part) => part.initBilledSumMs),
    cost_usd: priced.length === 0 ? null : priced.reduce((total, cost) => total + cost, 0),
    unpriced_invocations: costs.reduce((total, { part, cost }) => total + (cost === null ? part.invocations : 0), 0),
    duration_histogram: merged(parts.flatMap((part) => part.durationHistograms ?? [])),
    init_histogram: merged(parts.flatMap((part) => part.initHistograms ?? [])),
  };
}

/** The list price of a part; null where its Region's price is not known. */
function costOf(
  { region, architecture, invocations, reports, billedMbMs, durationMbMs }: RollupPart,
  rates: DurationRates,
): number | null {
  const cost = functionCostUsd(
    { region, architecture, invocations, reports, billedMbMs, durationMbMs },
    listPrices,
    rates,
  );
  return cost.state === "known" ? cost.totalUsd : null;
}

function merged(histograms: readonly Buffer[]): string | null {
  return histograms.length === 0 ? null : hexBytes(packHistogram(mergePackedHistograms(histograms)));
}

import type { RollupPart, RollupRow } from "#lib/db/sql/rollups.ts";
import type { DurationRates } from "#lib/domain/cost/duration-rates.ts";
import { functionCostUsd } from "#lib/domain/cost/function-cost.ts";
import { listPrices } from "#lib/domain/cost/price-list.ts";
import type { MergedHistograms } from "./roll-histograms.ts";

/** Rows by dimension, value and day of their parts by Region and architecture, which differ in price. */
export function rollupRows(
  parts: readonly RollupPart[],
  rates: DurationRates,
  histogramsOf: (part: RollupPart) => MergedHistograms | undefined,
): RollupRow[] {
  const groups = Map.groupBy(parts, ({ dimension, day, value }) => `${dimension} ${day} ${value}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [rowOf(first, group, rates, histogramsOf(first))];
  });
}

function rowOf(
  first: RollupPart,
  parts: readonly RollupPart[],
  rates: DurationRates,
  histograms: MergedHistograms | undefined,
): RollupRow {
  const sum = (read: (part: RollupPart) => number) => parts.reduce((total, part) => total + read(part), 0);
  const known = (read: (part: RollupPart) => number | null) =>
    parts.reduce<number | null>((total, part) => {
      const value = read(part);
      return total === null || value === null ? null : total + value;
    }, 0);
  const costs = parts.map((part) => ({ part, cost: costOf(part, rates) }));
  const priced = costs.flatMap(({ cost }) => cost ?? []);
  return {
    dimension: first.dimension,
    value: first.value,
    day: first.day,
    functions: sum((part) => part.functions),
    invocations: sum((part) => part.invocations),
    instance_invocations: sum((part) => part.instanceInvocations),
    errors: sum((part) => part.errors),
    throttles: sum((part) => part.throttles),
    duration_sum_ms: sum((part) => part.durationSumMs),
    reports: sum((part) => part.reports - part.instanceReports),
    cold_starts: sum((part) => part.coldStarts),
    restores: sum((part) => part.restores),
    init_failures: sum((part) => part.initFailures),
    billed_sum_ms: sum((part) => part.billedSumMs),
    billed_mb_ms: sum((part) => part.billedMbMs),
    init_sum_ms: sum((part) => part.initSumMs),
    init_billed_sum_ms: sum((part) => part.initBilledSumMs),
    provisioned_inits: known((part) => part.provisionedInits),
    suppressed_inits: known((part) => part.suppressedInits),
    restore_sum_ms: known((part) => part.restoreSumMs),
    waited_sum_ms: sum((part) => part.waitedSumMs),
    cost_usd: priced.length === 0 ? null : priced.reduce((total, cost) => total + cost, 0),
    unpriced_invocations: costs.reduce((total, { part, cost }) => total + (cost === null ? part.invocations : 0), 0),
    duration_histogram: histograms?.duration ?? null,
    init_histogram: histograms?.init ?? null,
    restore_histogram: histograms?.restore ?? null,
  };
}

/** The list price of a part; null where its Region's price is not known. */
function costOf({ region, architecture, invocations, pricedMbMs }: RollupPart, rates: DurationRates): number | null {
  // What is charged for has been decided for each function already: all of it counts as told.
  const charged = { reports: Math.max(1, invocations), billedMbMs: pricedMbMs, durationMbMs: null };
  const cost = functionCostUsd({ region, architecture, invocations, ...charged }, listPrices, rates);
  return cost.state === "known" ? cost.totalUsd : null;
}

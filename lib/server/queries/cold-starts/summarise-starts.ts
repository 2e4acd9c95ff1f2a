import type { StartGroupRow } from "#lib/db/sql/cold-starts/groups.ts";
import { feltStarts, type StartSample } from "#lib/domain/starts/felt-starts.ts";
import { coldStartRate, coverageOf } from "#lib/domain/starts/start-rates.ts";
import { countOf, type Histogram, quantile } from "#lib/domain/statistics/histogram.ts";
import type { StartSummary } from "#lib/domain/views/cold-starts.ts";

type StartSums = Omit<StartGroupRow, "value">;

/** Adds groups up; a sum is null only where no group has one. */
export function sumStarts(rows: readonly StartSums[]): StartSums {
  const add = (key: keyof StartSums): number | null =>
    rows.reduce<number | null>((sum, row) => (row[key] === null ? sum : (sum ?? 0) + row[key]), null);
  return {
    functions: add("functions") ?? 0,
    readFunctions: add("readFunctions") ?? 0,
    invocations: add("invocations"),
    reports: add("reports"),
    insightsReports: add("insightsReports"),
    coldStarts: add("coldStarts"),
    restores: add("restores"),
    initFailures: add("initFailures"),
    waitedMs: add("waitedMs"),
    provisionedInits: add("provisionedInits"),
    suppressedInits: add("suppressedInits"),
    restoreSumMs: add("restoreSumMs"),
    initCostUsd: add("initCostUsd"),
    costUsd: add("costUsd"),
    unpricedFunctions: add("unpricedFunctions") ?? 0,
  };
}

/** Sums of a period of `days` and the merged histogram of init as rate, coverage and percentiles. */
export function summariseStarts(
  sums: StartSums,
  init: Histogram,
  days: number,
  sample: StartSample | null = null,
): StartSummary {
  const counts = {
    reports: sums.reports ?? 0,
    coldStarts: sums.coldStarts ?? 0,
    restores: sums.restores ?? 0,
    initFailures: sums.initFailures ?? 0,
  };
  return {
    functions: sums.functions,
    readFunctions: sums.readFunctions,
    rate: coldStartRate(counts),
    felt: feltStarts({ ...counts, provisionedInits: sums.provisionedInits }, sample),
    coverage: coverageOf(sums.reports ?? 0, sums.invocations),
    insightsReports: sums.insightsReports ?? 0,
    restores: sums.restores ?? 0,
    restoreMs: sums.restoreSumMs,
    provisionedInits: sums.provisionedInits,
    suppressedInits: sums.suppressedInits,
    initFailures: sums.initFailures ?? 0,
    initCount: countOf(init),
    p50Ms: quantile(init, 0.5),
    p95Ms: quantile(init, 0.95),
    p99Ms: quantile(init, 0.99),
    waitedMs: sums.waitedMs,
    waitedMsPerDay: sums.waitedMs === null ? null : sums.waitedMs / days,
    initCostUsd: sums.initCostUsd,
    costUsd: sums.costUsd,
    unpricedFunctions: sums.unpricedFunctions,
  };
}

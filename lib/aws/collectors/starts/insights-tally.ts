import type { InsightsPoint } from "#lib/domain/fleet/observed.ts";
import { histogramFromBuckets } from "#lib/domain/statistics/histogram.ts";
import { packHistogram } from "#lib/domain/statistics/packed-histogram.ts";
import type { InsightsRow } from "./insights-row.ts";
import { count, countUsed, larger } from "./start-tally.ts";

type Counts = Map<number, number>;
type Sums = {
  -readonly [field in keyof Omit<InsightsPoint, `${string}Histogram` | "takesStarts">]: InsightsPoint[field];
} & { readonly duration: Counts; readonly init: Counts; readonly memory: Counts };

/** Adds rows of Lambda Insights up to points, one per function and period. */
export interface InsightsTally {
  add(row: InsightsRow): void;
  /** Sorted by function, then time. */
  points(): readonly InsightsPoint[];
}

/** @param startsOf functions whose starts are taken from here, too */
export function createInsightsTally(startsOf: ReadonlySet<string>): InsightsTally {
  const all = new Map<string, Sums>();
  return {
    add(row) {
      const key = `${row.functionName} ${row.at.getTime()}`;
      const sums = all.get(key) ?? emptySums(row);
      all.set(key, sums);
      addRow(sums, row);
    },
    points() {
      return [...all]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([, { duration, init, memory, ...sums }]) => ({
          ...sums,
          durationHistogram: packHistogram(histogramFromBuckets(duration)),
          initHistogram: packHistogram(histogramFromBuckets(init)),
          memoryHistogram: packHistogram(histogramFromBuckets(memory)),
          takesStarts: startsOf.has(sums.functionName),
        }));
    },
  };
}

function addRow(sums: Sums, row: InsightsRow): void {
  const { lines } = row;
  sums.events += lines;
  if (row.coldStart) sums.coldStarts += lines;
  if (row.timeout) sums.timeouts += lines;
  sums.durationSumMs += row.durationSum ?? 0;
  sums.initSumMs += row.initSum ?? 0;
  sums.initMaxMs = larger(sums.initMaxMs, row.initMax);
  sums.memoryMaxMb = larger(sums.memoryMaxMb, row.usedMax);
  sums.networkEvents += row.networkEvents;
  sums.rxBytes += row.rxBytes;
  sums.txBytes += row.txBytes;
  count(sums.duration, row.durationBucket, lines);
  count(sums.init, row.initBucket, lines);
  countUsed(sums.memory, row);
}

function emptySums({ functionName, at }: InsightsRow): Sums {
  return {
    functionName,
    at,
    events: 0,
    coldStarts: 0,
    timeouts: 0,
    durationSumMs: 0,
    initSumMs: 0,
    memoryMaxMb: null,
    initMaxMs: null,
    networkEvents: 0,
    rxBytes: 0,
    txBytes: 0,
    duration: new Map(),
    init: new Map(),
    memory: new Map(),
  };
}

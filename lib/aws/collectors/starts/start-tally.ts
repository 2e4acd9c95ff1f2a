import type { StartPoint } from "#lib/domain/fleet/observed.ts";
import { bucketOf, histogramFromBuckets } from "#lib/domain/statistics/histogram.ts";
import { packHistogram } from "#lib/domain/statistics/packed-histogram.ts";
import { billedBuckets } from "./billed-buckets.ts";
import type { StartRow } from "./parse-row.ts";
import { usedBandWidth } from "./start-query.ts";

type Buckets = Map<number, number>;

/** Before, the init of packages with a managed runtime was not billed to anybody. */
const initBilledFrom = new Date("2025-08-01T00:00:00Z");
/** Shorter inits may vanish in the rounding of what was billed. */
const surelyBilledMs = 2;

/** Everything that is added up for one function and period. */
interface Sums {
  readonly functionName: string;
  readonly at: Date;
  reports: number;
  coldStarts: number;
  restores: number;
  initFailures: number;
  provisionedInits: number;
  suppressedInits: number;
  timeouts: number;
  outOfMemory: number;
  durationSumMs: number;
  billedSumMs: number;
  initSumMs: number;
  initBilledSumMs: number;
  restoreSumMs: number;
  waitedSumMs: number;
  billedMbMs: number;
  memoryMaxMb: number | null;
  durationMaxMs: number | null;
  initMaxMs: number | null;
  readonly duration: Buckets;
  readonly init: Buckets;
  readonly restore: Buckets;
  readonly billed: Buckets;
  readonly memory: Buckets;
}

/** Adds rows up to points, one per function and period. */
export interface StartTally {
  add(functionName: string, row: StartRow): void;
  /** Sorted by function, then time. */
  points(): readonly StartPoint[];
}

export function createStartTally(): StartTally {
  const all = new Map<string, Sums>();
  return {
    add(functionName, row) {
      const key = `${functionName} ${row.at.getTime()}`;
      const sums = all.get(key) ?? emptySums(functionName, row.at);
      all.set(key, sums);
      if (row.kind === "report") addReport(sums, row);
      else if (row.kind === "init") addInit(sums, row);
    },
    points() {
      return [...all.values()]
        .filter(({ reports, initFailures, suppressedInits }) => reports + initFailures + suppressedInits > 0)
        .sort((one, other) => compare(one.functionName, other.functionName) || one.at.getTime() - other.at.getTime())
        .map(pointOf);
    },
  };
}

/**
 * Whether an INIT that was reported by itself failed. Its second try, inside the invocation (phase invoke), belongs to
 * the same start and is not counted again.
 */
export function isFailedInit({ phase, status }: StartRow): boolean {
  return phase !== "invoke" && status !== null && status !== "success";
}

/**
 * Whether the row's inits are of environments that provisioned concurrency made: nobody was billed for them by the
 * invocation, as everybody else is.
 */
export function isProvisioned({ at, initBucket, initBilled }: StartRow): boolean {
  return initBilled === 0 && initBucket !== null && initBucket >= bucketOf(surelyBilledMs) && at >= initBilledFrom;
}

/** Memory ran out: said so by Lambda, or the runtime was killed with all its memory in use. */
export function isOutOfMemory({ errorType, memoryMax, usedMax }: StartRow): boolean {
  if (errorType?.includes("OutOfMemory")) return true;
  return errorType === "Runtime.ExitError" && memoryMax !== null && usedMax !== null && usedMax >= memoryMax;
}

function addInit(sums: Sums, row: StartRow): void {
  if (row.phase === "invoke") sums.suppressedInits += row.lines;
  if (!isFailedInit(row)) return;
  sums.initFailures += row.lines;
  if (row.initType !== "provisioned-concurrency") sums.waitedSumMs += row.durationSum ?? 0;
}

function addReport(sums: Sums, row: StartRow): void {
  const { lines } = row;
  const cold = row.initBucket !== null || row.initSum !== null;
  const restored = row.restoreBucket !== null;
  sums.reports += lines;
  if (cold) sums.coldStarts += lines;
  if (restored) sums.restores += lines;
  if (isProvisioned(row)) sums.provisionedInits += lines;
  else sums.waitedSumMs += row.initSum ?? 0;
  sums.restoreSumMs += row.restoreSum ?? 0;
  sums.waitedSumMs += row.restoreSum ?? 0;
  if (row.status === "timeout") sums.timeouts += lines;
  else if (isOutOfMemory(row)) sums.outOfMemory += lines;
  sums.durationSumMs += row.durationSum ?? 0;
  sums.billedSumMs += row.billedSum ?? 0;
  sums.initSumMs += row.initSum ?? 0;
  sums.billedMbMs += row.billedMemorySum ?? 0;
  if ((cold || restored) && row.billedSum !== null && row.durationCeilSum !== null) {
    sums.initBilledSumMs += Math.max(0, row.billedSum - row.durationCeilSum);
  }
  sums.memoryMaxMb = larger(sums.memoryMaxMb, row.usedMax);
  sums.durationMaxMs = larger(sums.durationMaxMs, row.durationMax);
  sums.initMaxMs = larger(sums.initMaxMs, row.initMax);
  count(sums.duration, row.durationBucket, lines);
  count(sums.init, row.initBucket, lines);
  count(sums.restore, row.restoreBucket, lines);
  for (const [bucket, billed] of billedBuckets(row)) count(sums.billed, bucket, billed);
  countUsed(sums.memory, row);
}

/** Lines of the band's first bucket are those that are in none of the others. */
export function countUsed(
  memory: Buckets,
  { usedBand, usedSteps, lines }: Pick<StartRow, "usedBand" | "usedSteps" | "lines">,
): void {
  if (usedBand === null) return;
  const first = usedBand * usedBandWidth;
  count(memory, first, lines - usedSteps[0] - usedSteps[1] - usedSteps[2]);
  for (const [k, used] of usedSteps.entries()) count(memory, first + k + 1, used);
}

function pointOf({ duration, init, restore, billed, memory, ...sums }: Sums): StartPoint {
  return {
    ...sums,
    durationHistogram: packHistogram(histogramFromBuckets(duration)),
    initHistogram: packHistogram(histogramFromBuckets(init)),
    restoreHistogram: packHistogram(histogramFromBuckets(restore)),
    billedHistogram: packHistogram(histogramFromBuckets(billed)),
    memoryHistogram: packHistogram(histogramFromBuckets(memory)),
  };
}

function emptySums(functionName: string, at: Date): Sums {
  return {
    functionName,
    at,
    reports: 0,
    coldStarts: 0,
    restores: 0,
    initFailures: 0,
    provisionedInits: 0,
    suppressedInits: 0,
    timeouts: 0,
    outOfMemory: 0,
    durationSumMs: 0,
    billedSumMs: 0,
    initSumMs: 0,
    initBilledSumMs: 0,
    restoreSumMs: 0,
    waitedSumMs: 0,
    billedMbMs: 0,
    memoryMaxMb: null,
    durationMaxMs: null,
    initMaxMs: null,
    duration: new Map(),
    init: new Map(),
    restore: new Map(),
    billed: new Map(),
    memory: new Map(),
  };
}

/** Counts values in their bucket, if they have one. */
export function count(buckets: Buckets, bucket: number | null, by: number): void {
  if (bucket !== null) buckets.set(bucket, (buckets.get(bucket) ?? 0) + by);
}

/** The larger of those that are known. */
export function larger(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

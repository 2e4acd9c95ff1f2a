import type { VersionPoint } from "#lib/domain/fleet/observed.ts";
import { histogramFromBuckets } from "#lib/domain/statistics/histogram.ts";
import { packHistogram } from "#lib/domain/statistics/packed-histogram.ts";
import type { StartRow } from "./parse-row.ts";
import { isOutOfMemory } from "./start-tally.ts";

/** What Lambda calls versions; a log stream may be named anything. */
const versions = /^(?:[1-9]\d{0,17}|\$LATEST)$/;

/** Adds rows up by function, version and period. */
export interface VersionTally {
  add(functionName: string, row: StartRow): void;
  /** Sorted by function, version, then time. Lines whose stream names no version are in none. */
  points(): readonly VersionPoint[];
}

interface Counted {
  readonly functionName: string;
  readonly version: string;
  readonly at: Date;
  reports: number;
  coldStarts: number;
  restores: number;
  /** Invocations that failed by their REPORT, and by the errors' own lines: the same ones, seen twice. */
  reportedErrors: number;
  thrown: number;
  timeouts: number;
  outOfMemory: number;
  durationSumMs: number;
  billedSumMs: number;
  initSumMs: number;
  readonly duration: Map<number, number>;
  readonly init: Map<number, number>;
}

export function createVersionTally(): VersionTally {
  const all = new Map<string, Counted>();
  return {
    add(functionName, row) {
      if (row.kind === "init" || row.version === null || !versions.test(row.version)) return;
      const key = `${functionName} ${row.version} ${row.at.getTime()}`;
      const counted = all.get(key) ?? nothingOf(functionName, row.version, row.at);
      all.set(key, counted);
      if (row.kind === "thrown") counted.thrown += row.lines;
      else addReport(counted, row);
    },
    points() {
      return [...all]
        .filter(([, { reports }]) => reports > 0)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([, counted]) => pointOf(counted));
    },
  };
}

function addReport(counted: Counted, row: StartRow): void {
  const { lines } = row;
  counted.reports += lines;
  if (row.initBucket !== null || row.initSum !== null) counted.coldStarts += lines;
  if (row.restoreBucket !== null) counted.restores += lines;
  if (row.status === "timeout") counted.timeouts += lines;
  else if (isOutOfMemory(row)) counted.outOfMemory += lines;
  else if (row.status !== null && row.status !== "success") counted.reportedErrors += lines;
  counted.durationSumMs += row.durationSum ?? 0;
  counted.billedSumMs += row.billedSum ?? 0;
  counted.initSumMs += row.initSum ?? 0;
  count(counted.duration, row.durationBucket, lines);
  count(counted.init, row.initBucket, lines);
}

function pointOf({ reportedErrors, thrown, duration, init, ...sums }: Counted): VersionPoint {
  return {
    ...sums,
    errors: Math.max(reportedErrors, thrown),
    durationHistogram: packHistogram(histogramFromBuckets(duration)),
    initHistogram: packHistogram(histogramFromBuckets(init)),
  };
}

function nothingOf(functionName: string, version: string, at: Date): Counted {
  return {
    functionName,
    version,
    at,
    reports: 0,
    coldStarts: 0,
    restores: 0,
    reportedErrors: 0,
    thrown: 0,
    timeouts: 0,
    outOfMemory: 0,
    durationSumMs: 0,
    billedSumMs: 0,
    initSumMs: 0,
    duration: new Map(),
    init: new Map(),
  };
}

function count(buckets: Map<number, number>, bucket: number | null, by: number): void {
  if (bucket !== null) buckets.set(bucket, (buckets.get(bucket) ?? 0) + by);
}

import type { FailureKind } from "./failure-kind.ts";

/** Failures of one function on one UTC day, of one kind, error type and version. Instants are ms since 1970. */
export interface FailureDayCount {
  readonly kind: FailureKind;
  /** "" where the log names none. */
  readonly errorType: string;
  /** "" where the log does not tell. */
  readonly version: string;
  /** Midnight UTC. */
  readonly dayMs: number;
  readonly count: number;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
}

/** A version of the function with which failures of a series came. */
export interface FailureVersion {
  readonly version: string;
  readonly count: number;
  readonly firstSeenMs: number;
}

/** What failed alike: one function's failures of one kind and error type, over all that is stored. */
export interface FailureSeries {
  readonly kind: FailureKind;
  readonly errorType: string;
  readonly count: number;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  /** In the order in which they first came. The first is the version that this failure was first seen with. */
  readonly versions: readonly FailureVersion[];
  /** Days with failures, ascending. */
  readonly days: readonly SeriesDay[];
}

export interface SeriesDay {
  readonly dayMs: number;
  readonly count: number;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
}

/** The series that rows belong to, the most frequent first. The order of the rows does not matter. */
export function failureSeriesOf(rows: readonly FailureDayCount[]): FailureSeries[] {
  const groups = Map.groupBy(rows, ({ kind, errorType }) => JSON.stringify([kind, errorType]));
  const series = [...groups.values()].flatMap((group) => seriesOf(group) ?? []);
  return series.sort(
    (one, other) => other.count - one.count || compare(one.kind, other.kind) || compare(one.errorType, other.errorType),
  );
}

function seriesOf(rows: readonly FailureDayCount[]): FailureSeries | null {
  const [first] = rows;
  if (first === undefined) return null;
  const versions = [...Map.groupBy(rows, ({ version }) => version)].map(([version, some]) => ({
    version,
    ...sum(some),
  }));
  const days = [...Map.groupBy(rows, ({ dayMs }) => dayMs)].map(([dayMs, some]) => ({ dayMs, ...sum(some) }));
  return {
    kind: first.kind,
    errorType: first.errorType,
    ...sum(rows),
    versions: versions
      .map(({ version, count, firstSeenMs }) => ({ version, count, firstSeenMs }))
      .sort((one, other) => one.firstSeenMs - other.firstSeenMs || compare(one.version, other.version)),
    days: days.sort((one, other) => one.dayMs - other.dayMs),
  };
}

function sum(rows: readonly FailureDayCount[]) {
  let [count, firstSeenMs, lastSeenMs] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of rows) {
    count += row.count;
    firstSeenMs = Math.min(firstSeenMs, row.firstSeenMs);
    lastSeenMs = Math.max(lastSeenMs, row.lastSeenMs);
  }
  return { count, firstSeenMs, lastSeenMs };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

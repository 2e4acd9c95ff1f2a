import type { TimeWindow } from "./source.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * How long after its end an hour of log lines counts as settled. Lambda hands a line to CloudWatch Logs when it is
 * written, and a REPORT line carries the instant at which its invocation ended; ingestion and indexing take seconds, at
 * times minutes. A quarter of an hour is far beyond that, and what is later still is lost to the hour: lines are billed
 * by the byte scanned, so an hour is read once.
 */
export const settlingMs = 15 * 60_000;

/** A log group as far as it decides what is unread. */
export interface ScannedGroup {
  readonly logGroupName: string;
  /** Null: kept for ever. */
  readonly retentionDays: number | null;
  /** Times that were scanned, in order. */
  readonly scanned: readonly TimeWindow[];
}

/** A window that some log groups are to be scanned over, at once. */
export interface UnreadWindow extends TimeWindow {
  readonly granularity: "hour" | "day";
  /** Of a time before connection: what a tight budget puts off. */
  readonly isHistory: boolean;
  readonly logGroupNames: readonly string[];
}

/** A UTC day with fewer settled hours than these is young: alone it says too little by the hour. */
const youngHours = 6;

/**
 * Everything that was never scanned and has settled, newest first: by the hour from connection on, in parts of at most a
 * UTC day, and by the day for whole UTC days before it. On a young day yesterday is read by the hour, too, so that the
 * last hours can be shown from the first sync on, whatever the time of day; an evening's sync reads as many. Of older
 * times only whole days are read, since a day is one row; a part of a day that retention has left over says too little.
 * Groups that miss the same window share it.
 */
export function unreadWindows(
  groups: readonly ScannedGroup[],
  { now, hourDays }: { readonly now: Date; readonly hourDays: number },
): UnreadWindow[] {
  const settled = Math.floor((now.getTime() - settlingMs) / hourMs) * hourMs;
  const oldest = Math.floor(now.getTime() / dayMs) * dayMs - (hourDays - 1) * dayMs;
  const shared = new Map<string, Part & { names: string[] }>();
  for (const group of groups) {
    const keptMs = group.retentionDays === null ? Number.POSITIVE_INFINITY : group.retentionDays * dayMs;
    const from = Math.max(oldest, Math.ceil((now.getTime() - keptMs) / hourMs) * hourMs);
    for (const part of partsOf(group, from, settled)) {
      const key = `${part.granularity} ${part.isHistory} ${part.from} ${part.to}`;
      const known = shared.get(key) ?? { ...part, names: [] };
      known.names.push(group.logGroupName);
      shared.set(key, known);
    }
  }
  return [...shared.values()]
    .sort((one, other) => other.to - one.to || other.from - one.from || (one.granularity < other.granularity ? 1 : -1))
    .map(({ granularity, isHistory, from, to, names }) => ({
      granularity,
      isHistory,
      from: new Date(from),
      to: new Date(to),
      logGroupNames: names,
    }));
}

interface Part {
  readonly granularity: "hour" | "day";
  readonly isHistory: boolean;
  readonly from: number;
  readonly to: number;
}

function* partsOf({ scanned }: ScannedGroup, from: number, settled: number): Generator<Part> {
  const connectedAt = scanned[0]?.from.getTime() ?? Number.POSITIVE_INFINITY;
  const today = Math.floor(settled / dayMs) * dayMs;
  const yesterday = settled - today < youngHours * hourMs ? today - dayMs : null;
  for (const gap of gapsOf(scanned, from, settled)) {
    for (let start = gap.from; start < gap.to; ) {
      const day = Math.floor(start / dayMs) * dayMs;
      const to = Math.min(gap.to, day + dayMs);
      const isWhole = start === day && to === day + dayMs;
      const isHistory = day < today && start <= connectedAt;
      if (!isHistory || day === yesterday) yield { granularity: "hour", isHistory, from: start, to };
      else if (isWhole) yield { granularity: "day", isHistory, from: start, to };
      start = to;
    }
  }
}

/** What of a span no window covers. */
function* gapsOf(windows: readonly TimeWindow[], from: number, to: number): Generator<{ from: number; to: number }> {
  let next = from;
  for (const window of windows) {
    const begins = window.from.getTime();
    if (begins > next && next < to) yield { from: next, to: Math.min(begins, to) };
    next = Math.max(next, window.to.getTime());
  }
  if (next < to) yield { from: next, to };
}

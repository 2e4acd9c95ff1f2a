import { at, mixKeys } from "#simulator/fleet/random.ts";
import { classCount } from "#simulator/fleet/usage/class-table.ts";
import { indexAt, type Stretch, stretchesOf, type UsageDay } from "#simulator/fleet/usage/day.ts";
import type { Invocation, LogSource, Population } from "./invocation.ts";

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
/** Minutes with more invocations than this are given as alike ones with a weight, even when each is asked for. */
const eachPerMinute = 100;

/** `day`, `hour`, `minute`: alike invocations of that time together, with exact counts; `each`: one by one. */
export type Grain = "day" | "hour" | "minute" | "each";

/** What one stretch of invocations shares. */
interface Alike {
  readonly source: LogSource;
  readonly stretch: Stretch;
  readonly span: { readonly start: number; readonly end: number };
  readonly key: number;
}

function addPopulation(found: Invocation[], alike: Alike, population: Population, from: number, to: number): void {
  const { source, stretch, span, key } = alike;
  const length = to - from;
  const groups = Math.min(length, classCount);
  for (let offset = 0; offset < groups; offset++) {
    const draw = from + offset;
    found.push({
      source,
      era: stretch.era,
      population,
      position: draw % classCount,
      weight: Math.floor((length - 1 - offset) / classCount) + 1,
      timestamp: Math.floor(span.start + ((offset + 0.5) / groups) * (span.end - span.start)),
      key: mixKeys(mixKeys(key, draw), population.length),
    });
  }
}

function addStretch(found: Invocation[], alike: Alike): void {
  const { stretch } = alike;
  addPopulation(found, alike, "warm", stretch.warmFrom, stretch.warmTo);
  addPopulation(found, alike, "cold", stretch.coldFrom, stretch.coldTo);
  addPopulation(found, alike, "failed", stretch.failFrom, stretch.failTo);
}

function together(source: LogSource, day: UsageDay, from: number, to: number): Invocation[] {
  const found: Invocation[] = [];
  const [first, last] = [indexAt(day, from), indexAt(day, to)];
  if (last <= first) return found;
  const stretches = stretchesOf(day, first, last);
  for (const [k, stretch] of stretches.entries()) {
    // What began at an hour is not to be seen before it.
    const end = Math.min(to, stretches[k + 1]?.era.since ?? to);
    const span = { start: Math.max(from, stretch.era.since), end };
    addStretch(found, { source, stretch, span, key: day.key });
  }
  return found;
}

function oneByOne(source: LogSource, day: UsageDay, minute: number): Invocation[] {
  const [first, last] = [indexAt(day, minute), indexAt(day, minute + minuteMs)];
  if (last - first > eachPerMinute) return together(source, day, minute, minute + minuteMs);
  const found: Invocation[] = [];
  for (let index = first; index < last; index++) {
    const timestamp = Math.floor(minute + ((index - first + 0.5) / (last - first)) * minuteMs);
    const stretch = at(stretchesOf(day, index, index + 1), 0);
    addStretch(found, { source, stretch, span: { start: timestamp, end: timestamp }, key: day.key });
  }
  return found;
}

/**
 * Invocations of a function between two moments (whole minutes), a grain's worth at a time: some hundreds at most. Weights
 * add up to what the metric Invocations says, whatever the grain.
 */
export function* invocationsOf(
  source: LogSource,
  from: number,
  to: number,
  grain: Grain,
): Generator<readonly Invocation[]> {
  const step = grain === "day" ? dayMs : grain === "hour" ? hourMs : minuteMs;
  for (let start = from; start < to; ) {
    const day = source.usage.day(Math.floor(start / dayMs) * dayMs);
    if (day.total === 0) {
      start = day.start + dayMs;
      continue;
    }
    const end = Math.min(to, (Math.floor(start / step) + 1) * step);
    const found = grain === "each" ? oneByOne(source, day, start) : together(source, day, start, end);
    if (found.length > 0) yield found;
    start = end;
  }
}

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

function* population(
  source: LogSource,
  stretch: Stretch,
  name: Population,
  from: number,
  to: number,
  span: { start: number; end: number },
  key: number,
): Generator<Invocation> {
  const length = to - from;
  const groups = Math.min(length, classCount);
  for (let offset = 0; offset < groups; offset++) {
    const draw = from + offset;
    const weight = Math.floor((length - 1 - offset) / classCount) + 1;
    const timestamp = Math.floor(span.start + ((offset + 0.5) / groups) * (span.end - span.start));
    yield {
      source,
      era: stretch.era,
      population: name,
      position: draw % classCount,
      weight,
      timestamp,
      key: mixKeys(mixKeys(key, draw), name.length),
    };
  }
}

function* ofStretch(
  source: LogSource,
  stretch: Stretch,
  span: { start: number; end: number },
  key: number,
): Generator<Invocation> {
  yield* population(source, stretch, "warm", stretch.warmFrom, stretch.warmTo, span, key);
  yield* population(source, stretch, "cold", stretch.coldFrom, stretch.coldTo, span, key);
  yield* population(source, stretch, "failed", stretch.failFrom, stretch.failTo, span, key);
}

function* together(source: LogSource, day: UsageDay, from: number, to: number): Generator<Invocation> {
  const [first, last] = [indexAt(day, from), indexAt(day, to)];
  if (last <= first) return;
  const stretches = stretchesOf(day, first, last);
  for (const stretch of stretches) {
    const span =
      stretches.length === 1
        ? { start: from, end: to }
        : {
            start: from + ((to - from) * (stretch.from - first)) / (last - first),
            end: from + ((to - from) * (stretch.to - first)) / (last - first),
          };
    yield* ofStretch(source, stretch, span, day.key);
  }
}

function* oneByOne(source: LogSource, day: UsageDay, minute: number): Generator<Invocation> {
  const [first, last] = [indexAt(day, minute), indexAt(day, minute + minuteMs)];
  if (last - first > eachPerMinute) {
    yield* together(source, day, minute, minute + minuteMs);
    return;
  }
  for (let index = first; index < last; index++) {
    const timestamp = Math.floor(minute + ((index - first + 0.5) / (last - first)) * minuteMs);
    yield* ofStretch(source, at(stretchesOf(day, index, index + 1), 0), { start: timestamp, end: timestamp }, day.key);
  }
}

/**
 * Invocations of a function between two moments (whole minutes). Weights add up to what the metric Invocations says,
 * whatever the grain.
 */
export function* invocationsOf(source: LogSource, from: number, to: number, grain: Grain): Generator<Invocation> {
  const step = grain === "day" ? dayMs : grain === "hour" ? hourMs : minuteMs;
  for (let start = from; start < to; ) {
    const day = source.usage.day(Math.floor(start / dayMs) * dayMs);
    if (day.total === 0) {
      start = day.start + dayMs;
      continue;
    }
    const end = Math.min(to, (Math.floor(start / step) + 1) * step);
    if (grain === "each") yield* oneByOne(source, day, start);
    else yield* together(source, day, start, end);
    start = end;
  }
}

import { concurrencyOf } from "#simulator/fleet/cell.ts";
import { plantedStories } from "#simulator/fleet/functions/settings.ts";
import { mixKeys } from "#simulator/fleet/random.ts";
import type { CellShape, FleetShape } from "#simulator/fleet/shape/shape.ts";
import { usageOf } from "#simulator/fleet/usage/usage.ts";
import { functionMetrics } from "./function-metrics.ts";

/** Of larger account-Regions every k-th function is asked and the sum scaled: region totals need not be exact there. */
const functionsAsked = 400;
const kept = new WeakMap<CellShape, ReturnType<typeof concurrencyOf>>();

function claims(shape: FleetShape, cell: CellShape): ReturnType<typeof concurrencyOf> {
  const known = kept.get(cell);
  if (known !== undefined) return known;
  const made = concurrencyOf(shape, cell);
  kept.set(cell, made);
  return made;
}

function overFunctions(cell: CellShape, of: (index: number) => number): number {
  const step = Math.max(1, Math.ceil(cell.count / functionsAsked));
  let sum = 0;
  let asked = 0;
  for (let local = 0; local < cell.count; local += step) {
    sum += of(cell.offset + local);
    asked++;
  }
  return asked === 0 ? 0 : step === 1 ? sum : Math.round((sum * cell.count) / asked);
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const dayPeaks = new WeakMap<CellShape, Map<number, number>>();

/** The function of an account-Region whose fan-out grows; null where it stands elsewhere. */
function fanOutIn({ options, storyRanks }: FleetShape, { offset, count }: CellShape): number | null {
  const rank = plantedStories.indexOf("fan-out-growing");
  const index = rank < options.functions ? storyRanks.backward(rank) : -1;
  return index >= offset && index < offset + count ? index : null;
}

/** The Region's peak of a UTC day. Peaks of functions do not fall together: it is well below their sum. */
function dayPeak(shape: FleetShape, cell: CellShape, day: number, unreservedOnly: boolean): number {
  const known = dayPeaks.get(cell) ?? new Map<number, number>();
  dayPeaks.set(cell, known);
  const key = (day / dayMs) * 2 + (unreservedOnly ? 1 : 0);
  const peak = known.get(key) ?? sumOfPeaks(shape, cell, day, unreservedOnly);
  if (known.size > 2_000) known.clear();
  known.set(key, peak);
  return peak;
}

function sumOfPeaks(shape: FleetShape, cell: CellShape, day: number, unreservedOnly: boolean): number {
  const peakOf = (index: number) => {
    const usage = usageOf(shape, index);
    const { reservedConcurrency, provisioned } = usage.profile.plan;
    if (unreservedOnly && reservedConcurrency !== null) return 0;
    const most = functionMetrics.ConcurrentExecutions?.(usage, day, day + dayMs, "Maximum") ?? 0;
    // What runs on provisioned concurrency is allocated, too: only what spills over takes of the unreserved.
    return unreservedOnly ? Math.max(0, most - (provisioned ?? 0)) : most;
  };
  // It stands once: neither left out nor multiplied where functions are sampled.
  const fanOut = fanOutIn(shape, cell);
  const others = overFunctions(cell, (index) => (index === fanOut ? 0 : peakOf(index)));
  const sum = others + (fanOut === null ? 0 : peakOf(fanOut));
  const share = 0.45 + 0.2 * (mixKeys(cell.key, day / dayMs) / 4294967296);
  return sum === 0 ? 0 : Math.max(1, Math.min(claims(shape, cell).limit, Math.round(sum * share)));
}

/** How busy an hour is beside the others of its day: more by day than by night, no two alike. */
function hourWeight(cell: CellShape, hour: number): number {
  const ofDay = (hour % dayMs) / hourMs;
  return 0.55 + 0.35 * Math.sin((Math.PI * ofDay) / 23) + 0.1 * (mixKeys(cell.key, hour / hourMs) / 4294967296);
}

/** The peak of one hour, drawn from its day's: the day's busiest hour has the day's peak, so that levels agree. */
function hourPeak(shape: FleetShape, cell: CellShape, hour: number, unreservedOnly: boolean): number {
  const day = Math.floor(hour / dayMs) * dayMs;
  const peak = dayPeak(shape, cell, day, unreservedOnly);
  if (peak === 0) return 0;
  const busiest = Math.max(...Array.from({ length: 24 }, (_, k) => hourWeight(cell, day + k * hourMs)));
  return Math.max(1, Math.round((peak * hourWeight(cell, hour)) / busiest));
}

/** The highest of the periods that [from, to) touches: whole days by themselves, else hours. */
function busy(shape: FleetShape, cell: CellShape, from: number, to: number, unreservedOnly: boolean): number {
  const whole = from % dayMs === 0 && (to - from) % dayMs === 0 && to > from;
  const step = whole ? dayMs : hourMs;
  let highest = 0;
  for (let at = Math.floor(from / step) * step; at < to; at += step) {
    const peak = whole ? dayPeak(shape, cell, at, unreservedOnly) : hourPeak(shape, cell, at, unreservedOnly);
    highest = Math.max(highest, peak);
  }
  return highest;
}

const peakMetrics = new Set(["ConcurrentExecutions", "UnreservedConcurrentExecutions", "ClaimedAccountConcurrency"]);

/** Metrics of AWS/Lambda without dimensions. */
export function regionPoint(
  shape: FleetShape,
  cell: CellShape,
  metric: string,
  from: number,
  to: number,
  stat: string,
): number | null {
  if (cell.count === 0) return null;
  if (peakMetrics.has(metric)) {
    const unreserved = metric !== "ConcurrentExecutions";
    const value = busy(shape, cell, from, to, unreserved);
    if (metric !== "ClaimedAccountConcurrency") return value === 0 ? null : value;
    const { reserved, provisionedWithoutReserved, limit } = claims(shape, cell);
    return Math.min(limit, value + reserved + provisionedWithoutReserved);
  }
  const point = functionMetrics[metric];
  if (point === undefined || metric === "ProvisionedConcurrencyUtilization") return null;
  const sum = overFunctions(
    cell,
    (index) =>
      point(
        usageOf(shape, index),
        from,
        to,
        metric === "Duration" && stat !== "SampleCount" ? "Sum" : stat === "SampleCount" ? stat : "Sum",
      ) ?? 0,
  );
  if (metric !== "Duration" || stat === "Sum" || stat === "SampleCount")
    return sum === 0 && metric === "Invocations" ? null : sum;
  const count = overFunctions(cell, (index) => usageOf(shape, index).count(from, to));
  return count === 0 ? null : sum / count;
}

export const regionMetrics = [
  "Invocations",
  "Errors",
  "Throttles",
  "Duration",
  "ConcurrentExecutions",
  "UnreservedConcurrentExecutions",
  "ClaimedAccountConcurrency",
] as const;

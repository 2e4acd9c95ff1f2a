import { at } from "#simulator/fleet/random.ts";
import {
  type ClassTable,
  classCount,
  countOfPosition,
  extremesOfDraws,
  sumOfDraws,
} from "#simulator/fleet/usage/class-table.ts";
import type { Stretch } from "#simulator/fleet/usage/day.ts";

/** Sum, extremes and count of handler durations, in ms. */
export interface DurationSummary {
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
}

function populations({
  era,
  warmFrom,
  warmTo,
  coldFrom,
  coldTo,
  failFrom,
  failTo,
}: Stretch): (readonly [ClassTable, number, number])[] {
  return [
    [era.warm, warmFrom, warmTo],
    [era.cold, coldFrom, coldTo],
    [era.failed, failFrom, failTo],
  ];
}

export function summariseDurations(stretches: readonly Stretch[]): DurationSummary {
  let count = 0;
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const stretch of stretches) {
    for (const [table, from, to] of populations(stretch)) {
      if (to <= from) continue;
      count += to - from;
      sum += sumOfDraws(table, from, to);
      const extremes = extremesOfDraws(table, from, to);
      min = Math.min(min, extremes.min);
      max = Math.max(max, extremes.max);
    }
  }
  return { count, sum: sum / 100, min: min / 100, max: max / 100 };
}

/** All values of an era's three populations in ascending order, each with where it is drawn. */
interface Ascending {
  readonly values: Float64Array;
  readonly population: Uint8Array;
  readonly position: Uint8Array;
}

const ascending = new WeakMap<ClassTable, Ascending>();

function ascendingOf(stretch: Stretch): Ascending {
  const known = ascending.get(stretch.era.warm);
  if (known !== undefined) return known;
  const tables = [stretch.era.warm, stretch.era.cold, stretch.era.failed];
  const all = tables
    .flatMap((table, population) => Array.from(table.values, (value, position) => ({ value, population, position })))
    .sort((a, b) => a.value - b.value);
  const made = {
    values: Float64Array.from(all, (one) => one.value),
    population: Uint8Array.from(all, (one) => one.population),
    position: Uint8Array.from(all, (one) => one.position),
  };
  ascending.set(stretch.era.warm, made);
  return made;
}

function quantileOfOne(stretch: Stretch, target: number): number {
  const { values, population, position } = ascendingOf(stretch);
  let seen = 0;
  for (let index = 0; index < classCount * 3; index++) {
    const kind = population[index];
    const place = position[index] ?? 0;
    if (kind === 0) seen += countOfPosition(place, stretch.warmFrom, stretch.warmTo);
    else if (kind === 1) seen += countOfPosition(place, stretch.coldFrom, stretch.coldTo);
    else seen += countOfPosition(place, stretch.failFrom, stretch.failTo);
    if (seen >= target) return values[index] ?? 0;
  }
  return values[classCount * 3 - 1] ?? 0;
}

/** The smallest duration in ms that at least `share` of the invocations do not exceed; null without invocations. */
export function quantileOfDurations(stretches: readonly Stretch[], share: number): number | null {
  const total = stretches.reduce((sum, stretch) => sum + stretch.to - stretch.from, 0);
  if (total === 0) return null;
  const target = Math.max(1, Math.ceil(share * total));
  const [only] = stretches;
  if (stretches.length === 1 && only !== undefined) return quantileOfOne(only, target) / 100;
  const weights = new Map<number, number>();
  for (const stretch of stretches) {
    for (const [table, from, to] of populations(stretch)) {
      for (let position = 0; position < classCount && to > from; position++) {
        const count = countOfPosition(position, from, to);
        const value = table.values[position] ?? 0;
        if (count > 0) weights.set(value, (weights.get(value) ?? 0) + count);
      }
    }
  }
  const sorted = [...weights].sort(([a], [b]) => a - b);
  let seen = 0;
  for (const [value, count] of sorted) {
    seen += count;
    if (seen >= target) return value / 100;
  }
  return at(sorted, sorted.length - 1)[0] / 100;
}

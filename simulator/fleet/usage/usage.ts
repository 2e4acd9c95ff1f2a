import { planFunction } from "#simulator/fleet/functions/plan.ts";
import type { FleetShape } from "#simulator/fleet/shape/shape.ts";
import { createDay, indexAt, type Stretch, stretchesOf, type UsageDay } from "./day.ts";
import { createProfile, type UsageProfile } from "./profile.ts";

const dayMs = 86_400_000;
const profilesKept = 3000;
/** Days kept over all functions of a fleet, about 60 MB: thirteen months of the 500 series that one call asks for. */
const daysKept = 220_000;

/** One function's usage; days are kept for a while, since points are asked for in rows. */
export interface FunctionUsage {
  readonly profile: UsageProfile;
  day(start: number): UsageDay;
  /** Stretches between two moments (whole minutes), over as many days as it takes. */
  stretches(from: number, to: number): Stretch[];
  /** Invocations between two moments. */
  count(from: number, to: number): number;
}

/** How much of a fleet's usage is kept; emptied as a whole when it is full. */
interface Kept {
  readonly usages: Map<number, FunctionUsage>;
  days: number;
}

function createUsage(shape: FleetShape, index: number, kept: Kept): FunctionUsage {
  const profile = createProfile(shape, planFunction(shape, index));
  const days = new Map<number, UsageDay>();
  const day = (start: number): UsageDay => {
    const known = days.get(start);
    if (known !== undefined) return known;
    if (kept.days++ >= daysKept) {
      kept.usages.clear();
      kept.days = 0;
    }
    if (days.size > 500) days.clear();
    const made = createDay(profile, start);
    days.set(start, made);
    return made;
  };
  function* spans(from: number, to: number): Generator<{ day: UsageDay; first: number; last: number }> {
    for (let start = Math.floor(from / dayMs) * dayMs; start < to; start += dayMs) {
      const one = day(start);
      if (one.total === 0) continue;
      yield { day: one, first: indexAt(one, Math.max(from, start)), last: indexAt(one, Math.min(to, start + dayMs)) };
    }
  }
  return {
    profile,
    day,
    stretches: (from, to) => {
      const start = Math.floor(from / dayMs) * dayMs;
      if (to <= start + dayMs) {
        const one = day(start);
        return one.total === 0 ? [] : stretchesOf(one, indexAt(one, from), indexAt(one, to));
      }
      return [...spans(from, to)].flatMap((span) => stretchesOf(span.day, span.first, span.last));
    },
    count: (from, to) => {
      let sum = 0;
      for (const { first, last } of spans(from, to)) sum += last - first;
      return sum;
    },
  };
}

const fleets = new WeakMap<FleetShape, Kept>();

/** A function's usage by its number; a bounded number of them is kept. */
export function usageOf(shape: FleetShape, index: number): FunctionUsage {
  let kept = fleets.get(shape);
  if (kept === undefined) {
    kept = { usages: new Map(), days: 0 };
    fleets.set(shape, kept);
  }
  const known = kept.usages.get(index);
  if (known !== undefined) return known;
  if (kept.usages.size >= profilesKept) {
    kept.usages.clear();
    kept.days = 0;
  }
  const made = createUsage(shape, index, kept);
  kept.usages.set(index, made);
  return made;
}

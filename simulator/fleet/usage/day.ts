import { at, keyOf, mixKeys } from "#simulator/fleet/random.ts";
import type { Era } from "./eras.ts";
import type { UsageProfile } from "./profile.ts";

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** One UTC day of a function. Invocations are numbered 0 to total - 1 in order of time. */
export interface UsageDay {
  readonly start: number;
  readonly key: number;
  readonly total: number;
  /** hours[h] is the number of the first invocation of hour h; 25 entries. */
  readonly hours: Float64Array;
  /** Eras of the day with the number of their first invocation, in order. */
  readonly parts: readonly DayPart[];
}

export interface DayPart {
  readonly era: Era;
  readonly from: number;
  readonly to: number;
  /** Running sums at `from`, so that the counts below go on without a seam. */
  readonly failBefore: number;
  readonly okBefore: number;
  readonly coldBefore: number;
  readonly throttleBefore: number;
  readonly spillBefore: number;
  readonly recursionBefore: number;
}

function fraction(key: number, label: number): number {
  return mixKeys(key, label) / 4294967296;
}

function dayTotal(profile: UsageProfile, start: number, key: number): number {
  if (start < profile.from || start >= profile.until) return 0;
  if (profile.rhythm === "rare" && fraction(key, 901) > 0.05) return 0;
  const weekday = Math.floor(start / dayMs + 4) % 7;
  const factor = weekday === 0 || weekday === 6 ? profile.weekend : 1;
  const growth = growthAt(profile, start);
  const noise = 0.9 + 0.2 * fraction(key, 902);
  return Math.max(
    profile.rhythm === "daily" ? 1 : 0,
    Math.round(profile.base * factor * growth * noise * volumeOfDay(profile, start)),
  );
}

/** How much it is used beside today. */
function growthAt({ growth, doublesInDays, today }: UsageProfile, start: number): number {
  return doublesInDays === null
    ? Math.exp((growth * (start - today)) / (365 * dayMs))
    : Math.max(0.05, 1 + (start - today) / (doublesInDays * dayMs));
}

/** Stories add invocations to the hours they cover. */
function volumeOfDay(profile: UsageProfile, start: number): number {
  if (profile.eras.length === 1) return 1;
  let sum = 0;
  for (let hour = 0; hour < 24; hour++) sum += eraAt(profile, start + hour * hourMs).volume;
  return sum / 24;
}

export function eraAt(profile: UsageProfile, moment: number): Era {
  let era = at(profile.eras, 0);
  for (const one of profile.eras) if (one.since <= moment) era = one;
  return era;
}

function hourWeight(profile: UsageProfile, key: number, hour: number): number {
  if (profile.rhythm === "daily" || profile.rhythm === "rare") {
    const first = Math.floor(fraction(profile.key, 11) * 24);
    const second = fraction(profile.key, 12) < 0.4 ? (first + 12) % 24 : -1;
    return hour === first ? 1 : hour === second ? 0.5 : 0;
  }
  const peak = 9 + 8 * fraction(profile.key, 13);
  const swing = profile.weekend < 1 ? 0.75 : 0.35;
  return (1 + swing * Math.cos(((hour + 0.5 - peak) / 24) * 2 * Math.PI)) * (0.85 + 0.3 * fraction(key, hour));
}

function hourStarts(profile: UsageProfile, start: number, key: number, total: number): Float64Array {
  const cumulative = new Float64Array(25);
  let sum = 0;
  for (let hour = 0; hour < 24; hour++) {
    sum +=
      hourWeight(profile, key, hour) * (profile.eras.length === 1 ? 1 : eraAt(profile, start + hour * hourMs).volume);
    cumulative[hour + 1] = sum;
  }
  const shift = fraction(key, 903);
  for (let hour = 1; hour < 24; hour++) cumulative[hour] = Math.floor((total * (cumulative[hour] ?? 0)) / sum + shift);
  cumulative[24] = total;
  return cumulative;
}

/** floor(x + u), where u is the day's own shift for a kind of count. */
function tick(key: number, kind: number, value: number): number {
  return Math.floor(value + fraction(key, 910 + kind));
}

function dayParts(
  profile: UsageProfile,
  start: number,
  key: number,
  hours: () => Float64Array,
  total: number,
): DayPart[] {
  const parts: DayPart[] = [];
  let sums = { failBefore: 0, okBefore: 0, coldBefore: 0, throttleBefore: 0, spillBefore: 0, recursionBefore: 0 };
  for (let index = 0; index < profile.eras.length; index++) {
    const era = at(profile.eras, index);
    const next = profile.eras[index + 1]?.since ?? Number.POSITIVE_INFINITY;
    if (next <= start || era.since >= start + dayMs) continue;
    const from = era.since <= start ? 0 : (hours()[Math.round((era.since - start) / hourMs)] ?? 0);
    const to = next >= start + dayMs ? total : (hours()[Math.round((next - start) / hourMs)] ?? 0);
    const part: DayPart = { era, from, to, ...sums };
    parts.push(part);
    const length = to - from;
    const okAfter = to - tick(key, 0, part.failBefore + era.failRate * length);
    sums = {
      failBefore: part.failBefore + era.failRate * length,
      okBefore: okAfter,
      coldBefore: part.coldBefore + era.coldRate * (okAfter - part.okBefore),
      throttleBefore: part.throttleBefore + era.throttleRate * length,
      spillBefore: part.spillBefore + era.spillRate * length,
      recursionBefore: part.recursionBefore + era.recursionRate * length,
    };
  }
  return parts;
}

/** One object per day and no closures, since a year of a fleet is hundreds of thousands of them. */
class Day implements UsageDay {
  readonly start: number;
  readonly key: number;
  readonly total: number;
  readonly #profile: UsageProfile;
  #hours: Float64Array | null = null;
  #parts: DayPart[] | null = null;

  constructor(profile: UsageProfile, start: number) {
    this.#profile = profile;
    this.start = start;
    this.key = keyOf(profile.key, Math.floor(start / dayMs));
    this.total = dayTotal(profile, start, this.key);
  }

  get hours(): Float64Array {
    this.#hours ??= this.total === 0 ? noHours : hourStarts(this.#profile, this.start, this.key, this.total);
    return this.#hours;
  }

  get parts(): readonly DayPart[] {
    this.#parts ??= this.total === 0 ? [] : dayParts(this.#profile, this.start, this.key, () => this.hours, this.total);
    return this.#parts;
  }
}

const noHours = new Float64Array(25);

/** `start` is a midnight UTC. Hours are shared out only when somebody asks below the day. */
export function createDay(profile: UsageProfile, start: number): UsageDay {
  return new Day(profile, start);
}

/** The number of the first invocation at or after a moment of the day; whole minutes. */
export function indexAt(day: UsageDay, moment: number): number {
  const minute = Math.floor((moment - day.start) / 60_000);
  if (minute <= 0) return 0;
  if (minute >= 1440) return day.total;
  const hour = Math.floor(minute / 60);
  const first = day.hours[hour] ?? 0;
  const count = (day.hours[hour + 1] ?? 0) - first;
  const within = minute - hour * 60;
  if (within === 0 || count === 0) return first;
  const position = (within + 0.8 * (fraction(day.key, 2000 + minute) - 0.5)) / 60;
  return first + Math.floor(count * position + fraction(day.key, 1900 + hour));
}

/** Draw numbers of a stretch of invocations, by what became of them; each day begins its draws elsewhere in the table. */
export interface Stretch {
  readonly era: Era;
  readonly from: number;
  readonly to: number;
  readonly warmFrom: number;
  readonly warmTo: number;
  readonly coldFrom: number;
  readonly coldTo: number;
  readonly failFrom: number;
  readonly failTo: number;
  readonly throttles: number;
  readonly spills: number;
  readonly recursions: number;
}

function failuresBefore(day: UsageDay, part: DayPart, index: number): number {
  return tick(day.key, 0, part.failBefore + part.era.failRate * (index - part.from));
}

function coldsBefore(day: UsageDay, part: DayPart, ok: number): number {
  return tick(day.key, 1, part.coldBefore + part.era.coldRate * (ok - part.okBefore));
}

/** What became of invocations from..to-1 of a day, era by era. Counts of neighbouring stretches add up exactly. */
export function stretchesOf(day: UsageDay, from: number, to: number): Stretch[] {
  const stretches: Stretch[] = [];
  const shifts = { warm: day.key & 63, cold: (day.key >>> 6) & 63, failed: (day.key >>> 12) & 63 };
  for (const part of day.parts) {
    const first = Math.max(from, part.from);
    const last = Math.min(to, part.to);
    if (last <= first) continue;
    const failFrom = failuresBefore(day, part, first);
    const failTo = failuresBefore(day, part, last);
    const coldFrom = coldsBefore(day, part, first - failFrom);
    const coldTo = coldsBefore(day, part, last - failTo);
    const between = (kind: number, before: number, rate: number) =>
      rate === 0 && before === 0
        ? 0
        : tick(day.key, kind, before + rate * (last - part.from)) -
          tick(day.key, kind, before + rate * (first - part.from));
    stretches.push({
      era: part.era,
      from: first,
      to: last,
      failFrom: failFrom + shifts.failed,
      failTo: failTo + shifts.failed,
      coldFrom: coldFrom + shifts.cold,
      coldTo: coldTo + shifts.cold,
      warmFrom: first - failFrom - coldFrom + shifts.warm,
      warmTo: last - failTo - coldTo + shifts.warm,
      throttles: between(2, part.throttleBefore, part.era.throttleRate),
      spills: between(3, part.spillBefore, part.era.spillRate),
      recursions: between(4, part.recursionBefore, part.era.recursionRate),
    });
  }
  return stretches;
}

import type { TimeWindow } from "./source.ts";
import { settlingMs } from "./start-windows.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Log groups of one query at most: those that share it share the hour, too. */
const groupsPerQuery = 50;
/** How far back days are sampled that were missed. */
export const sampledDays = 14;
/** How far the hour moves from one day to the next. Has no divisor with 24, so that every hour comes once in 24 days. */
const hoursPerDay = 7;

/** A log group as far as it decides what of it is sampled. Days are written YYYY-MM-DD. */
export interface SampleableGroup {
  readonly logGroupName: string;
  /** Null: kept for ever. */
  readonly retentionDays: number | null;
  /** UTC days that have not been sampled and on which functions of it started, as far as is known. */
  readonly startedOn: ReadonlySet<string>;
}

/** One hour, and the log groups whose starts in it are looked at one by one. */
export interface DueSample extends TimeWindow {
  readonly logGroupNames: readonly string[];
}

/**
 * The hour of a UTC day that stands for it, 0 to 23: another one for each batch of log groups, and moving on by seven
 * hours a day. No hour comes more often than another, and none stands for a weekday.
 */
export function sampledHour(batch: string, day: Date): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < batch.length; index += 1) hash = Math.imul(hash ^ batch.charCodeAt(index), 0x01000193);
  return ((hash >>> 0) + hoursPerDay * Math.floor(day.getTime() / dayMs)) % 24;
}

/** Where and when samples are planned. */
export interface SamplePlace {
  /** Names the place: elsewhere other hours are looked at. */
  readonly name: string;
  /** The first day of which something was sampled there; null where nothing was. */
  readonly sampledSince: Date | null;
}

/**
 * What is sampled next in a place: of the newest day that is over, and that has log groups with starts which were not
 * sampled, one hour. At first the day that has just ended; later days that were missed, too, one at a time, but none from
 * before: so a first sync does not pay for what no page shows as today's.
 */
export function dueSamples(
  { name, sampledSince }: SamplePlace,
  groups: readonly SampleableGroup[],
  now: Date,
): readonly DueSample[] {
  const newest = Math.floor((now.getTime() - settlingMs) / dayMs) * dayMs - dayMs;
  const oldest = Math.max(newest - (sampledDays - 1) * dayMs, Math.min(newest, sampledSince?.getTime() ?? newest));
  for (let day = newest; day >= oldest; day -= dayMs) {
    const samples = samplesOf(name, groups, new Date(day), now);
    if (samples.length > 0) return samples;
  }
  return [];
}

function samplesOf(place: string, groups: readonly SampleableGroup[], day: Date, now: Date): DueSample[] {
  const name = day.toISOString().slice(0, 10);
  const started = groups
    .filter(({ startedOn }) => startedOn.has(name))
    .toSorted((one, other) => (one.logGroupName < other.logGroupName ? -1 : 1));
  const samples: DueSample[] = [];
  for (let first = 0; first < started.length; first += groupsPerQuery) {
    const from = new Date(day.getTime() + sampledHour(`${place} ${first / groupsPerQuery}`, day) * hourMs);
    const kept = started
      .slice(first, first + groupsPerQuery)
      .filter(({ retentionDays }) => retentionDays === null || now.getTime() - from.getTime() < retentionDays * dayMs);
    if (kept.length === 0) continue;
    const logGroupNames = kept.map(({ logGroupName }) => logGroupName);
    samples.push({ from, to: new Date(from.getTime() + hourMs), logGroupNames });
  }
  return samples;
}

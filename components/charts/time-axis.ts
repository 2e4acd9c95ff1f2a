import { formatClock, formatDate, formatMinute } from "#lib/client/format-time.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Distances between ticks below a month, in milliseconds. */
const steps = [1, 5, 15, 30, 60, 180, 360, 720, 1440, 2880, 5760, 10_080, 20_160].map((minutes) => minutes * MINUTE);
const monthSteps = [1, 2, 3, 6, 12, 24, 60, 120];

/** Ticks and labels of a time axis in a zone: clock times within two days, days beyond, months beyond that. */
export function timeAxis(
  from: number,
  to: number,
  timeZone: string,
  most = 8,
): { readonly ticks: number[]; readonly format: (t: number) => string } {
  const ticks = timeTicks(from, to, most, timeZone);
  const long = to - from > 2 * DAY;
  const months = (ticks[1] ?? 0) - (ticks[0] ?? 0) > 27 * DAY;
  return {
    ticks,
    format: (t) => {
      const instant = new Date(t);
      const clock = formatClock(instant, timeZone);
      if (!long && clock !== "00:00") return clock;
      if (clock !== "00:00") return formatMinute(instant, timeZone);
      const date = formatDate(instant, timeZone);
      return months ? date.replace(/^\d+ /, "") : date.replace(/ \d{4}$/, "");
    },
  };
}

/**
 * Ticks of a time axis: at most `most` and a last one, at round local times of the zone, on days when its clocks change
 * too. An hour that a zone leaves out has no tick; one that it has twice has one.
 */
export function timeTicks(from: number, to: number, most: number, timeZone: string): number[] {
  if (to <= from) return [from];
  const step = steps.find((size) => (to - from) / size <= most);
  return step === undefined ? monthTicks(from, to, most, timeZone) : evenTicks(from, to, step, timeZone);
}

function evenTicks(from: number, to: number, step: number, timeZone: string): number[] {
  const ticks: number[] = [];
  const firstLocal = Math.ceil((from + zoneOffset(from, timeZone)) / step) * step;
  for (let local = firstLocal; local <= to + 15 * HOUR; local += step) {
    const tick = instantOf(local, timeZone);
    if (tick > to) break;
    if (tick >= from && tick > (ticks.at(-1) ?? Number.NEGATIVE_INFINITY)) ticks.push(tick);
  }
  return ticks;
}

function monthTicks(from: number, to: number, most: number, timeZone: string): number[] {
  const size = monthSteps.find((months) => (to - from) / (months * 30.4 * DAY) <= most) ?? 240;
  const start = new Date(from + zoneOffset(from, timeZone));
  const ticks: number[] = [];
  let month = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / size) * size;
  for (; ; month += size) {
    const tick = instantOf(Date.UTC(Math.floor(month / 12), month % 12), timeZone);
    if (tick > to) return ticks;
    if (tick >= from) ticks.push(tick);
  }
}

/** The instant at which a zone's clocks show a local time, given as if it were UTC. Where they never do, the next. */
function instantOf(local: number, timeZone: string): number {
  const guess = local - zoneOffset(local, timeZone);
  return local - zoneOffset(guess, timeZone);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function partsFormatter(timeZone: string): Intl.DateTimeFormat {
  const found = formatters.get(timeZone);
  if (found) return found;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  formatters.set(timeZone, made);
  return made;
}

/** How far a zone is ahead of UTC at an instant, in milliseconds. */
export function zoneOffset(at: number, timeZone: string): number {
  if (timeZone === "UTC") return 0;
  const parts = partsFormatter(timeZone).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
  return local - Math.floor(at / MINUTE) * MINUTE;
}

/** The distance of neighbouring buckets, in milliseconds; null where there are not two. */
export function bucketMs(times: readonly number[]): number | null {
  let least = Number.POSITIVE_INFINITY;
  for (let k = 1; k < times.length; k += 1) least = Math.min(least, (times[k] ?? 0) - (times[k - 1] ?? 0));
  return Number.isFinite(least) && least > 0 ? least : null;
}

/** Whether the buckets are UTC days, which stay UTC days in whatever zone the rest of the page is shown. */
export function areUtcDays(times: readonly number[], stepMs?: number): boolean {
  if (stepMs !== undefined) return stepMs % DAY === 0;
  return times.length > 1 && times.every((t) => t % DAY === 0);
}

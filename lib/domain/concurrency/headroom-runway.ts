import { type LinearTrend, linearTrend } from "#lib/domain/statistics/linear-trend.ts";
import type { Interval } from "#lib/domain/statistics/wilson-interval.ts";

/** The most that was claimed on one UTC day; null where it was not read. */
export interface ClaimedDay {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly claimed: number | null;
}

/** Days that a trend rests on at least: four of each weekday. */
export const fewestTrendDays = 28;
/** How far ahead a day is named; beyond it a straight line says nothing. */
export const horizonDays = 365;
/** Two-sided 95 % of the normal distribution. */
const z = 1.959963984540054;
/** Days without a figure after which the last ones say nothing of when it runs out. */
const staleDays = 7;
const dayMs = 86_400_000;

/** What the days so far say of when an account-Region has claimed all of its limit. */
export type HeadroomRunway =
  | { readonly state: "unknown"; readonly reason: string }
  | { readonly state: "tooFew"; readonly days: number }
  /** No trend that can be told from none: the interval of the slope holds 0. */
  | { readonly state: "none"; readonly days: number; readonly perWeek: Interval }
  | { readonly state: "falling"; readonly days: number; readonly perWeek: Interval }
  /** More than before, but not in both halves of the days: a step, such as one new reservation. */
  | { readonly state: "step"; readonly days: number; readonly perWeek: Interval }
  | { readonly state: "usedUp"; readonly days: number; readonly perWeek: Interval }
  | {
      readonly state: "growing";
      readonly days: number;
      readonly slopePerWeek: number;
      readonly perWeek: Interval;
      /** The first day whose projection reaches the limit; null where that is beyond the horizon. */
      readonly day: string | null;
      /** The same by the steepest and the flattest slope of the interval. */
      readonly earliest: string | null;
      readonly latest: string | null;
      /** What is projected, from the day after the last one that was read. */
      readonly projection: readonly ClaimedDay[];
    };

/**
 * When claimed concurrency reaches the limit, if it goes on as it did: a least-squares line through the daily maxima with
 * a level of its own for each weekday, so that a quiet weekend is neither growth nor decline (the line is fitted to what
 * is left when each weekday's mean is taken off, Frisch–Waugh). The interval of the slope is 95 %, widened for maxima
 * that resemble those of the day before by √((1 + ρ) / (1 − ρ)), ρ the residuals' correlation from day to day. A slope
 * whose interval holds 0 is no trend, and no day is named. Nor is one where the days do not grow in both of their halves,
 * by a quarter of that slope at least: a line through a single step (a new reservation) is steep, and goes on nowhere.
 * Executions a day and per week.
 *
 * @param days in any order; those that were not read are left out, not taken for 0
 * @param today UTC day as YYYY-MM-DD: a trend that ends a week before it is none of now; null to take the last day for it
 */
export function headroomRunway(
  days: readonly ClaimedDay[],
  limit: number | null,
  today: string | null = null,
): HeadroomRunway {
  if (limit === null) return { state: "unknown", reason: "The account's limits have not been read." };
  const known = days.flatMap(({ day, claimed }) => (claimed === null ? [] : [{ x: dayNumber(day), y: claimed }]));
  known.sort((one, other) => one.x - other.x);
  const last = known.at(-1);
  if (last === undefined) return { state: "unknown", reason: "No day of claimed concurrency has been read." };
  if (today !== null && dayNumber(today) - last.x > staleDays) {
    return { state: "unknown", reason: `No day after ${dayText(last.x)} has been read: too long ago for a trend.` };
  }
  if (known.length < fewestTrendDays) return { state: "tooFew", days: known.length };
  const fit = fitByWeekday(known);
  if (fit === null) return { state: "tooFew", days: known.length };
  const { slope, low, high } = fit;
  const counted = { days: known.length, perWeek: { low: low * 7, high: high * 7 } };
  if (last.y >= limit) return { state: "usedUp", ...counted };
  if (high < 0) return { state: "falling", ...counted };
  if (low <= 0) return { state: "none", ...counted };
  if (!growsThroughout(known, slope)) return { state: "step", ...counted };
  const reaches = (by: number) => firstDayAt(fit, by, last.x, limit);
  return {
    state: "growing",
    ...counted,
    slopePerWeek: slope * 7,
    day: reaches(slope),
    earliest: reaches(high),
    latest: reaches(low),
    projection: projected(fit, last.x, reaches(slope)),
  };
}

interface WeekdayFit {
  readonly slope: number;
  readonly low: number;
  readonly high: number;
  /** What is projected for a day at a slope. */
  at(x: number, slope: number): number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function fitByWeekday(points: readonly Point[]): WeekdayFit | null {
  const weekdays = Map.groupBy(points, ({ x }) => weekdayOf(x));
  const means = new Map([...weekdays].map(([weekday, some]) => [weekday, meanOf(some)]));
  const whole = meanOf(points);
  const meanFor = ({ x }: Point) => means.get(weekdayOf(x)) ?? whole;
  const centred = points.map((point) => ({ x: point.x - meanFor(point).x, y: point.y - meanFor(point).y }));
  const line = linearTrend(centred);
  if (line === null) return null;
  const margin = z * slopeError(centred, line, points.length - weekdays.size - 1);
  return {
    slope: line.slope,
    low: line.slope - margin,
    high: line.slope + margin,
    at(x, slope) {
      // A weekday that was never read has the mean level.
      const mean = means.get(weekdayOf(x)) ?? whole;
      return mean.y + slope * (x - mean.x);
    },
  };
}

/** Whether both halves of the days grow, each by a quarter of the whole slope at least. */
function growsThroughout(points: readonly Point[], slope: number): boolean {
  const middle = Math.floor(points.length / 2);
  return [points.slice(0, middle), points.slice(middle)].every((half) => {
    const fit = fitByWeekday(half);
    return fit !== null && fit.slope >= slope / 4;
  });
}

/** Standard error of the slope: residual variance over the spread of x, widened for days that resemble the one before. */
function slopeError(centred: readonly Point[], { slope }: LinearTrend, freedom: number): number {
  const residuals = centred.map(({ x, y }) => y - slope * x);
  const squares = residuals.reduce((sum, residual) => sum + residual ** 2, 0);
  const spread = centred.reduce((sum, { x }) => sum + x ** 2, 0);
  const next = residuals.slice(1).reduce((sum, residual, index) => sum + residual * (residuals[index] ?? 0), 0);
  const correlation = squares === 0 ? 0 : Math.min(0.95, Math.max(0, next / squares));
  return Math.sqrt(squares / Math.max(1, freedom) / spread) * Math.sqrt((1 + correlation) / (1 - correlation));
}

function firstDayAt(fit: WeekdayFit, slope: number, last: number, limit: number): string | null {
  for (let ahead = 1; ahead <= horizonDays; ahead += 1) {
    if (fit.at(last + ahead, slope) >= limit) return dayText(last + ahead);
  }
  return null;
}

/** Up to a week past the day on which it runs out, a quarter of a year at most where it does not soon. */
function projected(fit: WeekdayFit, last: number, day: string | null): ClaimedDay[] {
  const count = day === null ? 90 : Math.min(180, dayNumber(day) - last + 7);
  return Array.from({ length: count }, (_, index) => {
    const x = last + index + 1;
    return { day: dayText(x), claimed: Math.max(0, Math.round(fit.at(x, fit.slope))) };
  });
}

function meanOf(points: readonly Point[]): Point {
  const sum = (read: (point: Point) => number) => points.reduce((total, point) => total + read(point), 0);
  return { x: sum(({ x }) => x) / points.length, y: sum(({ y }) => y) / points.length };
}

function weekdayOf(x: number): number {
  return ((x % 7) + 7) % 7;
}

function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs);
}

function dayText(x: number): string {
  return new Date(x * dayMs).toISOString().slice(0, 10);
}

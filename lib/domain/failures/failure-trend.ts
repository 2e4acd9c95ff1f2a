import type { SeriesDay } from "./failure-series.ts";

/** How a series of failures goes. */
export type FailureTrend = "new" | "rising" | "steady" | "falling" | "ended";

/** A trend, or why none can be told. */
export type TrendVerdict =
  | { readonly trend: FailureTrend; readonly ratio: RateRatio | null; readonly unknown: null }
  | { readonly trend: null; readonly ratio: null; readonly unknown: "tooFew" | "noEarlierDays" };

/** What was there to fail on a UTC day: reports read or invocations; null where that day was not read. */
export interface DayExposure {
  readonly dayMs: number;
  readonly total: number | null;
}

const dayMs = 86_400_000;

/**
 * UTC days that count as now, the one under way included, those before that they are compared with, and how long a first
 * sight counts as new.
 */
export const trendDays = { recent: 7, before: 21, new: 14 } as const;
/** Fewer failures than this in both periods together, and no trend is told. */
export const fewestEvents = 10;
/** A rate that changes by less than this factor is steady, however many events prove that it changed. */
export const leastRatio = 1.5;
/** How many failures must have been due since the last one before a series counts as ended: e^-5 is under 1 %. */
const dueUntilEnded = 5;
/** The 99.95 % point of the normal distribution: two-sided 99.9 %, since a fleet compares thousands of series at once. */
const z = 3.290526731491896;

export interface RateRatio {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The ratio of two Poisson rates, `after / before`, with its 99.9 % score interval: given their sum, the later events are
 * binomial with share p = r·t₁/(r·t₁ + t₀) (Przyborowski and Wilenski, Biometrika 31, 1940), and Wilson's interval of p
 * is turned back into r. Infinite where nothing was seen before; null without events or without exposure.
 */
export function rateRatio(
  after: { readonly events: number; readonly exposure: number },
  before: { readonly events: number; readonly exposure: number },
): RateRatio | null {
  const n = after.events + before.events;
  if (n <= 0 || after.exposure <= 0 || before.exposure <= 0) return null;
  const p = after.events / n;
  const denominator = 1 + (z * z) / n;
  const centre = (p + (z * z) / (2 * n)) / denominator;
  const half = (z / denominator) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const ratioOf = (share: number) =>
    share >= 1 ? Number.POSITIVE_INFINITY : (Math.max(0, share) / (1 - share)) * (before.exposure / after.exposure);
  return {
    value: ratioOf(p),
    low: p === 0 ? 0 : ratioOf(Math.max(0, centre - half)),
    high: p === 1 ? Number.POSITIVE_INFINITY : ratioOf(Math.min(1, centre + half)),
  };
}

export interface TrendInput {
  /** Days of the series, ascending; earlier ones than are compared may be among them. */
  readonly days: readonly SeriesDay[];
  /** First sight in all that is stored. */
  readonly firstSeenMs: number;
  /** The days of both periods, whether anything failed on them or not. */
  readonly exposures: readonly DayExposure[];
  /** Midnight UTC of the day that counts as today. */
  readonly todayMs: number;
}

/**
 * How a series goes, by the last 7 UTC days against the 21 before, per report (or invocation) read:
 *
 * - none: under 10 failures in both together, or a first sight without enough days read before it to call it one;
 * - `ended`: at the rate between its first and its last day of the period, five or more failures were due on the whole
 *   days since, and none came;
 * - `new`: first seen in the last 14 days, while the days read before would have shown five or more at the rate since;
 * - `rising`, `falling`: the rates differ by a factor of 1.5 or more, and the 99.9 % interval of their ratio leaves out 1;
 * - `steady`: anything else.
 */
export function failureTrend({ days, firstSeenMs, exposures, todayMs }: TrendInput): TrendVerdict {
  const recentFrom = todayMs - (trendDays.recent - 1) * dayMs;
  const from = recentFrom - trendDays.before * dayMs;
  const within = days.filter((day) => day.dayMs >= from && day.dayMs <= todayMs);
  const known = exposures.filter((day) => day.dayMs >= from && day.dayMs <= todayMs && (day.total ?? 0) > 0);
  const recent = measure(within, known, recentFrom, todayMs);
  const before = measure(within, known, from, recentFrom - dayMs);
  if (recent.events + before.events < fewestEvents) return none("tooFew");
  if (hasEnded(within, known, todayMs)) return told("ended", rateRatio(recent, before));
  const firstDay = Math.floor(firstSeenMs / dayMs) * dayMs;
  if (firstDay > todayMs - trendDays.new * dayMs) {
    const since = measure(within, known, firstDay, todayMs);
    const quiet = measure([], known, from, firstDay - dayMs);
    const due = since.exposure > 0 ? (since.events / since.exposure) * quiet.exposure : 0;
    return due >= dueUntilEnded ? told("new", null) : none("noEarlierDays");
  }
  const ratio = rateRatio(recent, before);
  if (ratio === null) return none("noEarlierDays");
  if (ratio.value >= leastRatio && ratio.low > 1) return told("rising", ratio);
  if (ratio.value <= 1 / leastRatio && ratio.high < 1) return told("falling", ratio);
  return told("steady", ratio);
}

function measure(days: readonly SeriesDay[], exposures: readonly DayExposure[], from: number, to: number) {
  return {
    events: days.reduce((sum, day) => (day.dayMs >= from && day.dayMs <= to ? sum + day.count : sum), 0),
    exposure: exposures.reduce((sum, day) => (day.dayMs >= from && day.dayMs <= to ? sum + (day.total ?? 0) : sum), 0),
  };
}

/** Today is under way and its last hours are not read yet: the days between the last failure and today must prove it. */
function hasEnded(days: readonly SeriesDay[], exposures: readonly DayExposure[], todayMs: number): boolean {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return false;
  const active = measure(days, exposures, first.dayMs, last.dayMs);
  const quiet = measure([], exposures, last.dayMs + dayMs, todayMs - dayMs);
  return active.exposure > 0 && (active.events / active.exposure) * quiet.exposure >= dueUntilEnded;
}

function told(trend: FailureTrend, ratio: RateRatio | null): TrendVerdict {
  return { trend, ratio, unknown: null };
}

function none(unknown: "tooFew" | "noEarlierDays"): TrendVerdict {
  return { trend: null, ratio: null, unknown };
}

import type { MetricTier, TimeWindow } from "./source.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * How late a datapoint may appear. Lambda counts an invocation at the minute in which it began and tells CloudWatch when
 * it ended, 15 minutes later at most; CloudWatch shows it some minutes after that. Daily readings cover a day, so what is
 * later still lands then.
 */
export const metricLatenessMs = hourMs;

/**
 * The longest pause after which the listing of recently active metrics names every metric with something unread: it
 * holds what was published within three hours, and a metric may take 15 minutes to appear in it.
 */
export const activeReachMs = 3 * hourMs - 15 * minuteMs;

const quietEveryMs = dayMs;
const deadEveryMs = 7 * dayMs;
/** Beginnings of hourly readings move by minutes: a tier that comes due before the next one is read along. */
const slackMs = 30 * minuteMs;

/** Up to when each tier was read, in one account-Region; null where it never was. */
export interface MetricWatermarks {
  /** Every datapoint of every function from `from` until `to` was read, but for late ones. */
  readonly complete: TimeWindow | null;
  /** When recently active functions were last asked. */
  readonly active: Date | null;
  /** When all functions with data within two weeks were. */
  readonly listed: Date | null;
  /** When those without were. */
  readonly unlisted: Date | null;
}

/** A function as far as it matters here. */
export interface MeteredFunction {
  readonly name: string;
  /** When Lamplight first saw it: what it did before was not asked for. */
  readonly firstSeenAt: Date;
}

export interface MetricQuestion {
  readonly now: Date;
  /** Days that hour rows are kept, today included. */
  readonly hourDays: number;
  /** Hours between readings of active functions, as the budget asks. */
  readonly everyHours: number;
  /** A person waits for it: active functions are asked whatever the hour. */
  readonly manual: boolean;
}

/** One window of hours for some functions. */
export interface TieredWindow extends TimeWindow {
  readonly tier: MetricTier;
  readonly functionNames: readonly string[];
  /** Of active functions that must miss nothing: what was published in this time is unread. */
  readonly unread?: TimeWindow;
}

export interface MetricReading {
  readonly windows: readonly TieredWindow[];
  /** What may be said once all windows are read. */
  readonly reaches: MetricWatermarks;
}

/**
 * The windows of hours that are due in one account-Region; null when none is. CloudWatch bills by metric asked and not
 * by point, so what is asked decides the price and how far back costs nothing:
 *
 * - each turn, functions with data published since the last complete reading, when that is within the reach of the
 *   listing: exact, since nothing else has anything unread;
 * - after a longer pause everything that is listed. Where the budget asks for pauses, only active functions, back to
 *   the last complete reading; whoever has fallen quiet meanwhile is read with the next daily turn;
 * - daily, everything that is listed, over the whole day; weekly, functions that are not listed at all.
 *
 * A function that was not known at the last reading is asked for as far back as hours are kept, once.
 */
export function metricReading(
  kept: MetricWatermarks,
  functions: readonly MeteredFunction[],
  question: MetricQuestion,
): MetricReading | null {
  const { now } = question;
  const marks = withoutFuture(kept, now);
  const { complete } = marks;
  const oldest = new Date(startOf(now, dayMs) - (question.hourDays - 1) * dayMs);
  const to = new Date(startOf(now, hourMs) + hourMs);
  if (complete === null) return firstReading(functions, { from: oldest, to }, now);
  const tier = dueTier(marks, complete, question);
  if (tier === null) return null;
  const windowSince = (mark: Date): TimeWindow => ({
    from: clamped(new Date(startOf(mark, hourMs, metricLatenessMs)), oldest, to),
    to,
  });
  const since = tier === "listed" ? (marks.listed ?? complete.from) : complete.to;
  const asked = later(marks.active ?? complete.to, complete.to);
  const isKnown = ({ firstSeenAt }: MeteredFunction) => firstSeenAt <= asked;
  const known = functions.filter(isKnown).map(({ name }) => name);
  const newcomers = functions.filter((fn) => !isKnown(fn)).map(({ name }) => name);
  const whole = tier === "listed" || isWithinReach(complete.to, now);
  const unread = tier === "active" && whole ? { unread: { from: complete.to, to: now } } : {};
  const windows: TieredWindow[] = [{ tier, ...windowSince(since), functionNames: known, ...unread }];
  if (newcomers.length > 0) windows.push({ tier: "every", from: oldest, to, functionNames: newcomers });
  const dead = tier === "listed" && isPast(marks.unlisted, deadEveryMs, now);
  if (dead) windows.push({ tier: "unlisted", ...windowSince(marks.unlisted ?? oldest), functionNames: known });
  return {
    windows,
    reaches: {
      complete: whole ? { from: complete.to < oldest ? oldest : complete.from, to: now } : complete,
      active: now,
      listed: tier === "listed" ? now : marks.listed,
      unlisted: dead ? now : marks.unlisted,
    },
  };
}

/** All hours that are kept, in one window: asked for in two, every metric would be paid for twice. */
function firstReading(functions: readonly MeteredFunction[], window: TimeWindow, now: Date): MetricReading {
  return {
    windows: [{ tier: "possible", ...window, functionNames: functions.map(({ name }) => name) }],
    reaches: { complete: { from: window.from, to: now }, active: now, listed: now, unlisted: now },
  };
}

function dueTier(
  marks: MetricWatermarks,
  complete: TimeWindow,
  { now, everyHours, manual }: MetricQuestion,
): "active" | "listed" | null {
  if (isPast(marks.listed, quietEveryMs, now)) return "listed";
  if (!manual && !isPast(marks.active, everyHours * hourMs, now)) return null;
  return everyHours === 1 && !isWithinReach(complete.to, now) ? "listed" : "active";
}

/** Whether the listing of recently active metrics, made at `now`, names all that was published since. */
export function isWithinReach(since: Date, now: Date): boolean {
  return now.getTime() - since.getTime() <= activeReachMs;
}

function isPast(last: Date | null, everyMs: number, now: Date): boolean {
  return last === null || now.getTime() - last.getTime() >= everyMs - slackMs;
}

/** A clock that was set back by moments is forgiven; marks far ahead were made by a clock that was wrong, and prove nothing. */
function withoutFuture(marks: MetricWatermarks, now: Date): MetricWatermarks {
  const past = (mark: Date | null) =>
    mark === null || mark.getTime() > now.getTime() + hourMs ? null : earlier(mark, now);
  const to = past(marks.complete?.to ?? null);
  return {
    complete: marks.complete === null || to === null ? null : { from: earlier(marks.complete.from, to), to },
    active: past(marks.active),
    listed: past(marks.listed),
    unlisted: past(marks.unlisted),
  };
}

function startOf(at: Date, unitMs: number, beforeMs = 0): number {
  return Math.floor((at.getTime() - beforeMs) / unitMs) * unitMs;
}

function clamped(from: Date, oldest: Date, to: Date): Date {
  return later(oldest, earlier(from, new Date(to.getTime() - hourMs)));
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}

import type { DaySpan } from "#lib/db/sql/aws-usage.ts";

/** The UTC month that an instant lies in: AWS bills by it. */
export function utcMonthOf(at: Date): DaySpan {
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  return { from: new Date(Date.UTC(year, month, 1)), to: new Date(Date.UTC(year, month + 1, 1)) };
}

export function startOfUtcDay(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()));
}

export function hoursUntil(from: Date, to: Date): number {
  return Math.max(0, to.getTime() - from.getTime()) / 3_600_000;
}

const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** "1 December 2026 (UTC)". */
export function utcDayText(at: Date): string {
  return `${dayFormat.format(at)} (UTC)`;
}

import type { TimeWindow } from "#lib/domain/collection/source.ts";

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

export function startOfUtcDay(at: Date): Date {
  return new Date(Math.floor(at.getTime() / dayMs) * dayMs);
}

export function startOfHour(at: Date): Date {
  return new Date(Math.floor(at.getTime() / hourMs) * hourMs);
}

export function addMs(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}

export function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}

/** The UTC days that a window touches. */
export function daysOf({ from, to }: TimeWindow): Date[] {
  const days: Date[] = [];
  for (let day = startOfUtcDay(from); day < to; day = addMs(day, dayMs)) days.push(day);
  return days;
}

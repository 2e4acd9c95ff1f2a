import { addMs, dayMs, hourMs, startOfHour, startOfUtcDay } from "#lib/services/collection/time-windows.ts";

export const windowNames = ["24h", "7d", "30d", "90d"] as const;
export type WindowName = (typeof windowNames)[number];

const daysIn = { "7d": 7, "30d": 30, "90d": 90 } as const;

/** A sliding window over stored rows: whole hours or whole UTC days, the one under way included. */
export interface WindowSpan {
  readonly name: WindowName;
  readonly granularity: "hour" | "day";
  readonly from: Date;
  readonly to: Date;
  readonly steps: number;
  readonly stepMs: number;
}

export function windowOf(name: WindowName, now: Date): WindowSpan {
  if (name === "24h") {
    const to = addMs(startOfHour(now), hourMs);
    return { name, granularity: "hour", from: addMs(to, -24 * hourMs), to, steps: 24, stepMs: hourMs };
  }
  const to = addMs(startOfUtcDay(now), dayMs);
  return { name, granularity: "day", from: addMs(to, -daysIn[name] * dayMs), to, steps: daysIn[name], stepMs: dayMs };
}

import { describe, expect, it } from "vitest";
import { readRetainedPoints, roundStart } from "./metric-retention.ts";

const now = new Date("2026-11-21T12:34:56Z");
const day = 86_400_000;

function ago(ms: number): Date {
  return new Date(now.getTime() - ms);
}

describe("roundStart", () => {
  it.each([
    [ago(day), "2026-11-20T12:34:00.000Z"],
    [ago(20 * day), "2026-11-01T12:30:00.000Z"],
    [ago(100 * day), "2026-08-13T12:00:00.000Z"],
  ])("rounds %s down to %s", (start, rounded) => {
    expect(roundStart(start, now).toISOString()).toBe(rounded);
  });
});

describe("readRetainedPoints", () => {
  function asked(start: Date, end: Date, periodSeconds: number): { start: Date; end: Date } | null {
    let range: { start: Date; end: Date } | null = null;
    readRetainedPoints({ start, end }, periodSeconds, now, (from, to) => {
      range = { start: from, end: to };
      return { timestamps: [], values: [] };
    });
    return range;
  }

  it.each([
    [60, 15],
    [300, 63],
    [3_600, 455],
    [86_400, 455],
  ])("keeps points of %i seconds for %i days", (period, days) => {
    const range = asked(ago(500 * day), now, period);
    const start = range?.start.getTime() ?? 0;
    expect(start).toBeGreaterThanOrEqual(now.getTime() - days * day);
    expect(start).toBeLessThan(now.getTime() - days * day + period * 1_000);
    expect(start % (period * 1_000)).toBe(0);
  });

  it("has nothing of the future, nor of what is gone", () => {
    expect(asked(ago(day), new Date(now.getTime() + day), 60)?.end).toEqual(now);
    expect(asked(ago(30 * day), ago(20 * day), 60)).toBeNull();
    expect(asked(new Date(now.getTime() + day), new Date(now.getTime() + 2 * day), 60)).toBeNull();
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areUtcDays, bucketMs, timeAxis, timeTicks, zoneOffset } from "./time-axis.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const clock = (t: number, timeZone: string) =>
  new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(t);

describe("ticks of a time axis", () => {
  it.each([
    ["Europe/Berlin", Date.UTC(2026, 9, 23), "clocks go back"],
    ["Europe/Berlin", Date.UTC(2026, 2, 27), "clocks go forward"],
    ["America/New_York", Date.UTC(2026, 10, 1), "clocks go back"],
    ["Asia/Kolkata", Date.UTC(2026, 5, 1), "half an hour off"],
    ["Australia/Lord_Howe", Date.UTC(2026, 3, 3), "half an hour of summer time"],
    ["UTC", Date.UTC(2026, 5, 1), "no offset"],
  ])("stand at midnights of %s although %s", (zone, from) => {
    const ticks = timeTicks(from, from + 5 * DAY, 8, zone);
    expect(ticks.length).toBeGreaterThanOrEqual(4);
    for (const tick of ticks) expect(clock(tick, zone)).toBe("00:00");
  });

  it("stand at round hours on the day of 25 hours", () => {
    const from = Date.UTC(2026, 9, 24, 22);
    const ticks = timeTicks(from, from + DAY, 8, "Europe/Berlin");
    expect(ticks.map((tick) => clock(tick, "Europe/Berlin"))).toEqual([
      "00:00",
      "03:00",
      "06:00",
      "09:00",
      "12:00",
      "15:00",
      "18:00",
      "21:00",
    ]);
    expect((ticks[1] ?? 0) - (ticks[0] ?? 0)).toBe(4 * HOUR);
  });

  it("stand at the first of months over a year", () => {
    const axis = timeAxis(Date.UTC(2025, 9, 20), Date.UTC(2026, 10, 22), "Europe/Berlin");
    expect(axis.ticks.map(axis.format)).toEqual([
      "Nov 2025",
      "Jan 2026",
      "Mar 2026",
      "May 2026",
      "Jul 2026",
      "Sept 2026",
      "Nov 2026",
    ]);
  });

  it("ascend, lie inside and are few, whatever the range", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) }),
        fc.integer({ min: 60_000, max: 800 * DAY }),
        fc.constantFrom("UTC", "Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns"),
        (from, length, zone) => {
          const ticks = timeTicks(from, from + length, 8, zone);
          expect(ticks.length).toBeLessThanOrEqual(10);
          expect(ticks.every((t, k) => t >= from && t <= from + length && t > (ticks[k - 1] ?? 0))).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("buckets", () => {
  it("are told apart from UTC days", () => {
    expect(areUtcDays([0, DAY, 3 * DAY])).toBe(true);
    expect(areUtcDays([0, HOUR])).toBe(false);
    // One alone does not tell, unless the chart says how long it is.
    expect(areUtcDays([DAY], DAY)).toBe(true);
    expect(areUtcDays([DAY], HOUR)).toBe(false);
    expect(bucketMs([0, 2 * HOUR, 3 * HOUR])).toBe(HOUR);
    expect(bucketMs([5])).toBeNull();
  });

  it("know how far a zone is ahead", () => {
    expect(zoneOffset(Date.UTC(2026, 6, 1), "Asia/Kolkata")).toBe(5.5 * HOUR);
    expect(zoneOffset(Date.UTC(2026, 0, 1), "America/New_York")).toBe(-5 * HOUR);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "#lib/domain/statistics/seeded-random.ts";
import { type ClaimedDay, headroomRunway } from "./headroom-runway.ts";

const dayMs = 86_400_000;
const first = Date.parse("2026-08-03T00:00:00Z");
const dayAt = (index: number) => new Date(first + index * dayMs).toISOString().slice(0, 10);
const days = (count: number, claimed: (index: number) => number | null): ClaimedDay[] =>
  Array.from({ length: count }, (_, index) => ({ day: dayAt(index), claimed: claimed(index) }));
/** Weekends at half the level. */
const weekly = (index: number) => (index % 7 >= 5 ? 200 : 400);

describe("headroomRunway", () => {
  it("names the day on which a straight line reaches the limit", () => {
    const runway = headroomRunway(
      days(60, (index) => 400 + 5 * index),
      1000,
    );
    expect(runway).toMatchObject({ state: "growing", day: dayAt(120), earliest: dayAt(120), latest: dayAt(120) });
    if (runway.state === "growing") {
      expect(runway.slopePerWeek).toBeCloseTo(35);
      expect(runway.projection[0]).toEqual({ day: dayAt(60), claimed: 700 });
    }
  });

  it("takes a weekday that reaches the limit, not the mean of the week", () => {
    const runway = headroomRunway(
      days(56, (index) => weekly(index) + 4 * index),
      800,
    );
    // 400 + 4 × 100 on a weekday: day 100 is a Wednesday.
    expect(runway).toMatchObject({ state: "growing", day: dayAt(100) });
  });

  it.each<[string, number, (index: number) => number | null, string]>([
    ["a week that repeats", 63, weekly, "none"],
    ["a week that repeats, cut within a week", 59, weekly, "none"],
    ["too few days", 27, (index) => 100 + index, "tooFew"],
    ["days that were not read do not count", 60, (index) => (index < 40 ? null : 100 + index), "tooFew"],
    ["less and less", 60, (index) => 900 - 5 * index, "falling"],
    ["nothing left", 60, (index) => 700 + 5 * index, "usedUp"],
    ["nothing was read", 60, () => null, "unknown"],
    ["one new reservation in the middle", 90, (index) => weekly(index) + (index >= 45 ? 200 : 0), "step"],
    ["one new reservation after a third", 90, (index) => weekly(index) + (index >= 30 ? 200 : 0), "step"],
    ["one new reservation towards the end", 90, (index) => weekly(index) + (index >= 60 ? 200 : 0), "step"],
  ])("%s", (_title, count, claimed, state) => {
    expect(headroomRunway(days(count, claimed), 990).state).toBe(state);
  });

  it("knows nothing without a limit", () => {
    expect(headroomRunway(days(60, weekly), null)).toMatchObject({ state: "unknown" });
  });

  it("says nothing of when where the days ended long ago, whose run-out day may lie in the past", () => {
    const given = days(60, (index) => 400 + 9 * index);
    expect(headroomRunway(given, 1000, dayAt(66)).state).toBe("growing");
    expect(headroomRunway(given, 1000, dayAt(67))).toEqual({
      state: "unknown",
      reason: `No day after ${dayAt(59)} has been read: too long ago for a trend.`,
    });
  });

  it("names no day where it is further than a year away", () => {
    const runway = headroomRunway(
      days(60, (index) => 100 + 0.1 * index),
      1000,
    );
    expect(runway).toMatchObject({ state: "growing", day: null, latest: null });
  });

  it("claims a trend in few of many fleets that have none, also where days resemble the one before", () => {
    let trends = 0;
    let named = 0;
    for (let seed = 0; seed < 200; seed += 1) {
      const random = seededRandom(seed);
      let noise = 0;
      const runway = headroomRunway(
        days(90, (index) => {
          noise = 0.5 * noise + (random() - 0.5) * 60;
          return weekly(index) + noise;
        }),
        1000,
      );
      trends += Number(runway.state !== "none");
      named += Number(runway.state === "growing");
    }
    expect(trends).toBeLessThanOrEqual(24);
    // A day on which it runs out is hardly ever one of noise.
    expect(named).toBeLessThanOrEqual(3);
  });

  it("finds a planted trend, and its day lies within the interval", () => {
    let held = 0;
    for (let seed = 0; seed < 100; seed += 1) {
      const random = seededRandom(seed);
      const runway = headroomRunway(
        days(90, (index) => weekly(index) + 3 * index + (random() - 0.5) * 80),
        1000,
      );
      if (runway.state !== "growing") continue;
      const { low, high } = runway.perWeek;
      held += Number(low <= 21 && high >= 21);
    }
    expect(held).toBeGreaterThanOrEqual(90);
  });

  it("earliest, likeliest and latest are in this order, whatever the days", () => {
    const claimed = fc.array(fc.option(fc.integer({ min: 0, max: 2_000 })), { minLength: 28, maxLength: 90 });
    fc.assert(
      fc.property(claimed, fc.integer({ min: 1, max: 3_000 }), (values, limit) => {
        const runway = headroomRunway(
          days(values.length, (index) => values[index] ?? null),
          limit,
        );
        if (runway.state !== "growing") return;
        const end = "9999-12-31";
        expect((runway.earliest ?? end) <= (runway.day ?? end)).toBe(true);
        expect((runway.day ?? end) <= (runway.latest ?? end)).toBe(true);
        expect(runway.projection.every((day) => (day.claimed ?? -1) >= 0)).toBe(true);
      }),
    );
  });
});

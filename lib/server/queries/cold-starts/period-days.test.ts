import { describe, expect, it } from "vitest";
import { periodDays } from "./period-days.ts";
import { previousScope } from "./read-previous-starts.ts";

const all = { accountIds: [], regions: [], teamId: null };
const now = new Date("2026-11-22T06:00:00Z");
const range = (from: string, to: string) => ({ ...all, from: new Date(from), to: new Date(to), preset: null });

describe("periodDays", () => {
  it("counts a preset up to now, and a range of one's own by whole days that are over", () => {
    expect(periodDays({ ...all, from: new Date("2026-11-16T00:00:00Z"), to: now, preset: "7d" }, now)).toBe(6.25);
    expect(periodDays(range("2026-11-01T10:00:00Z", "2026-11-03T02:00:00Z"), now)).toBe(3);
    expect(periodDays(range("2026-11-21T00:00:00Z", "2026-11-24T00:00:00Z"), now)).toBe(1.25);
    expect(periodDays(range("2026-12-01T00:00:00Z", "2026-12-02T00:00:00Z"), now)).toBeGreaterThan(0);
  });
});

describe("previousScope", () => {
  it("ends where this one begins and has as many whole steps", () => {
    const week = { ...all, from: new Date("2026-11-16T00:00:00Z"), to: now, preset: "7d" as const };
    expect(previousScope(week)).toEqual(range("2026-11-09T00:00:00Z", "2026-11-16T00:00:00Z"));
    const day = { ...all, from: new Date("2026-11-21T07:00:00Z"), to: now, preset: "24h" as const };
    expect(previousScope(day)).toMatchObject({ preset: "24h", from: new Date("2026-11-20T08:00:00Z"), to: day.from });
    expect(previousScope(range("2026-11-01T10:00:00Z", "2026-11-03T02:00:00Z"))).toEqual(
      range("2026-10-29T00:00:00Z", "2026-11-01T00:00:00Z"),
    );
  });
});

import { describe, expect, it } from "vitest";
import { incompleteFrom, momentsBetween } from "./list-start-moments.ts";

const all = { accountIds: [], regions: [], teamId: null };
const now = new Date("2026-11-22T06:30:00Z");
const range = (from: string, to: string) => ({ ...all, from: new Date(from), to: new Date(to), preset: null });
const week = { ...all, from: new Date("2026-11-16T00:00:00Z"), to: now, preset: "7d" as const };
const times = (scope: Parameters<typeof momentsBetween>[0]) => momentsBetween(scope, [], now).map(({ t }) => t);

describe("the end of the period", () => {
  it("is incomplete while its day or hour is under way, whoever chose the period", () => {
    expect(incompleteFrom(week, now)).toBe("2026-11-22T00:00:00.000Z");
    expect(incompleteFrom({ ...week, preset: "24h" }, now)).toBe("2026-11-22T06:00:00.000Z");
    expect(incompleteFrom(range("2026-11-20T00:00:00Z", "2026-11-23T00:00:00Z"), now)).toBe("2026-11-22T00:00:00.000Z");
    expect(incompleteFrom(range("2026-11-20T00:00:00Z", "2026-11-22T03:00:00Z"), now)).toBe("2026-11-22T00:00:00.000Z");
  });

  it("is complete where its last day is over, or has not begun", () => {
    expect(incompleteFrom(range("2026-11-20T00:00:00Z", "2026-11-22T00:00:00Z"), now)).toBeNull();
    expect(incompleteFrom(range("2026-11-20T00:00:00Z", "2026-11-21T03:00:00Z"), now)).toBeNull();
    expect(incompleteFrom(range("2026-12-01T00:00:00Z", "2026-12-02T00:00:00Z"), now)).toBeNull();
  });
});

describe("the moments of a period", () => {
  it("are its hours or days as far as they have begun", () => {
    expect(times(week)).toHaveLength(7);
    expect(times(range("2026-11-20T10:00:00Z", "2026-12-24T00:00:00Z"))).toEqual([
      "2026-11-20T00:00:00.000Z",
      "2026-11-21T00:00:00.000Z",
      "2026-11-22T00:00:00.000Z",
    ]);
    expect(times(range("2026-12-01T00:00:00Z", "2026-12-02T00:00:00Z"))).toEqual([]);
  });

  it("are the latest where the period is longer than a chart", () => {
    const long = times(range("2000-01-01T00:00:00Z", "2100-01-01T00:00:00Z"));
    expect(long.length).toBeLessThanOrEqual(1_500);
    expect(long.at(-1)).toBe("2026-11-22T00:00:00.000Z");
  });
});

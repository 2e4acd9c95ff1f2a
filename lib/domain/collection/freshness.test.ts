import { describe, expect, it } from "vitest";
import { freshness, isDue, nextReading, type SourceAge } from "./freshness.ts";
import { type SourceName, sources } from "./source.ts";

const now = new Date("2026-11-20T10:30:00Z");
const ago = (minutes: number, state: SourceAge["state"] = "known"): SourceAge => ({
  attemptedAt: new Date(now.getTime() - minutes * 60_000),
  state,
});

describe("when the schedule reads a source again", () => {
  it.each<[string, SourceName, SourceAge | null, number | undefined, boolean]>([
    ["never read: at once", "accounts", null, undefined, true],
    ["known of, but not yet read: at once", "roles", ago(1, "notYetRead"), undefined, true],
    ["hourly, read within the hour", "functions", ago(30), undefined, false],
    ["hourly, nearly an hour ago: the next turn would be too late", "functions", ago(46), undefined, true],
    ["daily, read this night", "accounts", ago(20 * 60), undefined, false],
    ["daily, nearly a day ago", "accounts", ago(22 * 60 + 1), undefined, true],
    ["failed: at the next turn, whatever its interval", "roles", ago(50, "failed"), undefined, true],
    ["denied: at its usual turn", "roles", ago(50, "denied"), undefined, false],
    ["pressed by the budget", "metrics", ago(120), 6, false],
    ["pressed by the budget, and due", "metrics", ago(5 * 60), 6, true],
  ])("%s", (_title, source, age, everyHours, expected) => {
    expect(isDue(source, age, now, everyHours)).toBe(expected);
  });

  it("reads each day of metrics in the first turn after it, however long the schedule goes on", () => {
    const turns = Array.from({ length: 10 * 24 }, (_, hour) => new Date(Date.UTC(2026, 10, 20, 10 + hour, 16)));
    let age: SourceAge | null = null;
    const read: string[] = [];
    for (const turn of turns) {
      if (!isDue("metric-history", age, turn)) continue;
      // It is tried some minutes into the turn, not always the same.
      age = { attemptedAt: new Date(turn.getTime() + ((turn.getUTCDate() * 7) % 20) * 60_000), state: "known" };
      read.push(turn.toISOString().slice(0, 13));
    }
    const days = Array.from({ length: 10 }, (_, k) => `2026-11-${21 + k}T00`).filter((day) => day < "2026-11-30T10");
    expect(read).toEqual(["2026-11-20T10", ...days]);
    expect(isDue("metric-history", { attemptedAt: now, state: "failed" }, new Date(now.getTime() + 3_600_000))).toBe(
      true,
    );
  });

  it("says when that is", () => {
    expect(nextReading("network", ago(60))).toEqual(new Date("2026-11-20T15:30:00Z"));
    expect(nextReading("network", ago(60, "failed"))).toEqual(now);
    expect(nextReading("network", null)).toBeNull();
  });

  it("has an interval for every source, of hours that fit into a day, and says why", () => {
    expect(Object.keys(freshness).sort()).toEqual(sources.map(({ name }) => name).sort());
    for (const { everyHours, why } of Object.values(freshness)) {
      expect(24 % everyHours).toBe(0);
      expect(why).not.toBe("");
    }
  });
});

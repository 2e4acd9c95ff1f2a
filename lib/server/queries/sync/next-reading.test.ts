import { describe, expect, it } from "vitest";
import { type EconomyLevel, economyLevels } from "#lib/domain/collection/economy.ts";
import type { SourceName } from "#lib/domain/collection/source.ts";
import type { FactState } from "#lib/domain/fleet/fact.ts";
import { everyHoursOf, nextReadingAt } from "./next-reading.ts";

const now = new Date("2026-11-21T12:00:00Z");
const tried = new Date("2026-11-21T11:30:00Z");
const [usual] = economyLevels;
const hoursAfter = (hours: number) => new Date(tried.getTime() + hours * 3_600_000);

function levelAt(level: number): EconomyLevel {
  const found = economyLevels.find((one) => one.level === level);
  if (!found) throw new Error(`There is no level ${level}.`);
  return found;
}

function next(source: SourceName, state: FactState | null, economy: EconomyLevel = usual, schedule = true) {
  return nextReadingAt({ source, state, attemptedAt: state === null ? null : tried }, { schedule, economy }, now);
}

describe("nextReadingAt", () => {
  it("follows each source's own interval", () => {
    expect(next("functions", "known")).toEqual(hoursAfter(1));
    expect(next("accounts", "known")).toEqual(hoursAfter(24));
  });

  it("reads at once what was never tried, and tries hourly what failed", () => {
    expect(next("roles", null)).toEqual(now);
    expect(next("roles", "notYetRead")).toEqual(now);
    expect(next("accounts", "failed")).toEqual(hoursAfter(1));
  });

  it("says nothing while the schedule is off", () => {
    expect(next("functions", "known", usual, false)).toBeNull();
    expect(next("functions", null, usual, false)).toBeNull();
  });

  it.each([
    [2, 3],
    [3, 6],
    [4, 24],
  ])("reads metrics at level %i every %i hours", (level, hours) => {
    expect(next("metrics", "known", levelAt(level))).toEqual(hoursAfter(hours));
    expect(everyHoursOf("functions", levelAt(level))).toBe(1);
  });

  it("has no time for what the level puts off, and keeps to it for what is free", () => {
    expect(next("starts", "known", levelAt(4))).not.toBeNull();
    expect(next("starts", "known", levelAt(5))).toBeNull();
    expect(next("metrics", "known", levelAt(5))).not.toBeNull();
    for (const source of ["metrics", "metric-history", "starts"] as const)
      expect(next(source, "known", levelAt(6))).toBeNull();
    expect(next("functions", "known", levelAt(6))).toEqual(hoursAfter(1));
  });
});

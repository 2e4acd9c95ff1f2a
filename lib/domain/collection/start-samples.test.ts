import { describe, expect, it } from "vitest";
import { dueSamples, type SampleableGroup, sampledHour } from "./start-samples.ts";

const dayMs = 86_400_000;
const now = new Date("2026-11-20T10:30:00Z");
const day = (k: number) => new Date(Math.floor(now.getTime() / dayMs) * dayMs + k * dayMs);
const iso = (k: number) => day(k).toISOString().slice(0, 10);
const group = (
  logGroupName: string,
  startedOn: readonly string[],
  retentionDays: number | null = null,
): SampleableGroup => ({
  logGroupName,
  retentionDays,
  startedOn: new Set(startedOn),
});
const place = (sampledSince: Date | null = day(-30)) => ({ name: "p", sampledSince });
const names = (samples: ReturnType<typeof dueSamples>) => samples.map(({ logGroupNames }) => logGroupNames);

describe("the sampled hour", () => {
  it("is each of the 24 once in 24 days, in every place and batch", () => {
    for (const batch of ["111122223333 eu-west-1 0", "111122223333 eu-west-1 1", "444455556666 us-east-1 0"]) {
      const hours = Array.from({ length: 24 }, (_, k) => sampledHour(batch, day(k)));
      expect([...new Set(hours)]).toHaveLength(24);
      expect(Math.min(...hours)).toBe(0);
    }
  });

  it("is another one for most other batches", () => {
    const hours = new Set(Array.from({ length: 40 }, (_, k) => sampledHour(`111122223333 eu-west-1 ${k}`, day(0))));
    expect(hours.size).toBeGreaterThan(12);
  });
});

describe("what is sampled next", () => {
  it("is one hour of the newest day that is over, of the groups that had starts on it", () => {
    const samples = dueSamples(
      place(),
      [group("a", [iso(-1), iso(-2)]), group("b", [iso(-2)]), group("c", [iso(0)])],
      now,
    );
    expect(names(samples)).toEqual([["a"]]);
    const [{ from, to } = { from: now, to: now }] = samples;
    expect([from >= day(-1), to <= day(0), to.getTime() - from.getTime()]).toEqual([true, true, 3_600_000]);
  });

  it("is the day before when nothing of that day is left", () => {
    expect(names(dueSamples(place(), [group("a", [iso(-5)]), group("b", [iso(-9)])], now))).toEqual([["a"]]);
    expect(dueSamples(place(), [group("a", [iso(-15)])], now)).toEqual([]);
    expect(names(dueSamples(place(), [group("a", [iso(-14)])], now))).toEqual([["a"]]);
  });

  it("is nothing from before the first day that was sampled", () => {
    const groups = [group("a", [iso(-5)])];
    expect(dueSamples(place(day(-4)), groups, now)).toEqual([]);
    expect(names(dueSamples(place(day(-5)), groups, now))).toEqual([["a"]]);
    expect(dueSamples(place(null), [group("a", [iso(-2)])], now)).toEqual([]);
    expect(names(dueSamples(place(null), [group("a", [iso(-1), iso(-2)])], now))).toEqual([["a"]]);
  });

  it("waits until a day's last hour has settled", () => {
    const groups = [group("a", [iso(-1)])];
    expect(dueSamples(place(), groups, new Date(day(0).getTime() + 14 * 60_000))).toEqual([]);
    expect(names(dueSamples(place(), groups, new Date(day(0).getTime() + 15 * 60_000)))).toEqual([["a"]]);
  });

  it("leaves out what is not kept any more", () => {
    expect(
      dueSamples(place(), [group("a", [iso(-3)], 1), group("b", [iso(-3)], 7)], now).flatMap(
        ({ logGroupNames }) => logGroupNames,
      ),
    ).toEqual(["b"]);
  });

  it("asks of 50 groups at once at most, each batch of an hour of its own", () => {
    const many = Array.from({ length: 120 }, (_, k) => group(`g${String(k).padStart(3, "0")}`, [iso(-1)]));
    const samples = dueSamples(place(), many, now);
    expect(samples.map(({ logGroupNames }) => logGroupNames.length)).toEqual([50, 50, 20]);
    expect(new Set(samples.map(({ from }) => from.getTime())).size).toBeGreaterThan(1);
  });
});

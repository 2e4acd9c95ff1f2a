import { describe, expect, it } from "vitest";
import { histogramOf } from "#lib/domain/statistics/histogram.ts";
import { type SimulatedFleetOptions, simulatedStrata } from "#lib/testing/simulated-strata.ts";
import { commonSpreadOfMedians } from "./common-spread.ts";
import { medianShift } from "./median-shift.ts";
import { type ArmPair, pooledShift } from "./pooled-shift.ts";
import { startArm } from "./start-arm.ts";

const pairsOf = (options: SimulatedFleetOptions): ArmPair[] =>
  simulatedStrata(options).map(({ vpc, other }, k) => ({
    treated: startArm(vpc, 1_000 * options.seed + 2 * k),
    control: startArm(other, 1_000 * options.seed + 2 * k + 1),
  }));

/** In how many of 100 seeded fleets the pooled interval holds the truth, and in what share of strata theirs does. */
function coverage(options: Omit<SimulatedFleetOptions, "seed">, firstSeed: number) {
  let [pooled, strata, intervals] = [0, 0, 0];
  const holds = (interval: { readonly low: number; readonly high: number } | null | undefined) =>
    interval && interval.low <= options.penaltyMs && options.penaltyMs <= interval.high ? 1 : 0;
  for (let seed = firstSeed; seed < firstSeed + 100; seed += 1) {
    const pairs = pairsOf({ ...options, seed });
    const common = commonSpreadOfMedians(
      pairs.flatMap(({ treated, control }) => [treated ?? [], control ?? []].flat()),
    );
    for (const { treated, control } of pairs) {
      const shift = medianShift(treated, control, common);
      if (!shift?.interval) continue;
      intervals += 1;
      strata += holds(shift.interval);
    }
    pooled += holds(pooledShift(pairs)?.interval);
  }
  return { pooled, ofStrata: strata / intervals, intervals };
}

describe("pooledShift over 100 seeded fleets", () => {
  const small = { strata: 30, functions: [2, 6], inits: [20, 400] } as const;

  it.each([
    ["+38 ms planted", { strata: 5, penaltyMs: 38 }],
    ["nothing planted", { strata: 5, penaltyMs: 0 }],
  ])("holds the truth in 95 or more, as do 95 % of the strata's own, %s", (_, options) => {
    const { pooled, ofStrata, intervals } = coverage(options, 1);
    expect(pooled).toBeGreaterThanOrEqual(95);
    expect(intervals).toBeGreaterThan(400);
    expect(ofStrata).toBeGreaterThanOrEqual(0.95);
  });

  it.each([
    ["+38 ms planted", { ...small, penaltyMs: 38 }],
    ["nothing planted", { ...small, penaltyMs: 0 }],
  ])("holds it as often over strata of 2 to 6 functions, many with one on a side, %s", (_, options) => {
    const { pooled, ofStrata, intervals } = coverage(options, 1);
    expect(pooled).toBeGreaterThanOrEqual(95);
    expect(intervals).toBe(3_000);
    expect(ofStrata).toBeGreaterThanOrEqual(0.95);
  });
});

describe("pooledShift", () => {
  const around = (centre: number) => histogramOf(Array.from({ length: 100 }, (_, k) => centre * (0.8 + 0.004 * k)));
  const pair = (level: number, shift: number, functions = 6): ArmPair => {
    const centres = Array.from({ length: functions }, (_, k) => level * (0.9 + (0.2 * k) / functions));
    return {
      treated: startArm(
        centres.map((centre) => around(centre + shift)),
        1,
      ),
      control: startArm(centres.map(around), 2),
    };
  };

  it("is null without strata, and where each side is one function only", () => {
    expect(pooledShift([])).toBeNull();
    expect(pooledShift([pair(200, 10, 1), pair(300, 10, 1)])).toBeNull();
  });

  it("leans towards strata that are known best where they agree, and is surer than each", () => {
    const fast = pooledShift([pair(100, 10)]);
    const both = pooledShift([pair(100, 10), pair(3_000, 40)]);
    const width = (shift: typeof both) => (shift ? shift.interval.high - shift.interval.low : Number.NaN);
    expect(both?.difference).toBeGreaterThan(9);
    expect(both?.difference).toBeLessThan(11);
    expect(both?.betweenStrata).toBe(0);
    expect(width(both)).toBeLessThan(width(fast));
    expect(both?.treated).toEqual({ functions: 12, inits: 1_200 });
  });

  it("is as unsure as strata disagree, however sure each is", () => {
    const pooled = pooledShift([pair(300, -120), pair(300, 0), pair(300, 120)]);
    expect(pooled?.interval.low).toBeLessThan(-100);
    expect(pooled?.interval.high).toBeGreaterThan(100);
    expect(pooled?.betweenStrata).toBeGreaterThan(80);
  });

  it("uses strata of one function a side, by the spread that functions have elsewhere", () => {
    const with1 = pooledShift([pair(300, 20), pair(300, 20, 1), pair(280, 20, 1)]);
    expect(with1?.strata).toBe(3);
    expect(with1?.difference).toBeCloseTo(20, 0);
  });

  it("could have seen what is some three standard errors away, more than half its interval", () => {
    const pooled = pooledShift([pair(300, 20), pair(400, 20)]);
    const half = pooled ? (pooled.interval.high - pooled.interval.low) / 2 : Number.NaN;
    expect(pooled?.detectable).toBeGreaterThan(1.3 * half);
    expect(pooled?.detectable).toBeLessThan(1.6 * half);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { histogramOf } from "#lib/domain/statistics/histogram.ts";
import { startArm } from "./start-arm.ts";

const around = (centre: number, n: number) =>
  histogramOf(Array.from({ length: n }, (_, k) => centre * (0.8 + (0.4 * k) / n)));

describe("startArm", () => {
  it("tells a shift that is smaller than a bucket of the histograms", () => {
    const medians = [200, 201, 202, 203].map((centre) => startArm([around(centre, 4_000)], 1)?.medianMs ?? 0);
    for (const [k, ms] of medians.entries()) expect(ms).toBeCloseTo(200 + k, 0);
  });

  it("lets no busy function decide: its weight ends where its starts tell nothing new", () => {
    const arm = startArm([around(100, 20), around(110, 20), around(120, 20), around(900, 50_000)], 1);
    expect(arm?.medianMs).toBeLessThan(130);
    expect(arm?.effective).toBeGreaterThan(3.9);
    expect(arm?.inits).toBe(50_060);
  });

  it("knows nothing without starts, and no spread from one function", () => {
    expect(startArm([], 1)).toBeNull();
    expect(startArm([histogramOf([])], 1)).toBeNull();
    expect(startArm([around(100, 50)], 1)?.variance).toBeNull();
  });

  it("says the same for the same seed, whatever the order of other draws", () => {
    const sides = [100, 140, 170, 90, 230].map((centre) => around(centre, 60));
    expect(startArm(sides, 7)).toEqual(startArm(sides, 7));
    expect(startArm(sides, 8)?.variance).not.toBe(startArm(sides, 7)?.variance);
  });

  it("has the variance of a mean of function levels, nearly, when starts vary much more than functions", () => {
    // Ten functions evenly over 190–210: their levels have a standard deviation of 6.4, so of a mean over ten 2.0.
    const arm = startArm(
      Array.from({ length: 10 }, (_, k) => around(190 + (20 * k) / 9, 1_000)),
      3,
    );
    expect(Math.sqrt(arm?.variance ?? 0)).toBeGreaterThan(1.6);
    expect(Math.sqrt(arm?.variance ?? 0)).toBeLessThan(2.6);
  });

  it("keeps the median between those of its functions, zeros and extremes included", () => {
    const starts = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 1e6, noNaN: true })), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(fc.array(starts, { minLength: 1, maxLength: 6 }), (functions) => {
        const arm = startArm(functions.map(histogramOf), 5);
        const levels = (arm?.levels ?? []).map(({ ms }) => ms);
        expect(arm?.medianMs).toBeGreaterThanOrEqual(Math.min(...levels) * 0.95);
        // Two thousandths of a millisecond: below that everything counts as alike.
        expect(arm?.medianMs).toBeLessThanOrEqual(Math.max(...levels, 0.002) * 1.05);
        if (arm?.variance !== null) expect(arm?.variance).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 1_000 },
    );
  });
});

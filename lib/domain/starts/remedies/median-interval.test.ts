import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { histogramOf } from "#lib/domain/statistics/histogram.ts";
import { seededRandom } from "#lib/domain/statistics/seeded-random.ts";
import { difference, histogramMedian, mapped, medianEstimate, quantileEstimate, ratio } from "./median-interval.ts";

describe("medianEstimate", () => {
  it("says nothing of fewer than six values", () => {
    expect(medianEstimate([1, 2, 3, 4, 5])).toBeNull();
    expect(medianEstimate([6, 1, 2, 3, 4, 5])).toEqual({ value: 3, low: 1, high: 6 });
  });

  it("holds the true median in about 95 of 100 samples", () => {
    const random = seededRandom(5);
    const normal = () => Array.from({ length: 12 }, random).reduce((sum, x) => sum + x, -6);
    let held = 0;
    for (let sample = 0; sample < 1000; sample += 1) {
      const found = medianEstimate(Array.from({ length: 40 }, normal));
      if (found && found.low <= 0 && found.high >= 0) held += 1;
    }
    expect(held).toBeGreaterThan(930);
    expect(held).toBeLessThan(995);
  });

  it("lies within its interval, and the interval within the values", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 6 }),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        (values, q) => {
          const found = quantileEstimate(values, q);
          if (found === null) throw new Error("six values have a quantile");
          expect(found.low).toBeGreaterThanOrEqual(Math.min(...values));
          expect(found.low).toBeLessThanOrEqual(found.value);
          expect(found.value).toBeLessThanOrEqual(found.high);
          expect(found.high).toBeLessThanOrEqual(Math.max(...values));
        },
      ),
    );
  });
});

describe("histogramMedian", () => {
  it("is never narrower than a bucket and needs 20 values", () => {
    expect(histogramMedian(histogramOf(Array.from({ length: 19 }, () => 500)))).toBeNull();
    const found = histogramMedian(histogramOf(Array.from({ length: 400 }, () => 500)));
    expect(found?.low).toBeLessThan(500);
    expect(found?.high).toBeGreaterThan(500);
  });
});

describe("joined intervals", () => {
  it("adds the halves of independent figures as squares", () => {
    expect(difference({ value: 10, low: 7, high: 13 }, { value: 4, low: 0, high: 8 })).toEqual({
      value: 6,
      low: 1,
      high: 11,
    });
  });

  it("turns a difference of logarithms into a ratio", () => {
    const found = ratio({ value: 50, low: 40, high: 60 }, { value: 100, low: 100, high: 100 });
    expect(found.value).toBeCloseTo(0.5, 9);
    expect(found.low).toBeCloseTo(0.4, 9);
    expect(found.high).toBeCloseTo(0.6, 9);
    expect(mapped({ value: 1, low: 0, high: 2 }, (x) => 2 * x)).toEqual({ value: 2, low: 0, high: 4 });
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linearTrend } from "./linear-trend.ts";
import { median, quantileOf } from "./order-statistics.ts";
import { rateOf } from "./rate.ts";
import { seededRandom } from "./seeded-random.ts";
import { wilsonInterval } from "./wilson-interval.ts";

describe("wilsonInterval", () => {
  // Reference values: Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [29, 29, 0.883, 1],
  ])("%d of %d lies between %f and %f", (hits, n, low, high) => {
    const interval = wilsonInterval(hits, n);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it("holds the share, stays within 0 and 1 and narrows with n", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat(10_000), (n, h) => {
        const hits = h % (n + 1);
        const { low, high } = wilsonInterval(hits, n);
        const more = wilsonInterval(hits * 4, n * 4);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(hits / n);
        expect(high).toBeGreaterThanOrEqual(hits / n);
        expect(more.high - more.low).toBeLessThan(high - low);
      }),
    );
  });
});

describe("rateOf", () => {
  it("says when it rests on too little and never turns nothing into 0 %", () => {
    expect(rateOf(3, 20)).toMatchObject({ value: 0.15, tooFew: true });
    expect(rateOf(3, 30)).toMatchObject({ value: 0.1, tooFew: false });
    expect(rateOf(0, 0)).toMatchObject({ value: null, tooFew: true, interval: { low: 0, high: 1 } });
  });
});

describe("order statistics", () => {
  it("finds medians and quantiles", () => {
    expect(median([])).toBeNull();
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(quantileOf([10, 20, 30, 40], 0.5)).toBe(20);
    expect(quantileOf([10, 20, 30, 40], 0.99)).toBe(40);
    expect(quantileOf([], 0.5)).toBeNull();
  });
});

describe("linearTrend", () => {
  it("finds the line through points on one", () => {
    expect(linearTrend([0, 1, 2, 3].map((x) => ({ x, y: 5 - 2 * x })))).toEqual({ slope: -2, intercept: 5, n: 4 });
    expect(linearTrend([{ x: 1, y: 1 }])).toBeNull();
    expect(linearTrend([])).toBeNull();
    expect(linearTrend([1, 2].map((y) => ({ x: 3, y })))).toBeNull();
  });
});

describe("seededRandom", () => {
  it("repeats itself by seed and is even", () => {
    const [one, same, other] = [seededRandom(7), seededRandom(7), seededRandom(8)];
    const drawn = Array.from({ length: 1000 }, one);
    expect(Array.from({ length: 1000 }, same)).toEqual(drawn);
    expect(other()).not.toBe(drawn[0]);
    expect(drawn.reduce((sum, x) => sum + x, 0) / 1000).toBeCloseTo(0.5, 1);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
  });
});

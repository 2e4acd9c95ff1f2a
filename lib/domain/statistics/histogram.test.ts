import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketOf, countAbove, emptyHistogram, histogramFromBuckets, histogramOf, quantile } from "./histogram.ts";
import { mergeHistograms, mergePackedHistograms } from "./merge-histograms.ts";
import { quantileOf } from "./order-statistics.ts";
import { packHistogram, unpackHistogram } from "./packed-histogram.ts";

const values = fc.array(fc.oneof(fc.double({ min: 0.001, max: 900_000, noNaN: true }), fc.constant(0)), {
  maxLength: 200,
});

describe("histogram", () => {
  it("finds every quantile within 2 %, or exactly 0", () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (sample, q) => {
        const exact = quantileOf(sample, q);
        const found = quantile(histogramOf(sample), q);
        if (exact === null) return found === null;
        return found !== null && Math.abs(found - exact) <= 0.02 * exact * (1 + 1e-9);
      }),
    );
  });

  it("has quantiles that do not fall when q rises", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(values, share, share, (sample, one, other) => {
        const histogram = histogramOf(sample);
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        return (quantile(histogram, low) ?? 0) <= (quantile(histogram, high) ?? 0);
      }),
    );
  });

  it("merges in any order and grouping to the histogram of all values", () => {
    fc.assert(
      fc.property(values, values, values, (a, b, c) => {
        const [ha, hb, hc] = [histogramOf(a), histogramOf(b), histogramOf(c)];
        const whole = histogramOf([...a, ...b, ...c]);
        expect(mergeHistograms([ha, hb, hc])).toEqual(whole);
        expect(mergeHistograms([mergeHistograms([hc, ha]), hb])).toEqual(whole);
        expect(mergePackedHistograms([hb, hc, ha].map(packHistogram))).toEqual(whole);
      }),
    );
  });

  it("comes back from its bytes, for any bucket and count", () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: 1, max: 2 ** 50 })));
    fc.assert(
      fc.property(pairs, fc.nat(), (list, zeros) => {
        const histogram = histogramFromBuckets(new Map(list), zeros);
        expect(unpackHistogram(packHistogram(histogram))).toEqual(histogram);
        expect(mergePackedHistograms([packHistogram(histogram)])).toEqual(histogram);
      }),
    );
  });

  it("counts what lies above a threshold, except within its bucket", () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0.01, max: 1e6, noNaN: true }), (sample, threshold) => {
        const far = sample.filter((value) => value === 0 || bucketOf(value) !== bucketOf(threshold));
        expect(countAbove(histogramOf(sample), threshold)).toBe(far.filter((value) => value > threshold).length);
      }),
    );
    expect(countAbove(histogramOf([0, 0, 5]), 0)).toBe(1);
    expect(countAbove(histogramOf([0, 0, 5]), -1)).toBe(3);
  });

  it("keeps a quantile within the bounds of its row", () => {
    const histogram = histogramOf([100, 100, 100]);
    expect(quantile(histogram, 0.99, { min: 100, max: 100 })).toBe(100);
    expect(quantile(emptyHistogram, 0.5, { max: 3 })).toBeNull();
  });

  it("reads no bytes as empty and refuses broken ones", () => {
    expect(unpackHistogram(new Uint8Array())).toEqual(emptyHistogram);
    expect(() => unpackHistogram(Uint8Array.of(9, 0, 0))).toThrow(/version 9/);
    expect(() => unpackHistogram(packHistogram(histogramOf([1, 2, 3])).slice(0, 5))).toThrow(/too early/);
    expect(() => histogramOf([Number.NaN])).toThrow(RangeError);
  });
});

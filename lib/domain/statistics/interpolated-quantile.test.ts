import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyHistogram, gamma, histogramOf, quantile } from "./histogram.ts";
import { interpolatedQuantile, medianStandardError } from "./interpolated-quantile.ts";

describe("interpolatedQuantile", () => {
  it("is null for no values, 0 among zeros, and tells a shift smaller than a bucket", () => {
    expect(interpolatedQuantile(emptyHistogram, 0.5)).toBeNull();
    expect(interpolatedQuantile(histogramOf([0, 0, 5]), 0.5)).toBe(0);
    const medians = [300, 302].map((from) =>
      interpolatedQuantile(histogramOf(Array.from({ length: 10_000 }, (_, k) => from * (0.5 + k / 10_000))), 0.5),
    );
    expect((medians[1] ?? 0) - (medians[0] ?? 0)).toBeCloseTo(2, 0);
  });

  it("stays within a bucket of the nearest rank, and rises with q", () => {
    const values = fc.array(fc.double({ min: 0.01, max: 1e5, noNaN: true }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (list, q) => {
        const histogram = histogramOf(list);
        const [smooth, nearest] = [interpolatedQuantile(histogram, q) ?? 0, quantile(histogram, q) ?? 0];
        expect(smooth).toBeGreaterThanOrEqual((nearest / gamma) * 0.999);
        expect(smooth).toBeLessThanOrEqual(nearest * gamma * 1.001);
        expect(interpolatedQuantile(histogram, Math.min(1, q + 0.1))).toBeGreaterThanOrEqual(smooth);
      }),
    );
  });
});

describe("medianStandardError", () => {
  it("is 1 / (2·density·√n), nearly, and null for none", () => {
    // Even ranks of a uniform distribution of width w: the density is 1/w, so the standard error is w / (2√n).
    const histogram = histogramOf(Array.from({ length: 400 }, (_, k) => 200 + (100 * k) / 400));
    expect(medianStandardError(histogram)).toBeCloseTo(2.5, 0);
    expect(medianStandardError(emptyHistogram)).toBeNull();
  });
});

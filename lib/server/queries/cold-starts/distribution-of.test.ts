import { describe, expect, it } from "vitest";
import { countOf, emptyHistogram, histogramOf } from "#lib/domain/statistics/histogram.ts";
import { distributionOf } from "./distribution-of.ts";

describe("distributionOf", () => {
  it("keeps every value, in bars that join without a gap", () => {
    const histogram = histogramOf([3, 12, 12.5, 250, 251, 9_000]);
    const bars = distributionOf(histogram);
    expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(countOf(histogram));
    for (const [k, bar] of bars.entries()) if (k > 0) expect(bar.from).toBeCloseTo(bars[k - 1]?.to ?? 0, 9);
    expect(bars[0]?.from).toBeLessThanOrEqual(3);
    expect(bars.at(-1)?.to).toBeGreaterThan(9_000);
  });

  it("has no bars without values", () => {
    expect(distributionOf(emptyHistogram)).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { detectableDifference, intervalAround } from "./satterthwaite.ts";

describe("intervalAround", () => {
  it("is Welch's interval of two means", () => {
    // Variances 4/8 and 9/12: standard error 1.118, 18.3 degrees, t 2.098.
    const { low, high } = intervalAround(10, [
      { variance: 0.5, df: 7 },
      { variance: 0.75, df: 11 },
    ]);
    expect(high - 10).toBeCloseTo(2.346, 2);
    expect(10 - low).toBeCloseTo(high - 10, 9);
  });

  it("is a point where nothing varies, and what could be seen grows with the variance", () => {
    expect(intervalAround(3, [{ variance: 0, df: 4 }])).toEqual({ low: 3, high: 3 });
    // (1.96 + 0.84) standard errors with many degrees.
    expect(detectableDifference([{ variance: 4, df: 1e6 }])).toBeCloseTo(5.6, 1);
  });
});

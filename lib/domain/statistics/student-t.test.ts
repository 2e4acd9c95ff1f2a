import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { studentQuantile, studentTail } from "./student-t.ts";

describe("studentQuantile", () => {
  // Abramowitz and Stegun, table 26.10; the last is the normal quantile.
  it.each([
    [0.975, 1, 12.706],
    [0.975, 2, 4.303],
    [0.975, 5, 2.571],
    [0.975, 30, 2.042],
    [0.9, 4, 1.533],
    [0.995, 10, 3.169],
    [0.975, 1e7, 1.96],
  ])("gives the tabulated %d quantile with %d degrees", (p, df, expected) => {
    expect(studentQuantile(p, df)).toBeCloseTo(expected, 3);
  });

  it("is symmetric, falls with the degrees and undoes the tail", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.51, max: 0.9999, noNaN: true }),
        fc.double({ min: 0.6, max: 500, noNaN: true }),
        (p, df) => {
          const t = studentQuantile(p, df);
          expect(studentQuantile(1 - p, df)).toBeCloseTo(-t, 6);
          expect(studentQuantile(p, df + 1)).toBeLessThan(t);
          expect(studentTail(t, df)).toBeCloseTo(1 - p, 8);
        },
      ),
    );
  });

  it("refuses what is no probability and no degrees", () => {
    expect(() => studentQuantile(1, 5)).toThrow(RangeError);
    expect(() => studentQuantile(0.5, 0)).toThrow(RangeError);
  });
});

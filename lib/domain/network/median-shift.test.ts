import { describe, expect, it } from "vitest";
import { histogramOf } from "#lib/domain/statistics/histogram.ts";
import { fewestForShift, medianShift } from "./median-shift.ts";
import { startArm } from "./start-arm.ts";

const around = (centre: number, n: number) =>
  histogramOf(Array.from({ length: n }, (_, k) => centre * (0.8 + (0.4 * k) / n)));
const arm = (centres: readonly number[], n = 100) =>
  startArm(
    centres.map((centre) => around(centre, n)),
    1,
  );

describe("medianShift", () => {
  it("finds the difference of the medians, with an interval that holds it", () => {
    const shift = medianShift(arm([280, 300, 320, 310]), arm([180, 200, 220, 190, 210]), null);
    expect(shift?.difference).toBeGreaterThan(95);
    expect(shift?.difference).toBeLessThan(110);
    expect(shift?.interval?.low).toBeGreaterThan(50);
    expect(shift?.interval?.low).toBeLessThan(100);
    expect(shift?.interval?.high).toBeLessThan(150);
  });

  it("says nothing below 20 inits on a side, and gives no interval below three functions of unknown spread", () => {
    const other = arm([200, 210, 190]);
    expect(medianShift(arm([300], fewestForShift - 1), other, null)).toBeNull();
    expect(medianShift(other, arm([300], fewestForShift - 1), null)).toBeNull();
    expect(medianShift(null, other, null)).toBeNull();
    expect(medianShift(arm([300, 310]), other, null)).toMatchObject({ interval: null });
    expect(medianShift(arm([300, 310, 290]), other, null)?.interval).not.toBeNull();
  });

  it("gives an arm of one function the spread that functions have elsewhere, and few degrees of freedom", () => {
    const shift = medianShift(arm([300]), arm([200, 210, 190]), { relative: 0.04, df: 50 });
    // 0.2 of 300 ms is the standard error of the one function alone; Student's t is 2.8 with four degrees.
    expect((shift?.interval?.high ?? 0) - (shift?.difference ?? 0)).toBeGreaterThan(2.3 * 60);
    expect((shift?.interval?.high ?? 0) - (shift?.difference ?? 0)).toBeLessThan(3.2 * 60);
  });

  it("turns round with its sides", () => {
    const [one, other] = [arm([280, 300, 320]), arm([180, 200, 220, 190])];
    const [there, back] = [medianShift(one, other, null), medianShift(other, one, null)];
    expect(there?.difference).toBeCloseTo(-(back?.difference ?? Number.NaN), 9);
    expect(there?.interval?.low).toBeCloseTo(-(back?.interval?.high ?? Number.NaN), 9);
  });

  it("does not take three functions that happen to lie together for certainty", () => {
    const [alike, spread] = [arm([300, 301, 302]), arm([200, 150, 250, 220, 180])];
    const own = medianShift(alike, spread, null)?.interval;
    const drawn = medianShift(alike, spread, { relative: 0.07, df: 50 })?.interval;
    const width = (interval: typeof own) => (interval ? interval.high - interval.low : Number.NaN);
    expect(width(drawn)).toBeGreaterThan(1.2 * width(own));
  });
});

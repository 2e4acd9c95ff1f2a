import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { histogramOf } from "#lib/domain/statistics/histogram.ts";
import { fewestForShift, medianShift, pooledShift } from "./median-shift.ts";

const around = (centre: number, n: number) =>
  histogramOf(Array.from({ length: n }, (_, k) => centre * (0.8 + (0.4 * k) / n)));

describe("medianShift", () => {
  it("finds the difference of the medians within the error of the histograms", () => {
    const shift = medianShift(around(300, 400), around(200, 400));
    expect(shift?.difference).toBeGreaterThan(88);
    expect(shift?.difference).toBeLessThan(112);
    expect(shift?.interval.low).toBeGreaterThan(80);
    expect(shift?.interval.high).toBeLessThan(120);
  });

  it("says nothing below 20 values on a side", () => {
    expect(medianShift(around(300, fewestForShift - 1), around(200, 400))).toBeNull();
    expect(medianShift(around(300, 400), around(200, 19))).toBeNull();
    expect(medianShift(around(300, 20), around(200, 20))).not.toBeNull();
  });

  it("holds zero for two samples of the same, and turns round with its groups", () => {
    const sample = fc.array(fc.double({ min: 1, max: 10_000, noNaN: true }), { minLength: 20, maxLength: 200 });
    fc.assert(
      fc.property(sample, sample, (one, other) => {
        const same = medianShift(histogramOf(one), histogramOf(one));
        expect(same?.difference).toBe(0);
        expect(same?.interval.low).toBeLessThan(0);
        expect(same?.interval.high).toBeGreaterThan(0);
        const [there, back] = [
          medianShift(histogramOf(one), histogramOf(other)),
          medianShift(histogramOf(other), histogramOf(one)),
        ];
        expect(there?.difference).toBeCloseTo(-(back?.difference ?? Number.NaN), 9);
        expect(there?.interval.low).toBeCloseTo(-(back?.interval.high ?? Number.NaN), 9);
      }),
    );
  });
});

describe("pooledShift", () => {
  const shift = (difference: number, half: number) => ({
    treatedMedian: 0,
    controlMedian: 0,
    difference,
    interval: { low: difference - half, high: difference + half },
  });

  it("is null without strata and the stratum itself for one", () => {
    expect(pooledShift([])).toBeNull();
    const pooled = pooledShift([shift(12, 3)]);
    expect(pooled?.difference).toBeCloseTo(12, 9);
    expect(pooled?.interval.low).toBeCloseTo(9, 9);
    expect(pooled?.interval.high).toBeCloseTo(15, 9);
  });

  it("leans towards what is known best where strata agree, and is surer than each", () => {
    const pooled = pooledShift([shift(10, 1), shift(12, 20)]);
    expect(pooled?.difference).toBeGreaterThan(10);
    expect(pooled?.difference).toBeLessThan(10.1);
    expect((pooled?.interval.high ?? 0) - (pooled?.interval.low ?? 0)).toBeLessThan(2);
  });

  it("is as unsure as the strata disagree, however sure each is", () => {
    const pooled = pooledShift([shift(-100, 1), shift(0, 1), shift(100, 1)]);
    expect(pooled?.difference).toBeCloseTo(0, 6);
    expect(pooled?.interval.low).toBeLessThan(-100);
    expect(pooled?.interval.high).toBeGreaterThan(100);
  });
});

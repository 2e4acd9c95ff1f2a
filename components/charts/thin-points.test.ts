import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thinPoints } from "./thin-points.ts";

const known = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const row = fc
  .tuple(fc.array(fc.oneof({ weight: 20, arbitrary: known }, fc.constant(null)), { maxLength: 3_000 }), fc.nat(9))
  .map(([values, uneven]) => values.map((v, k) => ({ t: k * 1_000 + (uneven * k * k) / 7, v })));
const columns = fc.integer({ min: 1, max: 400 });
const extreme = (points: readonly { readonly v: number | null }[], pick: (...values: number[]) => number) =>
  points.reduce<number | null>((best, { v }) => (v === null ? best : best === null ? v : pick(best, v)), null);
/** Stretches of known values between gaps. */
const runs = (points: readonly { readonly v: number | null }[]) =>
  points.filter(({ v }, k) => v !== null && (points[k - 1]?.v ?? null) === null).length;

describe("thinned points", () => {
  it("are all among those given, in order", () => {
    fc.assert(
      fc.property(row, columns, (points, width) => {
        const all = new Set(points);
        const drawn = thinPoints(points, width);
        expect(drawn.every((point) => all.has(point))).toBe(true);
        expect(drawn.every(({ t }, k) => k === 0 || t > (drawn[k - 1]?.t ?? 0))).toBe(true);
      }),
    );
  });

  it("hold the highest and the lowest, the first and the last, and every gap", () => {
    fc.assert(
      fc.property(row, columns, (points, width) => {
        const drawn = thinPoints(points, width);
        expect(extreme(drawn, Math.max)).toBe(extreme(points, Math.max));
        expect(extreme(drawn, Math.min)).toBe(extreme(points, Math.min));
        expect(drawn[0]).toBe(points[0]);
        expect(drawn.at(-1)?.v === null).toBe((points.at(-1)?.v ?? null) === null && points.length > 0);
        expect(runs(drawn)).toBe(runs(points));
      }),
    );
  });

  it("hold the extremes of each column of pixels, not only of the whole", () => {
    const points = Array.from({ length: 10_000 }, (_, t) => ({
      t,
      v: t % 1_000 === 500 ? 100 : t % 1_000 === 700 ? -100 : 1,
    }));
    const drawn = thinPoints(points, 100);
    expect(drawn.filter(({ v }) => v === 100)).toHaveLength(10);
    expect(drawn.filter(({ v }) => v === -100)).toHaveLength(10);
  });

  it("are few, unless gaps ask for more", () => {
    const points = Array.from({ length: 5_000 }, (_, t) => ({ t, v: Math.sin(t) }));
    expect(thinPoints(points, 600).length).toBeLessThanOrEqual(4 * 601);
  });
});

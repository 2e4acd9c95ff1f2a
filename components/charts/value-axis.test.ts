import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Unit } from "#lib/client/format.ts";
import { valueAxis } from "./value-axis.ts";

describe("a value axis", () => {
  it.each<[number, Unit, readonly number[]]>([
    [97, "count", [0, 25, 50, 75, 100]],
    [3, "count", [0, 1, 2, 3]],
    [0, "count", [0, 1, 2, 3, 4]],
    [0.031, "ratio", [0, 0.01, 0.02, 0.03, 0.04]],
    [900, "mb", [0, 256, 512, 768, 1024]],
    [5_000_000, "bytes", [0, 2_097_152, 4_194_304, 6_291_456]],
    [200_000, "ms", [0, 60_000, 120_000, 180_000, 240_000]],
  ])("to %d %s has round ticks", (value, unit, ticks) => expect(valueAxis([value, null], unit).ticks).toEqual(ticks));

  it("begins at zero for amounts, holds every value and is short", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e9, max: 1e12, noNaN: true }), { minLength: 1, maxLength: 20 }),
        fc.constantFrom<Unit>("count", "ms", "bytes", "usd", "ratio", "mb", "perSecond", "gbSeconds"),
        (values, unit) => {
          const { domain, ticks } = valueAxis(values, unit);
          const slack = 1e-9 * Math.max(1, ...values.map(Math.abs));
          expect(domain[0]).toBeLessThanOrEqual(Math.min(0, ...values) + slack);
          expect(domain[1]).toBeGreaterThanOrEqual(Math.max(0, ...values) - slack);
          if (Math.min(...values) >= 0) expect(domain[0]).toBe(0);
          expect(domain[1]).toBeGreaterThan(domain[0]);
          expect(ticks.length).toBeLessThanOrEqual(7);
        },
      ),
    );
  });
});

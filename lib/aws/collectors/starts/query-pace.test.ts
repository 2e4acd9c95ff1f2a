import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createQueryPace } from "./query-pace.ts";

/** Looks at a query that takes so many units, and learns from it. */
function look(pace: ReturnType<typeof createQueryPace>, bytes: number | null, units: number): number {
  const waits = pace.waits(bytes);
  let waited = 0;
  for (let looks = 1; ; looks += 1) {
    waited += waits.next().value;
    if (waited < units) continue;
    pace.learn(bytes, waited, looks);
    return looks;
  }
}

describe("the pace of looks at queries", () => {
  it("takes at most three looks a query on average, however long queries of a size take", () => {
    const durations = fc.array(fc.double({ min: 0.8, max: 1.25, noNaN: true }), { minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 300, noNaN: true }), durations, (usual, factors) => {
        const pace = createQueryPace();
        const looks = factors.map((factor) => look(pace, 2 ** 30, usual * factor));
        expect(looks.reduce((sum, count) => sum + count, 0) / looks.length).toBeLessThanOrEqual(3);
      }),
    );
  });

  it("learns for queries of about the same size alone", () => {
    const pace = createQueryPace();
    for (let k = 0; k < 20; k += 1) look(pace, 2 ** 30, 8);
    expect(look(pace, 2 ** 30, 8)).toBeLessThanOrEqual(2);
    expect(pace.waits(2 ** 10).next().value).toBe(1);
    expect(pace.waits(null).next().value).toBe(1);
  });

  it("waits no longer than twice a query's time, or the longest pause", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 300, noNaN: true }), (units) => {
        const waits = createQueryPace().waits(null);
        let waited = 0;
        while (waited < units) waited += waits.next().value;
        expect(waited - units).toBeLessThanOrEqual(Math.max(1, Math.min(60, units)));
      }),
    );
  });
});

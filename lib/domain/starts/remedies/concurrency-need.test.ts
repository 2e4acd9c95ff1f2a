import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantileOf } from "#lib/domain/statistics/order-statistics.ts";
import { concurrencyNeed } from "./concurrency-need.ts";

describe("concurrencyNeed", () => {
  it("covers 95 of 100 hours, and counts the cold starts in them", () => {
    const levels = [
      { level: 9, hours: 5, coldStarts: 30 },
      { level: 1, hours: 60, coldStarts: 10 },
      { level: 3, hours: 35, coldStarts: 20 },
    ];
    expect(concurrencyNeed(levels)).toEqual({ environments: 3, hours: 100, coldStartsWithin: 30, coldStarts: 60 });
    expect(concurrencyNeed([{ level: 4, hours: 1, coldStarts: 0 }])).toMatchObject({ environments: 4 });
    expect(concurrencyNeed([])).toBeNull();
  });

  it("is the quantile of the single hours", () => {
    const hour = fc.record({ level: fc.integer({ min: 1, max: 30 }), coldStarts: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(hour, { minLength: 1, maxLength: 400 }), (hours) => {
        const byLevel = Map.groupBy(hours, ({ level }) => level);
        const sumOf = (list: typeof hours) => list.reduce((sum, { coldStarts }) => sum + coldStarts, 0);
        const found = concurrencyNeed(
          [...byLevel].map(([level, list]) => ({ level, hours: list.length, coldStarts: sumOf(list) })),
        );
        const environments = quantileOf(
          hours.map(({ level }) => level),
          0.95,
        );
        const within = hours.filter(({ level }) => level <= (environments ?? 0));
        expect(found?.environments).toBe(environments);
        expect(found?.coldStarts).toBe(sumOf(hours));
        expect(found?.coldStartsWithin).toBe(sumOf(within));
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { histogramOf } from "#lib/domain/statistics/histogram.ts";
import { aliasRoute, compareSides, differenceOf, quantileRange, type VersionCounts } from "./version-comparison.ts";

const counts = (version: string, reports: number, changes: Partial<VersionCounts> = {}): VersionCounts => ({
  version,
  reports,
  coldStarts: 0,
  restores: 0,
  failures: 0,
  durations: histogramOf(Array.from({ length: reports }, (_, index) => 100 + index)),
  ...changes,
});

describe("aliasRoute", () => {
  it("gives the alias's own version what its weights leave", () => {
    expect(aliasRoute({ name: "live", version: "7", weights: { "6": 0.1 } })).toEqual({
      alias: "live",
      sides: [
        { version: "7", weight: 0.9 },
        { version: "6", weight: 0.1 },
      ],
    });
    expect(aliasRoute({ name: "live", version: "7", weights: {} }).sides).toEqual([{ version: "7", weight: 1 }]);
  });
});

describe("compareSides", () => {
  const route = aliasRoute({ name: "live", version: "7", weights: { "6": 0.1 } });

  it("puts both sides beside each other, with what was seen of each", () => {
    const [own, other] = compareSides(route, [
      counts("7", 900, { failures: 90, coldStarts: 9, restores: 9 }),
      counts("6", 100),
      counts("5", 5_000),
    ]);
    expect(own).toMatchObject({ version: "7", reports: 900, seenShare: 0.9 });
    expect(own?.failures).toMatchObject({ hits: 90, n: 900, value: 0.1, tooFew: false });
    expect(own?.coldStarts.hits).toBe(18);
    expect(own?.p99?.valueMs).toBeGreaterThan(950);
    expect(other).toMatchObject({ seenShare: 0.1, p99: null });
    expect(other?.p95).not.toBeNull();
  });

  it("says too few, and nothing of a version that nothing was seen of", () => {
    const [own, other] = compareSides(route, [counts("7", 20)]);
    expect(own).toMatchObject({ p50: null, p95: null, p99: null, seenShare: 1 });
    expect(own?.failures.tooFew).toBe(true);
    expect(other).toMatchObject({ reports: 0, seenShare: 0 });
    expect(other?.failures.value).toBeNull();
  });
});

describe("quantileRange", () => {
  it("holds the value, and narrows with more reports", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50_000 }), { minLength: 30, maxLength: 400 }), (values) => {
        const range = quantileRange(histogramOf(values), 0.5, 30);
        expect(range === null ? false : range.low <= range.valueMs && range.valueMs <= range.high).toBe(true);
      }),
    );
    const wide = quantileRange(counts("1", 60).durations, 0.5, 30);
    const narrow = quantileRange(counts("1", 60_00, {}).durations, 0.5, 30);
    const width = (range: typeof wide) => ((range?.high ?? 0) - (range?.low ?? 0)) / (range?.valueMs ?? 1);
    expect(width(narrow)).toBeLessThan(width(wide));
  });
});

describe("differenceOf", () => {
  it.each([
    [{ low: 5, high: 6 }, { low: 1, high: 4 }, "higher"],
    [{ low: 1, high: 4 }, { low: 5, high: 6 }, "lower"],
    [{ low: 1, high: 5 }, { low: 4, high: 6 }, "notTellable"],
    [null, { low: 4, high: 6 }, "tooFew"],
  ] as const)("%j against %j: %s", (one, other, expected) => {
    expect(differenceOf(one, other)).toBe(expected);
  });
});

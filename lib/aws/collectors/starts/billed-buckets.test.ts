import { describe, expect, it } from "vitest";
import { bucketOf, histogramFromBuckets, histogramOf, quantile } from "#lib/domain/statistics/histogram.ts";
import { seededRandom } from "#lib/domain/statistics/seeded-random.ts";
import { type BilledRow, billedBuckets } from "./billed-buckets.ts";

interface Line {
  readonly durationMs: number;
  readonly initMs: number | null;
  readonly billedMs: number;
}

/** Rows as the query makes them of lines. */
function rowsOf(lines: readonly Line[]): BilledRow[] {
  const groups = Map.groupBy(lines, (line) => JSON.stringify(keyOf(line)));
  return [...groups].map(([key, group]) => {
    const buckets = group.map(({ billedMs }) => bucketOf(billedMs));
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    return {
      ...(JSON.parse(key) as ReturnType<typeof keyOf>),
      lines: group.length,
      billedSum: sum(group.map(({ billedMs }) => billedMs)),
      billedBucketSum: sum(buckets),
      billedSquareSum: sum(buckets.map((bucket) => bucket * bucket)),
    };
  });
}

function keyOf({ durationMs, initMs, billedMs }: Line) {
  const share = initMs === null ? null : Math.floor((billedMs - Math.ceil(durationMs)) / initMs + 0.5);
  const initBilled = share === null ? null : Math.max(0, Math.min(1, share));
  const off = Math.abs(billedMs - Math.ceil(durationMs) - (initMs ?? 0) * (initBilled ?? 0));
  return {
    durationBucket: durationMs > 0 ? bucketOf(durationMs) : null,
    initBucket: initMs === null ? null : bucketOf(initMs),
    initBilled,
    oddBucket: bucketOf(billedMs) * Math.min(1, Math.floor(off / 2)),
  };
}

const hundredths = (value: number) => Math.round(value * 100) / 100;

/** Invocations with times from 0.5 ms to a quarter of an hour, billed as `billed` says. */
function draw(seed: number, count: number, billed: (durationMs: number, initMs: number | null) => number): Line[] {
  const random = seededRandom(seed);
  const middle = 0.5 * 1_000_000 ** random();
  return Array.from({ length: count }, () => {
    const durationMs = hundredths(Math.min(900_000, middle * 6 ** (random() * 2 - 1)));
    const initMs = random() < 0.4 ? hundredths(5 * 1_000 ** random()) : null;
    return { durationMs, initMs, billedMs: billed(durationMs, initMs) };
  });
}

function expectExact(lines: readonly Line[]): void {
  const derived = histogramFromBuckets(rowsOf(lines).flatMap((row) => billedBuckets(row)));
  const exact = histogramOf(lines.map(({ billedMs }) => billedMs));
  expect(derived).toEqual(exact);
}

const whole = (ms: number) => Math.max(1, Math.ceil(hundredths(ms)));

describe("billedBuckets", () => {
  const seeds = Array.from({ length: 20 }, (_, seed) => seed + 1);

  it.each(seeds)("counts what was billed exactly where init is billed, seed %i", (seed) => {
    expectExact(draw(seed, 3_000, (duration, init) => whole(duration + (init ?? 0))));
  });

  it.each(seeds)("counts it exactly where inits of some environments are not billed, seed %i", (seed) => {
    const random = seededRandom(seed + 1_000);
    expectExact(draw(seed, 3_000, (duration, init) => whole(duration + (random() < 0.5 ? (init ?? 0) : 0))));
  });

  it.each(seeds)("counts it exactly where a part of something else is billed, seed %i", (seed) => {
    const random = seededRandom(seed + 2_000);
    expectExact(
      draw(seed, 3_000, (duration) => whole(duration) + (random() < 0.3 ? 2 + Math.floor(500 * random()) : 0)),
    );
  });

  it("takes printed times that hide what was rounded up", () => {
    // 4.003 ms and 100.004 ms are printed without their last digit.
    const lines = [
      { durationMs: 4, initMs: null, billedMs: 5 },
      { durationMs: 3.99, initMs: null, billedMs: 4 },
      { durationMs: 100, initMs: null, billedMs: 101 },
      { durationMs: 101.5, initMs: null, billedMs: 102 },
    ];
    expectExact(lines);
  });

  it("keeps quantiles within 2 % of exact ones", () => {
    const lines = draw(7, 5_000, (duration, init) => whole(duration + (init ?? 0)));
    const derived = histogramFromBuckets(rowsOf(lines).flatMap((row) => billedBuckets(row)));
    const sorted = lines.map(({ billedMs }) => billedMs).sort((one, other) => one - other);
    for (const q of [0.01, 0.5, 0.9, 0.95, 0.99, 1]) {
      const exact = sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
      expect(Math.abs((quantile(derived, q) ?? Number.NaN) - exact)).toBeLessThanOrEqual(0.02 * exact + 1e-9);
    }
  });

  it("says nothing of rows that were not told what was billed, and puts what follows no rule at its mean", () => {
    const row = {
      lines: 3,
      durationBucket: bucketOf(100),
      initBucket: null,
      initBilled: null,
      oddBucket: null,
      billedSum: null,
      billedBucketSum: null,
      billedSquareSum: null,
    };
    expect(billedBuckets(row)).toEqual([]);
    expect(billedBuckets({ ...row, oddBucket: 0, billedSum: 270, billedBucketSum: 330, billedSquareSum: 1 })).toEqual([
      [bucketOf(90), 3],
    ]);
  });
});

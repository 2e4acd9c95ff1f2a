import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wilsonInterval } from "#lib/domain/statistics/wilson-interval.ts";
import { type FeltCounts, feltStarts, type StartSample } from "./felt-starts.ts";
import { judgeStart } from "./judge-start.ts";
import { coldStartRate } from "./start-rates.ts";

const counts = (parts: Partial<FeltCounts> = {}): FeltCounts => ({
  reports: 10_000,
  coldStarts: 400,
  restores: 0,
  initFailures: 0,
  ...parts,
});
const sample = (inits: number, ahead: number, unseen = 0): StartSample => ({ inits, ahead, unseen });

describe("the felt rate", () => {
  it("is the cold-start rate times the share that somebody waited for", () => {
    const { rate, basis, sampledInits, sampledFelt } = feltStarts(counts(), sample(200, 50));
    expect(rate).toMatchObject({ value: 0.03, hits: 300, n: 10_000, tooFew: false });
    expect([basis, sampledInits, sampledFelt]).toEqual(["sample", 200, 150]);
  });

  it("takes restores and failed inits as waited for, and inits of provisioned concurrency as not", () => {
    const felt = feltStarts(
      counts({ coldStarts: 400, provisionedInits: 200, restores: 30, initFailures: 10 }),
      sample(100, 25),
    );
    expect(felt.rate.value).toBeCloseTo((30 + 10 + 200 * 0.75) / 10_000, 12);
  });

  it.each([
    ["nothing was looked at", counts(), null, /No start was looked at yet/],
    ["its log is silent about starts", counts(), sample(0, 0, 7), /does not tell when environments are started/],
    ["nothing was reported", counts({ reports: 0, coldStarts: 0 }), sample(3, 1), /No report/],
  ])("is not known where %s", (_title, period, seen, reason) => {
    const felt = feltStarts(period, seen);
    expect(felt.rate.value).toBeNull();
    expect(felt.basis).toBe("none");
    expect(felt.reason).toMatch(reason);
  });

  it("needs no sample where no start can have been ahead", () => {
    const felt = feltStarts(counts({ coldStarts: 5, provisionedInits: 5, restores: 40 }), null);
    expect([felt.basis, felt.rate.value]).toEqual(["counts", 0.004]);
  });

  it.each([
    [counts({ reports: 20, coldStarts: 3 }), sample(200, 50)],
    [counts(), sample(12, 3)],
  ])("rests on too little with few reports or few starts looked at", (period, seen) => {
    expect(feltStarts(period, seen).rate.tooFew).toBe(true);
  });

  const anySample = fc
    .nat(500)
    .chain((inits) => fc.record({ inits: fc.constant(inits), ahead: fc.nat(inits), unseen: fc.nat(9) }));
  const anyCounts = fc.integer({ min: 1, max: 1_000_000 }).chain((reports) =>
    fc.nat(Math.floor(reports / 3)).chain((coldStarts) =>
      fc.record({
        reports: fc.constant(reports),
        coldStarts: fc.constant(coldStarts),
        restores: fc.nat(Math.floor(reports / 3)),
        initFailures: fc.nat(Math.floor(reports / 3)),
        provisionedInits: fc.nat(coldStarts),
      }),
    ),
  );

  it("lies within its interval, within 0 and the cold-start rate, and falls with every start ahead", () => {
    fc.assert(
      fc.property(anyCounts, anySample, (period, seen) => {
        const felt = feltStarts(period, seen);
        if (felt.rate.value === null) return;
        const { low, high } = felt.interval;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(felt.rate.value).toBeGreaterThanOrEqual(low - 1e-12);
        expect(felt.rate.value).toBeLessThanOrEqual(high + 1e-12);
        expect(felt.rate.value).toBeLessThanOrEqual((coldStartRate(period).value ?? 0) + 1e-12);
        const more = feltStarts(period, { ...seen, ahead: Math.min(seen.inits, seen.ahead + 1) });
        expect(more.rate.value).toBeLessThanOrEqual(felt.rate.value + 1e-12);
      }),
    );
  });

  it("is hardly wider than the sample's own interval where reports are many", () => {
    const { interval } = feltStarts(counts({ reports: 1e9, coldStarts: 4e7 }), sample(200, 50));
    const ahead = wilsonInterval(50, 200);
    expect(interval.low).toBeCloseTo(0.04 * (1 - ahead.high), 4);
    expect(interval.high).toBeCloseTo(0.04 * (1 - ahead.low), 4);
  });

  it("covers the truth in about 95 of 100 samples", () => {
    // A fixed generator: the test says the same every time.
    let state = 7;
    const unit = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    const draw = (n: number, p: number) => Array.from({ length: n }, unit).filter((u) => u < p).length;
    const [cold, ahead, runs] = [0.05, 0.3, 2_000];
    let covered = 0;
    for (let run = 0; run < runs; run += 1) {
      const { interval } = feltStarts(
        counts({ reports: 2_000, coldStarts: draw(2_000, cold) }),
        sample(60, draw(60, ahead)),
      );
      const truth = cold * (1 - ahead);
      if (interval.low <= truth && truth <= interval.high) covered += 1;
    }
    expect(covered / runs).toBeGreaterThan(0.935);
    expect(covered / runs).toBeLessThan(0.97);
  });
});

describe("a start in a sampled hour", () => {
  const from = new Date("2026-11-20T08:00:00Z");
  const at = (seconds: number) => new Date(from.getTime() + seconds * 1000);
  const start = { initStartedAt: at(100), invokedAt: at(100.6), initMs: 500, durationMs: 40, billedMs: 540 };

  it.each([
    ["at once after its init", start, true, "felt"],
    ["a second after its init", { ...start, invokedAt: at(101.5) }, true, "felt"],
    ["minutes after its init", { ...start, invokedAt: at(400) }, true, "ahead"],
    ["without INIT_START, in a log that has them", { ...start, initStartedAt: null }, true, "ahead"],
    ["without INIT_START, in a log that has none", { ...start, initStartedAt: null }, false, "unseen"],
    ["with an INIT_START of a later init", { ...start, initStartedAt: at(200) }, true, "ahead"],
    ["whose init is not billed", { ...start, billedMs: 40 }, true, "provisioned"],
    ["whose billed duration is not told", { ...start, billedMs: null }, true, "felt"],
    [
      "so early that its init may be in the hour before",
      { ...start, invokedAt: at(1.4), initStartedAt: null },
      true,
      "cut",
    ],
    ["as early, with its INIT_START in sight", { ...start, invokedAt: at(1.4), initStartedAt: at(0.9) }, true, "cut"],
    ["just late enough", { ...start, invokedAt: at(1.5), initStartedAt: null }, true, "ahead"],
  ] as const)("%s", (_title, seen, logs, verdict) => {
    expect(judgeStart(seen, { from }, logs)).toBe(verdict);
  });
});

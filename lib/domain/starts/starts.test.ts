import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CoverageInput, coverageReasons } from "./coverage-reasons.ts";
import { initBilledMs, initCostUsd } from "./init-billed.ts";
import { coldStartRate, coverageOf, isFelt } from "./start-rates.ts";

describe("coldStartRate", () => {
  it("counts cold, restored and failed starts", () => {
    const counts = { reports: 1000, coldStarts: 20, restores: 5, initFailures: 5 };
    expect(coldStartRate(counts)).toMatchObject({ hits: 30, n: 1000, value: 0.03, tooFew: false });
    expect(coldStartRate({ reports: 20, coldStarts: 3, restores: 0, initFailures: 0 }).tooFew).toBe(true);
    expect(coldStartRate({ reports: 0, coldStarts: 0, restores: 0, initFailures: 2 }).value).toBeNull();
  });
});

describe("isFelt", () => {
  it.each([
    [0, true],
    [1000, true],
    [1001, false],
  ])("%d ms after init: %s", (pause, felt) => {
    const initStartedAt = new Date("2026-11-21T00:00:00Z");
    expect(isFelt({ initStartedAt, initMs: 300, invokedAt: new Date(initStartedAt.getTime() + 300 + pause) })).toBe(
      felt,
    );
  });
});

describe("coverageOf", () => {
  it.each([
    [0, null, "unknown", null],
    [0, 0, "nothingRan", null],
    [0, 10, "none", 0],
    [94, 100, "partial", 0.94],
    [95, 100, "complete", 0.95],
    [103, 100, "complete", 1],
  ])("%d reports of %s invocations: %s", (reports, invocations, label, value) => {
    expect(coverageOf(reports, invocations)).toEqual({ reports, invocations, label, value });
  });
});

describe("initBilledMs", () => {
  it("is what billing adds to the rounded duration", () => {
    // REPORT Duration: 31000.00, Init Duration: 3439 → Billed Duration: 34440 (2026-06).
    expect(initBilledMs([{ durationMs: 31_000, billedMs: 34_440 }])).toBe(3440);
    expect(
      initBilledMs([
        { durationMs: 95.78, billedMs: 96 },
        { durationMs: 10.2, billedMs: 5 },
      ]),
    ).toBe(0);
    const report = fc.record({
      durationMs: fc.double({ min: 0, max: 9e5, noNaN: true }),
      init: fc.double({ min: 0, max: 1e4, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(report), (list) => {
        const billed = initBilledMs(
          list.map(({ durationMs, init }) => ({ durationMs, billedMs: Math.ceil(durationMs + init) })),
        );
        const total = list.reduce((sum, { init }) => sum + init, 0);
        expect(Math.abs(billed - total)).toBeLessThanOrEqual(list.length + 1e-6);
      }),
    );
  });

  it("costs $8.3e-6 for half a second at 1 GB", () => {
    expect(initCostUsd(500, 1024, 1.66667e-5)).toBeCloseTo(8.33335e-6, 10);
  });
});

describe("coverageReasons", () => {
  const group = {
    name: "/aws/lambda/f",
    arn: "arn:g",
    logGroupClass: "STANDARD",
    retentionDays: null,
    storedBytes: null,
  };
  const base: CoverageInput = {
    function: { logFormat: "JSON", systemLogLevel: "INFO", logGroupName: "/aws/lambda/f", managedInstances: false },
    logGroup: group,
    functionsInGroup: 1,
    roleCanWriteLogs: true,
    windowDays: 15,
  };
  const withFunction = (change: Partial<CoverageInput["function"]>) => ({ function: { ...base.function, ...change } });

  it.each<[Partial<CoverageInput>, string[]]>([
    [{}, []],
    [{ roleCanWriteLogs: null, logGroup: undefined }, []],
    [withFunction({ systemLogLevel: "WARN" }), ["systemLogLevel partial"]],
    [withFunction({ systemLogLevel: "WARN", logFormat: "Text" }), []],
    [withFunction({ managedInstances: true }), ["managedInstances none"]],
    [{ roleCanWriteLogs: false, logGroup: null }, ["roleCannotWriteLogs none", "noLogGroup none"]],
    [{ logGroup: { ...group, logGroupClass: "DELIVERY" } }, ["logGroupClass none"]],
    [{ logGroup: { ...group, logGroupClass: "INFREQUENT_ACCESS" } }, []],
    [{ logGroup: { ...group, retentionDays: 3 } }, ["retention partial"]],
    [{ functionsInGroup: 4 }, ["sharedGroup ambiguous"]],
  ])("%j", (change, expected) => {
    expect(coverageReasons({ ...base, ...change }).map(({ kind, effect }) => `${kind} ${effect}`)).toEqual(expected);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { InsightsRequest } from "#lib/domain/collection/source.ts";
import { bucketOf, countOf } from "#lib/domain/statistics/histogram.ts";
import { unpackHistogram } from "#lib/domain/statistics/packed-histogram.ts";
import { insightsQuery } from "./insights-query.ts";
import { parseInsightsRow } from "./insights-row.ts";
import { insightsSteps, isInsightsStep } from "./insights-steps.ts";
import { createInsightsTally } from "./insights-tally.ts";

const rowOf = (fields: Readonly<Record<string, string>>) =>
  Object.entries({
    "@log": "111122223333:/aws/lambda-insights",
    function_name: "orders",
    period: "2026-11-20 08:00:00.000",
    lines: "4",
    ...fields,
  }).map(([field, value]) => ({ field, value }));

function parsed(fields: Readonly<Record<string, string>>) {
  const row = parseInsightsRow(rowOf(fields));
  if (row === null) throw new Error("not a row");
  return row;
}

describe("a row", () => {
  it.each([
    ["1", true],
    ["true", true],
    ["0", false],
    ["false", false],
    ["", false],
  ])("cold_start %j", (cold_start, expected) => expect(parsed({ cold_start }).coldStart).toBe(expected));

  it("is of a start where it tells an init, whatever else it says", () => {
    expect(parsed({ cold_start: "0", initBucket: "120" }).coldStart).toBe(true);
  });

  it.each([{ function_name: "" }, { lines: "" }, { period: "yesterday" }, { "@log": "" }])(
    "that lacks what it is counted by is none: %j",
    (fields) => expect(parseInsightsRow(rowOf(fields))).toBeNull(),
  );
});

describe("points", () => {
  it("are of one function and period each, whose values and bytes add up", () => {
    const tally = createInsightsTally(new Set(["orders"]));
    const bytes = { networkEvents: "4", rxBytes: "4000", txBytes: "400" };
    tally.add(parsed({ durationBucket: "90", usedBand: "30", usedStep1: "1", ...bytes }));
    tally.add(parsed({ durationBucket: "90", initBucket: "150", lines: "1", initSum: "400", initMax: "400" }));
    tally.add(parsed({ durationBucket: "200", timeout: "1", lines: "2", networkEvents: "1", rxBytes: "7" }));
    tally.add(parsed({ function_name: "other" }));
    const [orders, other] = tally.points();
    expect(orders).toMatchObject({
      ...{ functionName: "orders", events: 7, coldStarts: 1, timeouts: 2, initSumMs: 400, initMaxMs: 400 },
      ...{ networkEvents: 5, rxBytes: 4007, txBytes: 400, takesStarts: true },
    });
    expect(unpackHistogram(orders?.durationHistogram ?? new Uint8Array())).toMatchObject({
      ...{ buckets: [90, 200], counts: [5, 2] },
    });
    expect(unpackHistogram(orders?.memoryHistogram ?? new Uint8Array())).toMatchObject({
      ...{ buckets: [120, 121], counts: [3, 1] },
    });
    expect(other).toMatchObject({ functionName: "other", events: 4, takesStarts: false, memoryMaxMb: null });
  });

  it("are the same in whatever order and parts rows come", () => {
    const some = fc.record({
      function_name: fc.constantFrom("a", "b"),
      lines: fc.integer({ min: 1, max: 1_000 }).map(String),
      durationBucket: fc.integer({ min: 0, max: 300 }).map(String),
      initBucket: fc.option(fc.integer({ min: 0, max: 300 }).map(String), { nil: "" }),
      rxBytes: fc.nat(1_000_000).map(String),
      networkEvents: fc.nat(10).map(String),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 40 }), (all) => {
        const read = (rows: typeof all) => {
          const tally = createInsightsTally(new Set());
          for (const row of rows) tally.add(parsed(row));
          return tally.points();
        };
        const points = read(all);
        expect(read(all.toReversed())).toEqual(points);
        for (const { events, coldStarts, durationHistogram, initHistogram } of points) {
          expect(countOf(unpackHistogram(durationHistogram))).toBe(events);
          expect(countOf(unpackHistogram(initHistogram))).toBe(coldStarts);
        }
      }),
    );
  });
});

describe("the query", () => {
  it("buckets as histograms do", () => {
    const [, divisor] = /floor\(log\(init_duration\) \/ ([0-9.]+)\)/.exec(insightsQuery("hour")) ?? [];
    for (const ms of [1, 2, 99.5, 130, 45_191, 900_000])
      expect(Math.floor(Math.log(ms) / Number(divisor))).toBe(bucketOf(ms));
  });

  it("is by the hour or by the day", () => {
    expect(insightsQuery("hour")).toContain("bin(1h) as period");
    expect(insightsQuery("day")).toContain("bin(1d) as period");
  });
});

describe("steps", () => {
  const from = new Date("2026-11-18T00:00:00Z");
  const request = (rowsPerPeriod: number): InsightsRequest => ({
    ...{ granularity: "hour", from, to: new Date("2026-11-19T00:00:00Z"), startsOf: ["orders"] },
    logGroup: { logGroupName: "/aws/lambda-insights", functions: [], rowsPerPeriod },
  });

  it("go on from the index of those before, and are divided where rows are many", () => {
    const steps = insightsSteps([request(100), request(20_000)], 3);
    expect(steps.map(({ index }) => index)).toEqual(Array.from({ length: steps.length }, (_, k) => 3 + k));
    expect(steps.length).toBe(1 + 8);
    expect(steps.every((step) => isInsightsStep(step) && step.startsOf[0] === "orders")).toBe(true);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planSteps } from "./plan-steps.ts";

const hourMs = 3_600_000;
const from = new Date("2026-11-20T00:00:00Z");
const groupsOf = (rows: readonly (number | undefined)[]) =>
  rows.map((rowsPerPeriod, k) => ({
    logGroupName: `g${k}`,
    functions: [],
    ...(rowsPerPeriod === undefined ? {} : { rowsPerPeriod }),
  }));

describe("the queries of a task", () => {
  it("cover every group and hour once, within the bounds of a query wherever that can be", () => {
    const rows = fc.array(fc.option(fc.nat(90_000), { nil: undefined }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 30 }), (counts, hours) => {
        const logGroups = groupsOf(counts);
        const to = new Date(from.getTime() + hours * hourMs);
        const steps = planSteps([{ granularity: "hour", from, to, logGroups }]);
        const scanned = new Map<string, number>();
        for (const { window, logGroups: batch } of steps) {
          const length = (window.to.getTime() - window.from.getTime()) / hourMs;
          expect(batch.length).toBeLessThanOrEqual(50);
          const planned = length * batch.reduce((sum, { rowsPerPeriod = 150 }) => sum + rowsPerPeriod, 0);
          if (length > 1 || batch.length > 1) expect(planned).toBeLessThanOrEqual(60_000);
          for (const { logGroupName } of batch) scanned.set(logGroupName, (scanned.get(logGroupName) ?? 0) + length);
        }
        expect([...scanned.values()]).toEqual(logGroups.map(() => hours));
        expect(steps.map(({ index }) => index)).toEqual(steps.map((_, index) => index));
      }),
    );
  });

  it("are as few as groups allow where rows are few", () => {
    const to = new Date(from.getTime() + hourMs);
    const steps = planSteps([{ granularity: "hour", from, to, logGroups: groupsOf(Array(101).fill(5)) }]);
    expect(steps.map(({ logGroups }) => logGroups.length)).toEqual([50, 50, 1]);
  });
});

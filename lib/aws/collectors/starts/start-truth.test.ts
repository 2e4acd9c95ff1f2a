import { describe, expect, it } from "vitest";
import type { StartPoint } from "#lib/domain/fleet/observed.ts";
import { quantile } from "#lib/domain/statistics/histogram.ts";
import { mergePackedHistograms } from "#lib/domain/statistics/merge-histograms.ts";
import { createFleet } from "#simulator/fleet/fleet.ts";
import { runInsightsQuery } from "#simulator/fleet/insights/run.ts";
import { type StartTruth, type StartValues, startTruth } from "#simulator/fleet/start-truth.ts";
import { fleetStories } from "#simulator/fleet/stories.ts";
import type { Fleet } from "#simulator/fleet/types.ts";
import { createRowParser, type StartRow } from "./parse-row.ts";
import { startQuery } from "./start-query.ts";
import { createStartTally } from "./start-tally.ts";

const fleetOf = (seed: number) =>
  createFleet({ seed, accounts: 1, regions: ["eu-west-1"], functions: 60, now: new Date("2026-11-20T10:30:00Z") });
/** Its function with provisioned concurrency logs text; that of the other one JSON. */
const fleet = fleetOf(12);
const indexes = Array.from({ length: fleet.functionCount }, (_, index) => index);
const dayMs = 86_400_000;
const end = new Date("2026-11-20T00:00:00Z");

const histograms = {
  durationMs: "durationHistogram",
  initMs: "initHistogram",
  restoreMs: "restoreHistogram",
  billedMs: "billedHistogram",
  memoryMb: "memoryHistogram",
} as const;
const measures = Object.keys(histograms) as (keyof StartValues)[];

function rowsOf(of: Fleet, index: number, granularity: "hour" | "day", start: Date): StartRow[] {
  const { FunctionArn, LoggingConfig } = of.functionAt(index).configuration();
  const { results } = runInsightsQuery(of, {
    accountId: FunctionArn?.split(":")[4] ?? "",
    region: "eu-west-1",
    logGroupNames: [LoggingConfig?.LogGroup ?? ""],
    queryString: startQuery(granularity),
    start,
    end,
  });
  const parse = createRowParser();
  return results.flatMap((row) => parse(row) ?? []);
}

/** Points of one function as they would be stored; of a group that functions share, of the lines that it wrote. */
function pointsOf(of: Fleet, index: number, granularity: "hour" | "day", start: Date): readonly StartPoint[] {
  const name = of.functionAt(index).configuration().FunctionName ?? "";
  const tally = createStartTally();
  for (const row of rowsOf(of, index, granularity, start))
    if (row.streamFunction === null || row.streamFunction === name) tally.add(name, row);
  return tally.points();
}

function merge(truths: readonly StartTruth[], measure: keyof StartValues): ReadonlyMap<number, number> {
  const all = new Map<number, number>();
  for (const { values } of truths)
    for (const [value, count] of values[measure]) all.set(value, (all.get(value) ?? 0) + count);
  return all;
}

function exactQuantile(values: ReadonlyMap<number, number>, q: number): number | null {
  const sorted = [...values].sort(([one], [other]) => one - other);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [value, count] of sorted) {
    seen += count;
    if (seen >= Math.max(1, Math.ceil(q * total))) return value;
  }
  return null;
}

/** Compares each quantile of what was read with that of the invocations themselves; returns how many were compared. */
function expectQuantiles(points: readonly StartPoint[], truths: readonly StartTruth[]): number {
  let compared = 0;
  for (const measure of measures) {
    const merged = mergePackedHistograms(points.map((point) => point[histograms[measure]]));
    const values = merge(truths, measure);
    for (const q of [0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 1]) {
      const exact = exactQuantile(values, q);
      const read = quantile(merged, q);
      if (exact === null || read === null) expect([measure, q, read]).toEqual([measure, q, exact]);
      else
        expect([measure, q, exact, Math.abs(read - exact) <= 0.02 * exact + 1e-9]).toEqual([measure, q, exact, true]);
      compared += exact === null ? 0 : 1;
    }
  }
  return compared;
}

const counted = ["reports", "coldStarts", "restores", "provisionedInits"] as const;
const summed = ["billedSumMs", "initBilledSumMs", "restoreSumMs", "waitedSumMs"] as const;

function expectSums(points: readonly StartPoint[], truth: StartTruth): void {
  const sum = (read: (point: StartPoint) => number) => points.reduce((total, point) => total + read(point), 0);
  for (const key of counted) expect([key, sum((point) => point[key])]).toEqual([key, truth[key]]);
  expect(sum(({ initFailures }) => initFailures)).toBe(truth.failedInits);
  expect(sum(({ suppressedInits }) => suppressedInits)).toBe(truth.failedInits);
  for (const key of summed) expect(sum((point) => point[key])).toBeCloseTo(truth[key], 2);
}

function indexOf(of: Fleet, kind: string): number {
  const arn = fleetStories(of).find((story) => story.kind === kind)?.functionArn;
  return indexes.find((index) => of.functionAt(index).arn === arn) ?? -1;
}

describe("what is read of starts is what was simulated", () => {
  it("for each function of the fleet, on one day", () => {
    const start = new Date(end.getTime() - dayMs);
    let compared = 0;
    for (const index of indexes) {
      const points = pointsOf(fleet, index, "day", start);
      const truth = startTruth(fleet, index, start, end);
      expectSums(points, truth);
      compared += expectQuantiles(points, [truth]);
    }
    expect(compared).toBeGreaterThan(400);
  });

  it("for a group of functions, by the hour", () => {
    const start = new Date(end.getTime() - dayMs);
    const group = indexes.filter((index) => fleet.functionAt(index).configuration().Architectures?.[0] === "arm64");
    const points = group.flatMap((index) => [...pointsOf(fleet, index, "hour", start)]);
    const truths = group.map((index) => startTruth(fleet, index, start, end));
    expect(points.length).toBeGreaterThan(100);
    expect(expectQuantiles(points, truths)).toBeGreaterThan(20);
  });

  it.each([
    ["init-doubled", fleet],
    ["timeouts", fleet],
    ["provisioned-spillover", fleet],
    ["provisioned-spillover", fleetOf(18)],
  ])("for 90 days of %s, merged", (kind, of) => {
    const index = indexOf(of, kind);
    const start = new Date(end.getTime() - 90 * dayMs);
    const points = pointsOf(of, index, "day", start);
    const truth = startTruth(of, index, start, end);
    expect(points).toHaveLength(90);
    expectSums(points, truth);
    expect(expectQuantiles(points, [truth])).toBeGreaterThan(25);
    expect(truth.coldStarts).toBeGreaterThan(100);
    expect(truth.failedInits > 0).toBe(kind === "timeouts");
    // Some are, and not all: what spills over starts on demand.
    expect(truth.provisionedInits > 0).toBe(kind === "provisioned-spillover");
    expect(truth.provisionedInits).toBeLessThan(truth.coldStarts);
  });
});

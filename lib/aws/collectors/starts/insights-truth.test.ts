import { describe, expect, it } from "vitest";
import { carriesInsights, insightsLogGroup } from "#lib/domain/starts/insights.ts";
import { quantile } from "#lib/domain/statistics/histogram.ts";
import { mergePackedHistograms } from "#lib/domain/statistics/merge-histograms.ts";
import { createFleet } from "#simulator/fleet/fleet.ts";
import { runInsightsQuery } from "#simulator/fleet/insights/run.ts";
import { insightsTruth } from "#simulator/fleet/insights-truth.ts";
import { insightsQuery } from "./insights-query.ts";
import { parseInsightsRow } from "./insights-row.ts";
import { createInsightsTally } from "./insights-tally.ts";
import { createRowParser } from "./parse-row.ts";
import { startQuery } from "./start-query.ts";

const region = "eu-west-1";
const fleet = createFleet({
  seed: 12,
  accounts: 1,
  regions: [region],
  functions: 160,
  now: new Date("2026-11-20T10:30:00Z"),
});
const end = new Date("2026-11-20T00:00:00Z");
const dayMs = 86_400_000;
const accountId = fleet.accounts[0]?.id ?? "";
const indexes = Array.from({ length: fleet.functionCount }, (_, index) => index);
const configurations = indexes.map((index) => fleet.functionAt(index).configuration());

function answerOf(queryString: string, start: Date) {
  return runInsightsQuery(fleet, {
    ...{ accountId, region, logGroupNames: [insightsLogGroup], queryString, start, end },
  });
}

function pointsOf(granularity: "hour" | "day", start: Date) {
  const tally = createInsightsTally(new Set());
  for (const row of answerOf(insightsQuery(granularity), start).results) {
    const parsed = parseInsightsRow(row);
    if (parsed !== null) tally.add(parsed);
  }
  return tally.points();
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

const histograms = {
  durationMs: "durationHistogram",
  initMs: "initHistogram",
  memoryMb: "memoryHistogram",
} as const;

describe("what is read of Lambda Insights is what was simulated", () => {
  const truthOf = (index: number, start: Date) => insightsTruth(fleet, index, start, end);

  it.each([
    ["hour", 1],
    ["day", 1],
    ["day", 14],
  ] as const)("by the %s, over %i days, of every function that has it and of no other", (granularity, days) => {
    const start = new Date(end.getTime() - days * dayMs);
    const points = Map.groupBy(pointsOf(granularity, start), ({ functionName }) => functionName);
    let compared = 0;
    for (const index of indexes) {
      const truth = truthOf(index, start);
      const own = points.get(configurations[index]?.FunctionName ?? "") ?? [];
      const sum = (read: (point: (typeof own)[number]) => number) => own.reduce((total, one) => total + read(one), 0);
      expect(sum(({ events }) => events)).toBe(truth?.invocations ?? 0);
      if (truth === null) continue;
      expect(sum(({ coldStarts }) => coldStarts)).toBe(truth.coldStarts);
      expect(sum(({ timeouts }) => timeouts)).toBe(truth.timeouts);
      expect(sum(({ networkEvents }) => networkEvents)).toBe(truth.invocations);
      expect(sum(({ rxBytes }) => rxBytes)).toBe(truth.rxBytes);
      expect(sum(({ txBytes }) => txBytes)).toBe(truth.txBytes);
      for (const [measure, histogram] of Object.entries(histograms)) {
        const merged = mergePackedHistograms(own.map((point) => point[histogram]));
        for (const q of [0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 1]) {
          const exact = exactQuantile(truth.values[measure as keyof typeof histograms], q);
          const read = quantile(merged, q);
          // Lambda Insights writes whole milliseconds, and what took none counts as one.
          const off = exact === null || read === null ? 0 : Math.max(0, Math.abs(read - Math.max(1, exact)) - 0.51);
          expect([measure, q, exact === null, off <= 0.02 * (exact ?? 0) + 1e-9]).toEqual([
            ...[measure, q, read === null, true],
          ]);
          compared += exact === null ? 0 : 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(100);
  });

  it("shows a function at WARN, whose own log hides what went well", () => {
    const start = new Date(end.getTime() - dayMs);
    const hidden = indexes.filter((index) => {
      const { LoggingConfig, Layers } = configurations[index] ?? {};
      return LoggingConfig?.SystemLogLevel === "WARN" && carriesInsights((Layers ?? []).map(({ Arn }) => Arn ?? ""));
    });
    const truths = hidden.flatMap((index) => truthOf(index, start) ?? []);
    expect(truths.some(({ invocations, coldStarts }) => invocations > 0 && coldStarts > 0)).toBe(true);
  });

  it("is counted by its bytes, and holds no line that the query of reports would count", () => {
    const start = new Date(end.getTime() - dayMs);
    const { statistics } = answerOf(insightsQuery("hour"), start);
    expect((statistics.bytesScanned ?? 0) / (statistics.recordsScanned ?? 1)).toBeGreaterThan(1_000);
    const parse = createRowParser();
    expect(answerOf(startQuery("hour"), start).results.flatMap((row) => parse(row) ?? [])).toEqual([]);
  });
});

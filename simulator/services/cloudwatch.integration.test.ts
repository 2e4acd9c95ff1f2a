import {
  CloudWatchClient,
  GetMetricDataCommand,
  InvalidParameterValueException,
  ListMetricsCommand,
  type Metric,
  type MetricDataQuery,
  paginateGetMetricData,
  paginateListMetrics,
} from "@aws-sdk/client-cloudwatch";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientConfig } from "#simulator/client-config.ts";
import { metricSeries } from "#simulator/fleet/metrics/series.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";

const now = new Date("2026-11-21T12:00:00Z");
const day = 86_400_000;
let simulator: Simulator;
let cloudwatch: CloudWatchClient;
let functionNames: string[];

beforeAll(async () => {
  simulator = await startSimulator({
    accounts: 1,
    regions: ["eu-west-1"],
    functions: 130,
    seed: 8,
    now,
    quotaScale: 1_000,
  });
  cloudwatch = new CloudWatchClient(clientConfig(simulator));
  functionNames = Array.from({ length: 130 }, (_, index) => simulator.fleet.functionAt(index).name);
});

afterAll(() => simulator.close());

function query(Id: string, FunctionName: string, Period: number, MetricName = "Invocations"): MetricDataQuery {
  const Metric: Metric = {
    Namespace: "AWS/Lambda",
    MetricName,
    Dimensions: [{ Name: "FunctionName", Value: FunctionName }],
  };
  return { Id, MetricStat: { Metric, Period, Stat: "Sum" } };
}

describe("ListMetrics", () => {
  it("pages by 500, and lists fewer that were active of late", async () => {
    const keys = new Set<string>();
    let pages = 0;
    for await (const { Metrics = [] } of paginateListMetrics({ client: cloudwatch }, { Namespace: "AWS/Lambda" })) {
      pages += 1;
      expect(Metrics.length).toBeLessThanOrEqual(500);
      for (const metric of Metrics) {
        keys.add(JSON.stringify(metric));
      }
    }
    const { Metrics: recent = [] } = await cloudwatch.send(
      new ListMetricsCommand({ Namespace: "AWS/Lambda", MetricName: "Invocations", RecentlyActive: "PT3H" }),
    );
    expect(pages).toBe(Math.ceil(keys.size / 500));
    expect(recent.length).toBeGreaterThan(0);
    for (const metric of recent) {
      expect(keys).toContain(JSON.stringify(metric));
    }
  });

  it("gives the same page again when it is asked for again", async () => {
    const first = await cloudwatch.send(new ListMetricsCommand({}));
    const follow = new ListMetricsCommand({ NextToken: first.NextToken });
    const second = await cloudwatch.send(follow);
    const again = await cloudwatch.send(follow);
    expect(first.Metrics).toHaveLength(500);
    expect(again.Metrics).toEqual(second.Metrics);
    expect(again.NextToken).toBe(second.NextToken);
  });

  it("refuses another window of activity", async () => {
    const command = new ListMetricsCommand({ RecentlyActive: "PT1H" as "PT3H" });
    await expect(cloudwatch.send(command)).rejects.toBeInstanceOf(InvalidParameterValueException);
  });
});

describe("GetMetricData", () => {
  it("gives the fleet's own points, latest first unless told otherwise", async () => {
    const [name = ""] = functionNames;
    const StartTime = new Date(now.getTime() - day);
    const MetricDataQueries = [query("a", name, 3_600)];
    const series = metricSeries(simulator.fleet, {
      accountId: simulator.fleet.organization.managementAccountId,
      region: "eu-west-1",
      namespace: "AWS/Lambda",
      metricName: "Invocations",
      dimensions: { FunctionName: name },
      stat: "Sum",
      periodSeconds: 3_600,
      start: StartTime,
      end: now,
    });
    const ascending = await cloudwatch.send(
      new GetMetricDataCommand({ StartTime, EndTime: now, MetricDataQueries, ScanBy: "TimestampAscending" }),
    );
    const latest = await cloudwatch.send(new GetMetricDataCommand({ StartTime, EndTime: now, MetricDataQueries }));
    const [result] = ascending.MetricDataResults ?? [];
    expect(result).toEqual({
      Id: "a",
      Label: "Invocations",
      StatusCode: "Complete",
      Timestamps: series.timestamps,
      Values: series.values,
    });
    expect(latest.MetricDataResults?.[0]?.Timestamps).toEqual(series.timestamps.toReversed());
  });

  it("pages what exceeds 100,800 points, tears a series at most once a page and loses nothing", async () => {
    const StartTime = new Date(now.getTime() - 15 * day);
    const MetricDataQueries = functionNames.slice(0, 12).map((name, index) => query(`m${index}`, name, 60));
    const request = { StartTime, EndTime: now, MetricDataQueries };
    const joined = new Map<string, number[]>();
    for await (const { MetricDataResults = [], NextToken } of paginateGetMetricData({ client: cloudwatch }, request)) {
      const points = MetricDataResults.reduce((sum, result) => sum + (result.Values?.length ?? 0), 0);
      expect(points).toBeLessThanOrEqual(100_800);
      const partial = MetricDataResults.filter((result) => result.StatusCode === "PartialData");
      expect(partial.length).toBeLessThanOrEqual(NextToken === undefined ? 0 : 1);
      for (const { Id = "", Values = [] } of MetricDataResults) {
        joined.set(Id, [...(joined.get(Id) ?? []), ...Values]);
      }
    }
    for (const single of MetricDataQueries) {
      const { MetricDataResults } = await cloudwatch.send(
        new GetMetricDataCommand({ StartTime, EndTime: now, MetricDataQueries: [single] }),
      );
      expect(joined.get(single.Id ?? "")).toEqual(MetricDataResults?.[0]?.Values);
    }
  });

  it("honours MaxDatapoints", async () => {
    const MetricDataQueries = functionNames.slice(0, 3).map((name, index) => query(`m${index}`, name, 3_600));
    const request = { StartTime: new Date(now.getTime() - day), EndTime: now, MetricDataQueries, MaxDatapoints: 7 };
    for await (const { MetricDataResults = [] } of paginateGetMetricData({ client: cloudwatch }, request)) {
      expect(MetricDataResults.reduce((sum, result) => sum + (result.Values?.length ?? 0), 0)).toBeLessThanOrEqual(7);
    }
  });

  it("has no minute points older than 15 days, and answers an unknown function with an empty series", async () => {
    const [name = ""] = functionNames;
    const old = { StartTime: new Date(now.getTime() - 20 * day), EndTime: new Date(now.getTime() - 16 * day) };
    const { MetricDataResults = [] } = await cloudwatch.send(
      new GetMetricDataCommand({
        ...old,
        MetricDataQueries: [query("a", name, 60), query("b", "no-such-function", 3_600)],
      }),
    );
    expect(MetricDataResults.map((result) => [result.StatusCode, result.Values])).toEqual([
      ["Complete", []],
      ["Complete", []],
    ]);
  });

  it.each([
    ["metric math", [{ Id: "e", Expression: "m1 / m2" }]],
    ["a period that is no multiple of a minute", [query("a", "f", 90)]],
    ["more than 500 queries", Array.from({ length: 501 }, (_, index) => query(`q${index}`, "f", 3_600))],
  ])("refuses %s", async (_case, MetricDataQueries) => {
    const command = new GetMetricDataCommand({
      StartTime: new Date(now.getTime() - day),
      EndTime: now,
      MetricDataQueries,
    });
    await expect(cloudwatch.send(command)).rejects.toBeInstanceOf(InvalidParameterValueException);
  });
});

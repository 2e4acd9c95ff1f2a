import { CloudWatchClient, GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, GetQueryResultsCommand, StartQueryCommand } from "@aws-sdk/client-cloudwatch-logs";
import { GetFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, it } from "vitest";
import { clientConfig } from "#simulator/client-config.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";

const now = new Date("2026-11-21T12:00:00Z");
const dayMs = 86_400_000;
let simulator: Simulator;
let names: string[];
let groups: string[];

beforeAll(async () => {
  simulator = await startSimulator({
    accounts: 1,
    regions: ["eu-west-1"],
    functions: 130,
    seed: 8,
    now,
    quotaScale: 1_000,
  });
  const cell = simulator.fleet.cell(simulator.fleet.organization.managementAccountId, "eu-west-1");
  names = Array.from({ length: 100 }, (_, index) => cell?.functionAt(index).configuration().FunctionName ?? "");
  groups = (cell?.logGroups() ?? []).map((group) => group.logGroupName ?? "");
});

afterAll(() => simulator.close());

/** Asks for 200 functions, and answers once all of them are there. */
async function getFunctions(): Promise<string> {
  const lambda = new LambdaClient(clientConfig(simulator));
  const calls = [...names, ...names].map((FunctionName) => lambda.send(new GetFunctionCommand({ FunctionName })));
  await Promise.all(calls);
  return "functions";
}

it("answers 200 small calls before a big log query that was started first", async () => {
  const logs = new CloudWatchLogsClient(clientConfig(simulator));
  const { queryId } = await logs.send(
    new StartQueryCommand({
      logGroupNames: groups.slice(0, 50),
      startTime: (now.getTime() - 60 * dayMs) / 1_000,
      endTime: now.getTime() / 1_000,
      queryString: "stats count(*) as lines, sum(strlen(@message)) by bin(1h), @logStream | limit 10",
    }),
  );
  await getFunctions();
  const { status } = await logs.send(new GetQueryResultsCommand({ queryId }));
  expect(status).toBe("Running");
});

it("answers 200 small calls before all of many long metric answers that were asked for first", async () => {
  const metrics = new CloudWatchClient(clientConfig(simulator));
  const MetricDataQueries = names.slice(0, 50).map((Value, index) => ({
    Id: `m${index}`,
    MetricStat: {
      Metric: {
        Namespace: "AWS/Lambda",
        MetricName: "Duration",
        Dimensions: [{ Name: "FunctionName", Value }],
      },
      Period: 3_600,
      Stat: "p99",
    },
  }));
  const ends = Array.from({ length: 4 }, async () => {
    const StartTime = new Date(now.getTime() - 120 * dayMs);
    await metrics.send(new GetMetricDataCommand({ MetricDataQueries, StartTime, EndTime: now }));
    return "metrics";
  });
  const order: string[] = [];
  await Promise.all([...ends, getFunctions()].map(async (end) => order.push(await end)));
  expect(order.indexOf("functions")).toBeLessThan(order.lastIndexOf("metrics"));
});

import {
  CloudWatchLogsClient,
  DescribeQueriesCommand,
  GetQueryResultsCommand,
  type GetQueryResultsCommandOutput,
  InvalidParameterException,
  ListLogGroupsCommand,
  MalformedQueryException,
  paginateDescribeLogGroups,
  ResourceNotFoundException,
  StartQueryCommand,
  type StartQueryCommandInput,
  StopQueryCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientConfig } from "#simulator/client-config.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";

const now = new Date("2026-11-21T12:00:00Z");
let simulator: Simulator;
let logs: CloudWatchLogsClient;
let groups: string[];

beforeAll(async () => {
  simulator = await startSimulator({
    accounts: 1,
    regions: ["eu-west-1"],
    functions: 130,
    seed: 8,
    now,
    quotaScale: 20,
  });
  logs = new CloudWatchLogsClient(clientConfig(simulator, { maxAttempts: 5 }));
  const cell = simulator.fleet.cell(simulator.fleet.organization.managementAccountId, "eu-west-1");
  groups = (cell?.logGroups() ?? []).map((group) => group.logGroupName ?? "");
});

afterAll(() => simulator.close());

function queryOf(input: Partial<StartQueryCommandInput>): StartQueryCommand {
  return new StartQueryCommand({
    logGroupNames: groups.slice(0, 50),
    startTime: now.getTime() / 1_000 - 86_400,
    endTime: now.getTime() / 1_000,
    queryString: 'fields @timestamp, @duration | filter @type = "REPORT"',
    ...input,
  });
}

async function completed(queryId: string | undefined): Promise<GetQueryResultsCommandOutput> {
  for (;;) {
    const answer = await logs.send(new GetQueryResultsCommand({ queryId }));
    if (answer.status !== "Running") {
      return answer;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("log groups", () => {
  it("lists the same groups by both operations, in pages of their own size", async () => {
    const described: (string | undefined)[] = [];
    for await (const page of paginateDescribeLogGroups({ client: logs }, {})) {
      expect(page.logGroups?.length).toBeLessThanOrEqual(50);
      described.push(...(page.logGroups ?? []).map((group) => group.logGroupName));
    }
    const listed: (string | undefined)[] = [];
    let nextToken: string | undefined;
    do {
      const page = await logs.send(new ListLogGroupsCommand({ limit: 60, nextToken }));
      listed.push(...(page.logGroups ?? []).map((group) => group.logGroupName));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(described).toEqual(groups);
    expect(listed).toEqual(groups);
  });
});

describe("log queries", () => {
  it("runs, then completes with rows and statistics", async () => {
    const { queryId } = await logs.send(queryOf({ limit: 50 }));
    const early = await logs.send(new GetQueryResultsCommand({ queryId }));
    expect([early.status, early.results]).toEqual(["Running", []]);
    const done = await completed(queryId);
    expect(done.status).toBe("Complete");
    expect(done.results?.length).toBe(50);
    expect(done.statistics?.bytesScanned).toBeGreaterThan(0);
    const { queries = [] } = await logs.send(new DescribeQueriesCommand({ status: "Complete" }));
    expect(queries.map((query) => query.queryId)).toContain(queryId);
  });

  it("gives at most 10,000 rows a page, in pages that do not overlap", async () => {
    const { queryId } = await logs.send(queryOf({ limit: 100_000 }));
    await completed(queryId);
    const whole = await logs.send(new GetQueryResultsCommand({ queryId }));
    expect(whole.results?.length).toBeLessThanOrEqual(10_000);
    const first = await logs.send(new GetQueryResultsCommand({ queryId, maxItems: 7 }));
    const second = await logs.send(new GetQueryResultsCommand({ queryId, maxItems: 7, nextToken: first.nextToken }));
    expect([...(first.results ?? []), ...(second.results ?? [])]).toEqual(whole.results?.slice(0, 14));
  });

  it("can be stopped once", async () => {
    const { queryId } = await logs.send(queryOf({}));
    expect((await logs.send(new StopQueryCommand({ queryId }))).success).toBe(true);
    expect((await logs.send(new GetQueryResultsCommand({ queryId }))).status).toBe("Cancelled");
    await expect(logs.send(new StopQueryCommand({ queryId }))).rejects.toBeInstanceOf(InvalidParameterException);
  });

  it("refuses what AWS refuses", async () => {
    const cases: [Partial<StartQueryCommandInput>, unknown][] = [
      [{ queryString: "this is no query |" }, MalformedQueryException],
      [{ logGroupNames: Array.from({ length: 51 }, () => groups[0] ?? "") }, InvalidParameterException],
      [{ logGroupNames: [] }, InvalidParameterException],
      [{ logGroupNames: ["/no/such/group"] }, ResourceNotFoundException],
      [{ limit: 100_001 }, InvalidParameterException],
      [{ startTime: 10, endTime: 5 }, InvalidParameterException],
      [{ queryLanguage: "SQL" }, InvalidParameterException],
    ];
    for (const [input, error] of cases) {
      await expect(logs.send(queryOf(input)), JSON.stringify(input).slice(0, 60)).rejects.toBeInstanceOf(error);
    }
    await expect(logs.send(new GetQueryResultsCommand({ queryId: "none" }))).rejects.toBeInstanceOf(
      ResourceNotFoundException,
    );
  });
});

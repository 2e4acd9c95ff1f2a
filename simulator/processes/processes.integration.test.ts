import { Agent } from "node:http";
import { CloudWatchLogsClient, GetQueryResultsCommand, StartQueryCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  GetPolicyCommand,
  LambdaClient,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListTagsCommand,
} from "@aws-sdk/client-lambda";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientConfig } from "#simulator/client-config.ts";
import { type SimulatorProcesses, startSimulatorProcesses } from "./start-processes.ts";

const region = "eu-west-1";
let simulator: SimulatorProcesses;

beforeAll(async () => {
  const faults = "cut=1:lambda:ListAliases,reset=1:lambda:ListTags";
  simulator = await startSimulatorProcesses({ accounts: 3, functions: 90, regions: [region], seed: 5, faults }, 2);
});

afterAll(() => simulator.close());

/** A new connection for each call, so that both processes get some whoever calls. */
function config(accountId: string) {
  const requestHandler = new NodeHttpHandler({ httpAgent: new Agent({ keepAlive: false }) });
  return { ...clientConfig(simulator, { region, accountId }), requestHandler };
}

describe("a simulated AWS of two processes", () => {
  it("is two processes", () => {
    expect(new Set(simulator.pids).size).toBe(2);
  });

  it("answers about every account, whichever process a call reaches", async () => {
    for (const { id } of simulator.fleet.accounts) {
      const calls = Array.from({ length: 4 }, () => new LambdaClient(config(id)).send(new ListFunctionsCommand()));
      const cell = simulator.fleet.cell(id, region);
      const names = Array.from({ length: Math.min(50, cell?.functionCount ?? 0) }, (_, n) => cell?.functionAt(n).name);
      for (const { Functions } of await Promise.all(calls)) {
        expect(Functions?.map(({ FunctionName }) => FunctionName)).toEqual(names);
      }
    }
    const identity = await new STSClient(clientConfig(simulator)).send(new GetCallerIdentityCommand());
    expect(identity.Account).toBe(simulator.fleet.organization.managementAccountId);
  });

  it("keeps one quota for an account over both processes", async () => {
    const account = simulator.fleet.accounts.at(-1)?.id ?? "";
    const lambda = new LambdaClient(config(account));
    const FunctionName = simulator.fleet.cell(account, region)?.functionAt(0).name ?? "";
    const started = performance.now();
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, () =>
        lambda.send(new GetPolicyCommand({ FunctionName })).then(
          () => "answered",
          (error: Error) => (error.name === "TooManyRequestsException" ? "throttled" : "answered"),
        ),
      ),
    );
    const refilled = Math.ceil((15 * (performance.now() - started)) / 1_000);
    const answered = outcomes.filter((outcome) => outcome === "answered").length;
    expect(answered).toBeGreaterThanOrEqual(15);
    expect(answered).toBeLessThanOrEqual(15 + refilled);
  });

  it("finds a log query again on another connection", async () => {
    const account = simulator.fleet.accounts[1]?.id ?? "";
    const group = simulator.fleet.cell(account, region)?.logGroups()[0]?.logGroupName ?? "";
    const now = Math.floor(Date.now() / 1_000);
    const logs = new CloudWatchLogsClient(config(account));
    const query = { logGroupName: group, startTime: now - 60, endTime: now, queryString: "fields @message | limit 1" };
    const { queryId } = await logs.send(new StartQueryCommand(query));
    const polls = await Promise.all(
      Array.from({ length: 4 }, () => logs.send(new GetQueryResultsCommand({ queryId: queryId ?? "" }))),
    );
    expect(new Set(polls.map(({ status }) => status === "Running" || status === "Complete"))).toEqual(new Set([true]));
  });
});

describe("faults of a simulated AWS of two processes", () => {
  it.each([
    ["cut", (lambda: LambdaClient, FunctionName: string) => lambda.send(new ListAliasesCommand({ FunctionName }))],
    ["reset", (lambda: LambdaClient, Resource: string) => lambda.send(new ListTagsCommand({ Resource }))],
  ])("%s reaches the client whichever process it asks, and both go on", async (_fault, ask) => {
    for (const { id } of simulator.fleet.accounts) {
      const lambda = new LambdaClient(config(id));
      const name = simulator.fleet.cell(id, region)?.functionAt(0).name ?? "";
      for (let call = 0; call < 2; call += 1) {
        await expect(ask(lambda, name)).rejects.toMatchObject({ code: "ECONNRESET" });
      }
      await expect(lambda.send(new ListFunctionsCommand())).resolves.toHaveProperty("Functions");
    }
  });
});

describe("starting several processes", () => {
  it("refuses what a single one refuses, and leaves none behind", async () => {
    await expect(startSimulatorProcesses({ host: "0.0.0.0" }, 2)).rejects.toThrow(RangeError);
    await expect(startSimulatorProcesses({}, 0)).rejects.toThrow(RangeError);
    const taken = startSimulatorProcesses({ accounts: 1, functions: 60, port: simulator.port }, 2);
    await expect(taken).rejects.toMatchObject({ code: "EADDRINUSE" });
  });

  it("says that it is broken when one of them dies", async () => {
    const other = await startSimulatorProcesses({ accounts: 2, functions: 60 }, 2);
    process.kill(other.pids[1] ?? 0, "SIGKILL");
    await expect(other.broken).rejects.toThrow("SIGKILL");
    await other.close();
  });
});

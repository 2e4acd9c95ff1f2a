import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CloudWatchClient, GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, StartQueryCommand } from "@aws-sdk/client-cloudwatch-logs";
import { GetFunctionCommand, GetPolicyCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, it } from "vitest";
import { clientConfig } from "./client-config.ts";
import type { RecordedRequest } from "./recorded-request.ts";
import { decodeBatch, readRecordedBatches } from "./request-recorder.ts";
import { startSimulator } from "./server.ts";

const region = "eu-west-1";
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lamplight-record-"));
});

afterAll(() => rm(folder, { recursive: true }));

async function read(path: string, fromByte = 0): Promise<RecordedRequest[]> {
  const requests: RecordedRequest[] = [];
  for await (const batch of readRecordedBatches(path, fromByte)) requests.push(...decodeBatch(batch).requests);
  return requests;
}

it("records what was answered as it was asked, refusals included and throttled calls not", async () => {
  const recordTo = join(folder, "requests.bin");
  const simulator = await startSimulator({ accounts: 2, functions: 60, regions: [region], recordTo });
  const member = simulator.fleet.accounts.find(({ management }) => !management)?.id ?? "";
  const fn = simulator.fleet.cell(member, region)?.functionAt(0).name ?? "";
  const group = simulator.fleet.cell(member, region)?.logGroups()[0]?.logGroupName ?? "";
  const session = clientConfig(simulator, { region, accountId: member });
  const StartTime = new Date(Date.now() - 3_600_000);
  const EndTime = new Date();
  await new CloudWatchClient(session).send(new GetMetricDataCommand({ StartTime, EndTime, MetricDataQueries: [] }));
  const [startTime, endTime] = [Math.floor(StartTime.getTime() / 1_000), Math.floor(EndTime.getTime() / 1_000)];
  const query = { logGroupNames: [group], startTime, endTime, queryString: "fields @message | limit 1" };
  const { queryId } = await new CloudWatchLogsClient(session).send(new StartQueryCommand(query));
  const own = new LambdaClient(clientConfig(simulator, { region }));
  await expect(own.send(new GetFunctionCommand({ FunctionName: "no-such-function" }))).rejects.toThrow();
  const lambda = new LambdaClient(session);
  const policies = await Promise.allSettled(
    Array.from({ length: 40 }, () => lambda.send(new GetPolicyCommand({ FunctionName: fn }))),
  );
  const throttled = policies.filter(
    (policy) => policy.status === "rejected" && policy.reason.name === "TooManyRequestsException",
  ).length;
  await simulator.close();

  const [metrics, start, missing, ...rest] = await read(recordTo);
  const common = { region, queryId: null };
  expect(metrics).toEqual({
    ...common,
    service: "monitoring",
    accountId: member,
    assumed: true,
    operation: "GetMetricData",
    input: { StartTime, EndTime, MetricDataQueries: [] },
  });
  expect(start).toMatchObject({ service: "logs", operation: "StartQuery", input: query, queryId });
  expect(missing).toEqual({
    ...common,
    service: "lambda",
    accountId: simulator.fleet.organization.managementAccountId,
    assumed: false,
    operation: "GetFunction",
    input: { FunctionName: "no-such-function" },
  });
  expect(throttled).toBeGreaterThan(0);
  expect(rest.map(({ operation }) => operation)).toEqual(
    Array.from({ length: policies.length - throttled }, () => "GetPolicy"),
  );
});

it("reads on from a byte, and leaves out a batch that is not whole yet", async () => {
  const path = join(folder, "cut.bin");
  const whole = await readFile(join(folder, "requests.bin"));
  const all = await read(join(folder, "requests.bin"));
  const firstEnds = 4 + whole.readUInt32LE(0);
  await writeFile(path, whole.subarray(0, whole.byteLength - 1));
  expect((await read(path)).length).toBeLessThan(all.length);
  await writeFile(path, Buffer.concat([whole, whole]));
  expect(await read(path)).toEqual([...all, ...all]);
  const later = await read(path, firstEnds);
  expect([...all, ...all].slice(-later.length)).toEqual(later);
  expect(later.length).toBeLessThan(2 * all.length);
});

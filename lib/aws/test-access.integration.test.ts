import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Aws, createAws } from "#lib/aws/aws.ts";
import { rolePolicy } from "#lib/aws/role-policy.ts";
import { readingOf, verdictOf } from "#lib/domain/accounts/access-test.ts";
import { policyGate } from "#lib/testing/policy-gate.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "#simulator/server.ts";
import type { AccountAccess } from "./credentials.ts";

const regions = ["eu-west-1", "us-east-1"];
const small = { accounts: 3, regions, functions: 60, seed: 4, quotaScale: 200 } as const;
let simulator: Simulator | null = null;
let aws: Aws | null = null;

beforeAll(() => {
  process.env.AWS_ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE";
  process.env.AWS_SECRET_ACCESS_KEY = "not-a-secret";
});

afterEach(async () => {
  aws?.close();
  await simulator?.close();
});

async function start(options: SimulatorOptions = {}): Promise<{ aws: Aws; simulator: Simulator; member: string }> {
  const running = await startSimulator({ ...small, ...options });
  simulator = running;
  process.env.AWS_ENDPOINT_URL = running.url;
  aws = createAws({ quotaShare: 1, quotaScale: 200, homeRegion: "eu-west-1", regions: [], fingerprint: () => "" });
  return { aws, simulator: running, member: running.fleet.accounts[1]?.id ?? "" };
}

/** The second account of the fleet, whose id follows from the seed. */
async function memberId(): Promise<string> {
  const probe = await startSimulator(small);
  await probe.close();
  return probe.fleet.accounts[1]?.id ?? "";
}

const accessOf = (accountId: string, more: Partial<AccountAccess> = {}): AccountAccess => ({
  accountId,
  roleArn: `arn:aws:iam::${accountId}:role/LamplightReadOnly`,
  externalId: null,
  ...more,
});
const test = (to: Aws, access: AccountAccess) =>
  to.testAccess({ access, regions: [...regions, "me-central-1"], signal: AbortSignal.timeout(60_000) });

describe("a role with exactly the template's policy", () => {
  it("passes, for nothing, and Regions that are not enabled are told as that", async () => {
    const { aws, member } = await start({ authorize: policyGate(rolePolicy()) });
    const found = await test(aws, accessOf(member));
    expect(verdictOf(found)).toBe("complete");
    expect(found.actions.filter(({ result }) => result === "denied")).toEqual([]);
    expect(found.actions.filter(({ result }) => result === "unknown").map(({ action }) => action)).toEqual([
      "sqs:GetQueueUrl",
      "sqs:GetQueueAttributes",
    ]);
    expect(found.regions.map(({ region, result }) => `${region} ${result}`)).toEqual([
      "eu-west-1 readable",
      "us-east-1 readable",
      "me-central-1 notEnabled",
    ]);
    expect(found.calls).toBeLessThan(80);
    expect(found.costUsd).toBe(0);
  });

  it("costs nothing: no metric is asked for, no log is scanned", async () => {
    const folder = mkdtempSync(join(tmpdir(), "lamplight-record-"));
    const recordTo = join(folder, "requests");
    const running = await start({ recordTo });
    const found = await test(running.aws, accessOf(running.member));
    // Recorded are the requests as they came; what AWS bills are metrics that are named and logs that a query opens.
    const opened = running.simulator.requests().filter(({ operation }) => operation === "StartQuery");
    expect(opened.map(({ calls, failed }) => calls - failed)).toEqual([0]);
    await running.simulator.close();
    simulator = null;
    const lines = readFileSync(recordTo, "utf8")
      .split("\n")
      .filter((line) => line.includes("GetMetricData"));
    rmSync(folder, { recursive: true });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain("MetricName");
    expect(found.costUsd).toBe(0);
  });

  it("tries SQS where a queue is there", async () => {
    const { aws, member, simulator } = await start({ authorize: policyGate(rolePolicy()) });
    const queues = regions.map((region) => [region, simulator.fleet.cell(member, region)?.queues()[0]?.name] as const);
    const queueNames = Object.fromEntries(
      queues.flatMap(([region, name]) => (name === undefined ? [] : [[region, name]])),
    );
    const signal = AbortSignal.timeout(60_000);
    const region = Object.keys(queueNames)[0] ?? "";
    const { actions } = await aws.testAccess({ access: accessOf(member), regions: [region], queueNames, signal });
    expect(actions.filter(({ result }) => result !== "allowed")).toEqual([]);
  });

  it("misses any single action that is dropped, that one alone, and names the statement", async () => {
    const all = rolePolicy().Statement[0]?.Action ?? [];
    let dropped = "";
    const gates = new Map<string, ReturnType<typeof policyGate>>();
    const gateWithout = (action: string) => {
      const Action = [all].flat().filter((one) => one !== action);
      return policyGate({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
    };
    const { aws, member } = await start({
      authorize: (asked) => {
        const gate = gates.get(dropped) ?? gateWithout(dropped);
        gates.set(dropped, gate);
        return gate(asked);
      },
    });
    for (dropped of [all].flat()) {
      const access = { access: accessOf(member), regions: ["eu-west-1"], signal: AbortSignal.timeout(60_000) };
      const denied = (await aws.testAccess(access)).actions.filter(({ result }) => result === "denied");
      expect(denied.map(({ action }) => action)).toEqual([dropped]);
      expect(denied[0]).toMatchObject({
        denial: { layer: "identityPolicy", explicit: false },
        statement: { Effect: "Allow", Action: dropped, Resource: "*" },
      });
      expect(denied[0]?.whys.length).toBeGreaterThan(0);
    }
  });
});

describe("what is denied", () => {
  it("by a service control policy has no statement that helps", async () => {
    const member = await memberId();
    const { aws } = await start({ faults: `scp=${member}:logs:StartQuery,boundary=${member}:LookupEvents` });
    const found = await test(aws, accessOf(member));
    expect(readingOf(found)).toMatch(/^2 of \d+ permissions missing\.$/);
    const denied = Object.fromEntries(
      found.actions.filter(({ result }) => result === "denied").map((one) => [one.action, one]),
    );
    expect(denied["logs:StartQuery"]).toMatchObject({
      denial: { layer: "serviceControlPolicy", explicit: true },
      statement: null,
      reason: "logs:StartQuery is denied in eu-west-1 by a service control policy.",
    });
    expect(denied["logs:StartQuery"]?.remedy).toContain("service_control_policy/p-lamplight1");
    expect(denied["cloudtrail:LookupEvents"]).toMatchObject({
      denial: { layer: "permissionsBoundary" },
      statement: { Action: "cloudtrail:LookupEvents" },
    });
  });

  it("in a whole Region is told of that Region, and the actions are tried in another", async () => {
    const member = await memberId();
    const { aws } = await start({ faults: `scp=${member}:eu-west-1` });
    const found = await test(aws, accessOf(member));
    expect(found.regions[0]).toMatchObject({ region: "eu-west-1", result: "denied" });
    expect(found.region).toBe("us-east-1");
    expect(verdictOf(found)).toBe("incomplete");
  });

  it.each([
    ["untrusted", null],
    ["suspended", null],
    ["external-id", "another"],
  ])("a role that lets nobody in (%s) ends the test with what to mend", async (fault, externalId) => {
    const member = await memberId();
    const { aws } = await start({ faults: `${fault}=${member}` });
    const found = await test(aws, accessOf(member, { externalId }));
    expect(verdictOf(found)).toBe("closed");
    expect(found.actions).toEqual([]);
    expect(found.hops).toMatchObject([{ result: "denied", statement: null }]);
    expect(found.hops[0]?.remedy).toContain("external id is not the one that Lamplight sends");
    expect(readingOf(found)).toContain(`role/LamplightReadOnly`);
  });

  it("lets in with the external id that the role asks for", async () => {
    const member = await memberId();
    const { aws } = await start({ faults: `external-id=${member}` });
    const found = await test(aws, accessOf(member, { externalId: `external-id-of-${member}` }));
    expect(verdictOf(found)).toBe("complete");
  });
});

describe("the own account", () => {
  it("is asked for the organisation, too", async () => {
    const { aws } = await start();
    const found = await test(aws, { accountId: null, roleArn: null, externalId: null });
    expect(found.hops).toEqual([]);
    expect(found.actions.filter(({ action }) => action.startsWith("organizations:")).length).toBe(8);
    expect(verdictOf(found)).toBe("complete");
  });

  it("is told how a member account comes to read the organisation", async () => {
    const { aws, member } = await start({ callerAccountId: await memberId() });
    const found = await test(aws, { accountId: member, roleArn: null, externalId: null });
    const denied = found.actions.filter(({ result }) => result === "denied");
    for (const action of ["organizations:ListAccounts", "organizations:ListPolicies", "organizations:DescribePolicy"]) {
      expect(denied.map((one) => one.action)).toContain(action);
    }
    expect(denied.map(({ action }) => action)).not.toContain("organizations:DescribeOrganization");
    expect(denied[0]?.remedy).toContain("delegated administrator");
  });
});

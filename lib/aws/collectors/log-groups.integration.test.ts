import { expect, it, onTestFinished } from "vitest";
import { createAws } from "#lib/aws/aws.ts";
import { createMeter } from "#lib/aws/meter.ts";
import type { ObservedLogGroup } from "#lib/domain/fleet/observed-log-group.ts";
import { startSimulator } from "#simulator/server.ts";

const now = new Date("2026-11-21T12:00:00Z");
const region = "eu-west-1";
const quotaScale = 100;

/** Collects the log groups of an account-Region of 70 functions, of which 60 have their group described. */
async function collected(faults: string) {
  const simulator = await startSimulator({ accounts: 1, regions: [region], functions: 70, now, quotaScale, faults });
  onTestFinished(() => simulator.close());
  process.env.AWS_ENDPOINT_URL = simulator.url;
  process.env.AWS_ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE";
  process.env.AWS_SECRET_ACCESS_KEY = "not-a-secret";
  const fingerprint = (value: string) => value;
  const aws = createAws({ quotaShare: 1, quotaScale, homeRegion: region, regions: [], fingerprint, now: () => now });
  onTestFinished(() => aws.close());
  const accountId = simulator.fleet.accounts[0]?.id ?? "";
  const truth = simulator.fleet.cell(accountId, region)?.logGroups() ?? [];
  const own = truth.flatMap(({ logGroupName: name }) => (name?.startsWith("/aws/lambda/") ? [name] : []));
  const describe = [...own.slice(0, 60), "/aws/lambda/gone"];
  const access = { accountId, roleArn: `arn:aws:iam::${accountId}:role/LamplightReadOnly`, externalId: null };
  const groups = new Map<string, ObservedLogGroup>();
  const meter = createMeter();
  const signal = AbortSignal.timeout(60_000);
  const task = { source: "log-groups", input: { describe }, access, region, cursor: null, meter, signal } as const;
  for await (const { page } of aws.collect(task)) for (const group of page.logGroups) groups.set(group.name, group);
  const calls = Object.fromEntries(meter.rows().map(({ operation, calls: count }) => [operation, count]));
  return { truth, describe: new Set(describe), groups, calls };
}

it("says how long the groups that functions write to keep their lines, 50 a call, and of the others that they exist", async () => {
  const { truth, describe, groups, calls } = await collected("");
  expect(calls).toMatchObject({ ListLogGroups: 1, DescribeLogGroups: 2 });
  expect([...groups.keys()].sort()).toEqual(truth.map(({ logGroupName }) => logGroupName).sort());
  for (const { logGroupName = "", retentionInDays = null, storedBytes, logGroupClass } of truth) {
    const known = describe.has(logGroupName);
    expect(groups.get(logGroupName)).toMatchObject({
      logGroupClass,
      retentionDays: known ? retentionInDays : null,
      storedBytes: known ? storedBytes : null,
    });
  }
  expect([...groups.values()].some(({ retentionDays }) => retentionDays !== null)).toBe(true);
});

it("knows all groups where describing them is denied, and not how long they keep their lines", async () => {
  const { truth, groups } = await collected("deny=DescribeLogGroups");
  expect(groups.size).toBe(truth.length);
  expect(new Set([...groups.values()].map(({ retentionDays }) => retentionDays))).toEqual(new Set([null]));
});

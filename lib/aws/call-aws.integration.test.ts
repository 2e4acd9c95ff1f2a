import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Aws, createAws } from "#lib/aws/aws.ts";
import { createMeter } from "#lib/aws/meter.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";

const own = { accountId: null, roleArn: null, externalId: null };
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

async function start(quotaShare: number): Promise<Aws> {
  simulator = await startSimulator({ accounts: 1, functions: 30, seed: 3, regions: ["eu-west-1"] });
  process.env.AWS_ENDPOINT_URL = simulator.url;
  aws = createAws({ quotaShare, homeRegion: "eu-west-1", regions: [], fingerprint: () => "hmac" });
  return aws;
}

describe("pacing", () => {
  it("keeps to AWS's rates by itself: a full share is hardly ever throttled", async () => {
    const subject = await start(1);
    const meter = createMeter();
    const functionNames = Array.from({ length: 6 }, (_, index) => `none-${index}`);
    const signal = AbortSignal.timeout(60_000);
    for (let round = 0; round < 30; round += 1) {
      const task = { access: own, region: "eu-west-1", input: {}, cursor: null, meter, signal };
      for await (const { page } of subject.collect({ source: "limits", ...task })) {
        expect(page.limits.functionCount).toBe(30);
      }
    }
    const detail = { access: own, region: "eu-west-1", input: { functionNames }, cursor: null, meter, signal };
    for await (const { page } of subject.collect({ source: "detail", ...detail })) {
      expect(page.details.every(({ deleted }) => deleted)).toBe(true);
    }
    const rows = meter.rows();
    expect(rows.reduce((sum, { calls }) => sum + calls, 0)).toBeGreaterThanOrEqual(36);
    expect(rows.reduce((sum, { throttles }) => sum + throttles, 0)).toBeLessThanOrEqual(1);
  });
});

describe("the meter", () => {
  it("counts GetPolicy of a function without a policy as a call, and not as a failure", async () => {
    const subject = await start(1);
    const cell = simulator?.fleet.cell(simulator.fleet.accounts[0]?.id ?? "", "eu-west-1");
    if (!cell) throw new Error("The fleet has no such Region.");
    const functions = Array.from({ length: cell.functionCount }, (_, index) => cell.functionAt(index));
    const without = functions.find((fn) => fn.policy(null) === null && fn.aliases().length === 0);
    if (without === undefined) throw new Error("Every function has a policy.");
    const meter = createMeter();
    const signal = AbortSignal.timeout(60_000);
    const input = { functionNames: [without.name] };
    const pages = subject.collect({
      ...{ source: "detail", access: own, region: "eu-west-1" },
      ...{ input, cursor: null, meter, signal },
    });
    for await (const { page } of pages) {
      expect(page.details[0]?.policies).toMatchObject({ state: "known", value: {} });
    }
    expect(meter.rows().find(({ operation }) => operation === "GetPolicy")).toMatchObject({
      ...{ calls: 1, retries: 0, throttles: 0, failures: 0 },
    });
  });
});

describe("an aborted task", () => {
  it("ends with the reason that it was aborted for", async () => {
    const subject = await start(0.01);
    const abort = new AbortController();
    const reading = (async () => {
      for (;;) {
        const task = { access: own, region: "eu-west-1", input: {}, cursor: null, meter: createMeter() };
        for await (const { progress } of subject.collect({ source: "limits", ...task, signal: abort.signal })) {
          expect(progress.total).toBe(1);
          abort.abort(new Error("the worker stops"));
        }
      }
    })();
    await expect(reading).rejects.toThrow("the worker stops");
  });
});

describe("identify", () => {
  it("says who the credentials are", async () => {
    const subject = await start(1);
    const identity = await subject.identify(own);
    expect(identity.accountId).toBe(simulator?.fleet.organization.managementAccountId);
  });

  it("says that nothing listens at the endpoint", async () => {
    const subject = await start(1);
    process.env.AWS_ENDPOINT_URL = "http://127.0.0.1:9";
    const lost = createAws({ quotaShare: 1, homeRegion: "eu-west-1", regions: [], fingerprint: () => "hmac" });
    await expect(lost.identify(own)).rejects.toMatchObject({ failure: { kind: "unreachable" } });
    lost.close();
    subject.close();
  });
});

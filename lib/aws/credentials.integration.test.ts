import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Aws, createAws } from "#lib/aws/aws.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "#simulator/server.ts";
import { type AccountAccess, createCredentialStore } from "./credentials.ts";
import { createHttpHandler, defaultHttpOptions } from "./http-handler.ts";
import { createMeter } from "./meter.ts";

const hubName = "LamplightHub";
const open: (() => Promise<void> | void)[] = [];

beforeEach(() => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "not-a-secret");
});

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of open.splice(0).reverse()) await close();
});

async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({
    accounts: 4,
    regions: ["eu-west-1", "us-east-1"],
    functions: 60,
    seed: 4,
    quotaScale: 200,
    ...options,
  });
  open.push(() => simulator.close());
  vi.stubEnv("AWS_ENDPOINT_URL", simulator.url);
  return simulator;
}

function connect(): Aws {
  const aws = createAws({
    quotaShare: 1,
    quotaScale: 200,
    homeRegion: "eu-west-1",
    regions: [],
    fingerprint: () => "",
  });
  open.push(() => aws.close());
  return aws;
}

function assumed(simulator: Simulator): number {
  return simulator
    .requests()
    .filter(({ operation }) => operation === "AssumeRole")
    .reduce((sum, { calls }) => sum + calls, 0);
}

async function readLimits(aws: Aws, access: AccountAccess, region: string, meter = createMeter()): Promise<void> {
  const task = { access, region, input: {}, cursor: null, meter, signal: AbortSignal.timeout(30_000) };
  for await (const { page } of aws.collect({ source: "limits", ...task })) expect(page.limits).toBeDefined();
}

/** A hub in the second account, behind which the others are. */
async function startWithHub(externalIds = { hub: "for-the-hub", accounts: "for-accounts" }) {
  const probe = await startSimulator({ accounts: 4, regions: ["eu-west-1"], functions: 60, seed: 4 });
  const [, hubAccount, ...behind] = probe.fleet.accounts.map(({ id }) => id);
  await probe.close();
  const hub = { accountId: hubAccount ?? "", roleName: hubName, externalId: externalIds.hub };
  const simulator = await start({ hub, externalId: externalIds.accounts });
  const hop = { roleArn: `arn:aws:iam::${hubAccount}:role/${hubName}`, externalId: "for-the-hub" };
  const accessOf = (accountId: string): AccountAccess => ({
    accountId,
    roleArn: `arn:aws:iam::${accountId}:role/LamplightReadOnly`,
    externalId: "for-accounts",
    via: [hop],
  });
  return { simulator, hop, behind, accessOf };
}

describe("a chain of roles", () => {
  it("assumes each role once, for all Regions, and the hub once for all accounts behind it", async () => {
    const { simulator, behind, accessOf } = await startWithHub();
    const aws = connect();
    const meter = createMeter();
    const reads = behind.flatMap((id) =>
      ["eu-west-1", "us-east-1"].map((region) => readLimits(aws, accessOf(id), region, meter)),
    );
    await Promise.all(reads);
    await Promise.all(behind.map((id) => readLimits(aws, accessOf(id), "eu-west-1")));
    expect(behind).toHaveLength(2);
    expect(assumed(simulator)).toBe(1 + behind.length);
    expect(meter.rows().find(({ operation }) => operation === "AssumeRole")?.calls).toBe(1 + behind.length);
  });

  it("is refused without the hub, and says which role when the hub's external id is another", async () => {
    const { behind, accessOf, hop } = await startWithHub();
    const aws = connect();
    const access = accessOf(behind[0] ?? "");
    const direct = readLimits(aws, { ...access, via: [] }, "eu-west-1");
    await expect(direct).rejects.toMatchObject({
      failure: { kind: "denied", action: "sts:AssumeRole", subject: access.roleArn },
    });
    const wrong = readLimits(aws, { ...access, via: [{ ...hop, externalId: "wrong" }] }, "eu-west-1");
    await expect(wrong).rejects.toMatchObject({ failure: { kind: "denied", subject: hop.roleArn } });
  });
});

describe("sessions", () => {
  function storeAt(clock: { now: Date }) {
    const httpHandler = createHttpHandler(defaultHttpOptions);
    open.push(() => httpHandler.destroy());
    return createCredentialStore({
      homeRegion: "eu-west-1",
      httpHandler,
      now: () => clock.now,
      sessionName: "lamplight",
    });
  }

  it.each([
    ["right", 0],
    ["two hours fast", 2 * 3_600_000],
    ["two hours slow", -2 * 3_600_000],
  ])("last an hour and are renewed before they end, on a clock that is %s", async (_title, skewMs) => {
    const simulator = await start();
    const clock = { now: new Date(Date.now() + skewMs) };
    const credentials = storeAt(clock);
    const accountId = simulator.fleet.accounts[1]?.id ?? "";
    const access = { accountId, roleArn: `arn:aws:iam::${accountId}:role/LamplightReadOnly`, externalId: null };
    const at = async (minutes: number) => {
      clock.now = new Date(Date.now() + skewMs + minutes * 60_000);
      await credentials(access)();
      return assumed(simulator);
    };
    expect([await at(0), await at(1), await at(54), await at(56), await at(100), await at(112)]).toEqual([
      1, 1, 1, 2, 2, 3,
    ]);
  });

  it("that are refused are asked for anew by the next call", async () => {
    const simulator = await start({ externalId: "right" });
    const credentials = storeAt({ now: new Date() });
    const accountId = simulator.fleet.accounts[1]?.id ?? "";
    const access = { accountId, roleArn: `arn:aws:iam::${accountId}:role/LamplightReadOnly`, externalId: "wrong" };
    for (const calls of [1, 2]) {
      await expect(credentials(access)()).rejects.toMatchObject({
        failure: { kind: "denied", subject: access.roleArn },
      });
      expect(assumed(simulator)).toBe(calls);
    }
    await expect(credentials({ ...access, externalId: "right" })()).resolves.toMatchObject({
      sessionToken: expect.any(String),
    });
  });
});

describe("endpoints", () => {
  it("AWS_ENDPOINT_URL_STS leads AssumeRole, and AWS_ENDPOINT_URL the rest", async () => {
    const forSts = await start();
    const forRest = await start();
    vi.stubEnv("AWS_ENDPOINT_URL", forRest.url);
    vi.stubEnv("AWS_ENDPOINT_URL_STS", forSts.url);
    const accountId = forRest.fleet.accounts[1]?.id ?? "";
    const access = { accountId, roleArn: `arn:aws:iam::${accountId}:role/LamplightReadOnly`, externalId: null };
    await readLimits(connect(), access, "eu-west-1");
    expect(forSts.requests().map(({ operation }) => operation)).toEqual(["AssumeRole"]);
    expect(forRest.requests().map(({ operation }) => operation)).not.toContain("AssumeRole");
    expect(forRest.requests().length).toBeGreaterThan(0);
  });

  it.each([
    ["LAMBDA", "limits", "lambda"],
    ["ORGANIZATIONS", "accounts", "organizations"],
    ["EC2", "regions", "ec2"],
  ] as const)("AWS_ENDPOINT_URL_%s leads %s", async (variable, source, service) => {
    const other = await start();
    const usual = await start();
    vi.stubEnv("AWS_ENDPOINT_URL", usual.url);
    vi.stubEnv(`AWS_ENDPOINT_URL_${variable}`, other.url);
    const own = { accountId: null, roleArn: null, externalId: null };
    const task = { access: own, region: "eu-west-1", input: {}, cursor: null, meter: createMeter() };
    for await (const { progress } of connect().collect({ source, ...task, signal: AbortSignal.timeout(30_000) })) {
      expect(progress.done).toBeGreaterThan(0);
    }
    expect(new Set(other.requests().map((one) => one.service))).toEqual(new Set([service]));
    expect(usual.requests().filter((one) => one.service === service)).toEqual([]);
  });

  it("leads the provider of a profile's role, too", async () => {
    const simulator = await start();
    const accountId = simulator.fleet.accounts[2]?.id ?? "";
    const folder = mkdtempSync(join(tmpdir(), "lamplight-profile-"));
    open.push(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(
      `${folder}/config`,
      `[profile base]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\n[profile chained]\nrole_arn = arn:aws:iam::${accountId}:role/LamplightReadOnly\nsource_profile = base\nregion = eu-west-1\n`,
    );
    vi.stubEnv("AWS_ACCESS_KEY_ID", undefined);
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", undefined);
    vi.stubEnv("AWS_CONFIG_FILE", `${folder}/config`);
    vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", `${folder}/none`);
    vi.stubEnv("AWS_PROFILE", "chained");
    const identity = await connect().identify({ accountId: null, roleArn: null, externalId: null });
    expect(identity.accountId).toBe(accountId);
    expect(assumed(simulator)).toBe(1);
  });
});

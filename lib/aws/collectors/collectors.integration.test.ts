import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Aws, createAws } from "#lib/aws/aws.ts";
import type { AccountAccess } from "#lib/aws/credentials.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import { createMeter, type Meter } from "#lib/aws/meter.ts";
import { meaningOfTrailEvent, trailEventNames } from "#lib/domain/changes/trail-events.ts";
import type { SourceInputs, SourceName, SourcePages } from "#lib/domain/collection/source.ts";
import { countOf } from "#lib/domain/statistics/histogram.ts";
import { unpackHistogram } from "#lib/domain/statistics/packed-histogram.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";

const now = new Date("2026-11-21T12:00:00Z");
const seed = 11;
const hourMs = 3_600_000;
const quotaScale = 50;

let simulator: Simulator;
let aws: Aws;
let own: AccountAccess;
/** The account-Region with the most functions, and how to get in. */
let access: AccountAccess;
let region: string;
let names: readonly string[];

beforeAll(async () => {
  simulator = await startSimulator({ accounts: 2, functions: 60, seed, now, quotaScale });
  process.env.AWS_ENDPOINT_URL = simulator.url;
  process.env.AWS_ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE";
  process.env.AWS_SECRET_ACCESS_KEY = "not-a-secret";
  const fingerprint = (value: string) => `hmac-${value.length}`;
  aws = createAws({ quotaShare: 1, quotaScale, homeRegion: "us-east-1", regions: [], fingerprint, now: () => now });
  own = { accountId: null, roleArn: null, externalId: null };
  const { fleet } = simulator;
  const cells = fleet.accounts.flatMap(({ id }) => fleet.options.regions.map((name) => fleet.cell(id, name)));
  const [largest] = cells.filter((cell) => cell !== null).sort((one, other) => other.functionCount - one.functionCount);
  if (largest === undefined) throw new Error(`no functions at seed ${seed}`);
  region = largest.region;
  access = {
    accountId: largest.accountId,
    roleArn: `arn:aws:iam::${largest.accountId}:role/LamplightReadOnly`,
    externalId: null,
  };
  names = Array.from({ length: largest.functionCount }, (_, index) => largest.functionAt(index).name);
});

afterAll(async () => {
  aws.close();
  await simulator.close();
});

async function pagesOf<S extends SourceName>(
  source: S,
  input: SourceInputs[S],
  options: {
    readonly access?: AccountAccess;
    readonly region?: string;
    readonly cursor?: string | null;
    readonly meter?: Meter;
  } = {},
) {
  const pages: { page: SourcePages[S]; nextCursor: string | null }[] = [];
  const signal = AbortSignal.timeout(90_000);
  const defaults = { access, region, cursor: null, meter: createMeter() };
  for await (const page of aws.collect({ source, input, signal, ...defaults, ...options })) pages.push(page);
  return pages;
}

const cell = () => {
  const found = simulator.fleet.cell(access.accountId ?? "", region);
  if (found === null) throw new Error("no such account-Region");
  return found;
};

describe("accounts and Regions", () => {
  it("finds the organisation's accounts with the caller's own credentials", async () => {
    const pages = await pagesOf("accounts", {}, { access: own, region: "" });
    const accounts = pages.flatMap(({ page }) => page.accounts);
    expect(accounts.map(({ accountId }) => accountId)).toEqual(simulator.fleet.accounts.map(({ id }) => id));
    expect(accounts.filter(({ isManagement }) => isManagement)).toHaveLength(1);
  });

  it("finds the enabled Regions alone", async () => {
    const [first] = await pagesOf("regions", {}, { region: "" });
    expect(first?.page.regions).toEqual([...simulator.fleet.options.regions].sort());
  });

  it("assumes a role once for all Regions and services", async () => {
    const assumed = () =>
      simulator.requests().reduce((sum, { operation, calls }) => sum + (operation === "AssumeRole" ? calls : 0), 0);
    await pagesOf("limits", {});
    const before = assumed();
    for (const name of simulator.fleet.options.regions) await pagesOf("tags", {}, { region: name });
    expect(assumed()).toBe(before);
  });

  it("says sts:AssumeRole when a role cannot be assumed", async () => {
    const roleArn = `arn:aws:iam::${access.accountId}:role/NoSuchRole`;
    const failed = pagesOf("limits", {}, { access: { ...access, roleArn } });
    await expect(failed).rejects.toMatchObject({ failure: { kind: "denied", action: "sts:AssumeRole" } });
    await expect(failed).rejects.toBeInstanceOf(AwsFailureError);
  });
});

describe("lists of an account-Region", () => {
  it("reads every function, without a value of its variables", async () => {
    const functions = (await pagesOf("functions", {})).flatMap(({ page }) => page.functions);
    expect(functions.map(({ name }) => name).sort()).toEqual([...names].sort());
    const text = JSON.stringify(functions);
    // Plain values may well stand elsewhere (a service's name in the function's); credentials may not.
    const credentials = functions.flatMap(({ name, environment }) => {
      const values = cell().findFunction(name)?.configuration().Environment?.Variables ?? {};
      return (environment ?? []).filter(({ kind }) => kind === "credential").map((one) => values[one.name] ?? "");
    });
    expect(credentials.length, `seed ${seed}`).toBeGreaterThan(0);
    expect(credentials.filter((value) => text.includes(value))).toEqual([]);
  });

  it("reads limits, mappings with their queues, tags and log groups", async () => {
    const [limits] = await pagesOf("limits", {});
    expect(limits?.page.limits.functionCount).toBe(names.length);
    const triggers = await pagesOf("triggers", {});
    expect(triggers.flatMap(({ page }) => page.mappings)).toHaveLength(cell().eventSourceMappings().length);
    for (const { page } of triggers) {
      for (const queue of Object.values(page.queues)) expect(["known", "denied"]).toContain(queue.state);
    }
    const tagged = (await pagesOf("tags", {})).flatMap(({ page }) => page.resources);
    expect(tagged).toHaveLength(cell().taggedResources().length);
    const groups = (await pagesOf("log-groups", {})).flatMap(({ page }) => page.logGroups);
    expect(groups).toHaveLength(cell().logGroups().length);
  });

  it("reads all roles, with documents as objects", async () => {
    const roles = (await pagesOf("roles", {}, { region: "" })).flatMap(({ page }) => page.roles);
    expect(roles).toHaveLength(simulator.fleet.iam(access.accountId ?? "")?.roles().length ?? -1);
    for (const role of roles) expect(role.trustPolicy).toBeTypeOf("object");
  });

  it("reads the network around functions in a VPC", async () => {
    const vpcIds = [...new Set(names.map((name) => cell().findFunction(name)?.configuration().VpcConfig?.VpcId ?? ""))];
    const [first] = await pagesOf("network", { subnetIds: [], vpcIds: vpcIds.filter((id) => id !== "") });
    expect(first?.page.network.subnets.length).toBeGreaterThan(0);
    expect(first?.page.network.routeTables.length).toBeGreaterThan(0);
  });
});

describe("detail", () => {
  it("reads each function's own facts, and goes on from a cursor", async () => {
    const pages = await pagesOf("detail", { functionNames: names });
    const details = pages.flatMap(({ page }) => page.details);
    expect(details.map(({ name }) => name)).toEqual(names);
    for (const detail of details) {
      const simulated = cell().findFunction(detail.name);
      expect(detail.reservedConcurrency).toMatchObject({ value: simulated?.reservedConcurrency ?? null });
      expect(detail.aliases).toMatchObject({ value: { length: simulated?.aliases().length } });
      expect(detail.urls).toMatchObject({ value: { length: simulated?.urls().length } });
      const hasPolicy = detail.policies.state === "known" && "" in detail.policies.value;
      expect(hasPolicy).toBe(simulated?.policy(null) !== null);
    }
    const cursor = pages[0]?.nextCursor ?? null;
    if (cursor === null) return;
    const rest = (await pagesOf("detail", { functionNames: names }, { cursor })).flatMap(({ page }) => page.details);
    expect(rest.map(({ name }) => name)).toEqual(names.slice(Number(cursor)));
  });

  it("sees that a function is gone", async () => {
    const [first] = await pagesOf("detail", { functionNames: ["gone"] });
    expect(first?.page.details).toMatchObject([{ name: "gone", deleted: true, state: { state: "notYetRead" } }]);
  });
});

describe("usage", () => {
  const window = { from: new Date(now.getTime() - 6 * hourMs), to: now };

  it("reads metrics that agree with the account-Region as a whole, and meters them", async () => {
    const meter = createMeter();
    const requests = [{ ...window, granularity: "hour" as const, functionNames: names }];
    const pages = await pagesOf("metrics", { requests }, { meter });
    const points = pages.flatMap(({ page }) => page.functionPoints);
    const sum = points.reduce((total, { invocations }) => total + (invocations ?? 0), 0);
    const whole = pages.flatMap(({ page }) => page.regionPoints);
    expect(sum).toBe(whole.reduce((total, { invocations }) => total + (invocations ?? 0), 0));
    expect(sum).toBeGreaterThan(0);
    const row = meter.rows().find(({ operation }) => operation === "GetMetricData");
    expect(row?.costUsd).toBeCloseTo((row?.metricsRequested ?? 0) / 100_000);
  });

  it("reads starts whose reports, histograms and failures agree, and meters the bytes", async () => {
    const meter = createMeter();
    const logGroups = cell()
      .logGroups()
      .map(({ logGroupName = "" }) => ({ logGroupName, functions: functionsOf(logGroupName) }));
    const pages = await pagesOf("starts", { requests: [{ ...window, granularity: "hour", logGroups }] }, { meter });
    const points = pages.flatMap(({ page }) => page.points);
    expect(points.length).toBeGreaterThan(0);
    for (const point of points) {
      expect(countOf(unpackHistogram(point.durationHistogram))).toBe(point.reports);
      expect(countOf(unpackHistogram(point.initHistogram))).toBe(point.coldStarts);
      expect(countOf(unpackHistogram(point.restoreHistogram))).toBe(point.restores);
      expect(point.coldStarts + point.restores).toBeLessThanOrEqual(point.reports);
    }
    expect(meter.rows().find(({ operation }) => operation === "StartQuery")?.bytesScanned).toBeGreaterThan(0);
  });

  it("reads who changed a function", async () => {
    const from = new Date(now.getTime() - 60 * 24 * hourMs);
    const functionNames = names.slice(0, 5);
    const byFunction = await pagesOf("who-changed", { from, to: now, functionNames, eventNames: [] });
    const events = byFunction.flatMap(({ page }) => page.events);
    for (const event of events) expect(functionNames).toContain(event.functionName);
    const byEvent = await pagesOf("who-changed", { from, to: now, functionNames: [], eventNames: trailEventNames });
    const all = new Set(byEvent.flatMap(({ page }) => page.events).map(({ eventId }) => eventId));
    const told = events.filter(({ eventName }) => meaningOfTrailEvent(eventName) !== null);
    expect(told.map(({ eventId }) => eventId).filter((eventId) => !all.has(eventId))).toEqual([]);
  });

  function functionsOf(logGroupName: string) {
    return names
      .map((name) => cell().findFunction(name)?.configuration())
      .filter(
        (one) => one?.LoggingConfig?.LogGroup === logGroupName || `/aws/lambda/${one?.FunctionName}` === logGroupName,
      )
      .map((one) => ({ name: one?.FunctionName ?? "", memoryMb: one?.MemorySize ?? 0, logFormat: "Text" }));
  }
});

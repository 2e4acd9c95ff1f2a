import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Aws, createAws } from "#lib/aws/aws.ts";
import type { AccountAccess } from "#lib/aws/credentials.ts";
import { createMeter, type Meter } from "#lib/aws/meter.ts";
import type { SourceInputs, SourceName, SourcePages } from "#lib/domain/collection/source.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";

const now = new Date("2026-11-21T12:00:00Z");
const quotaScale = 100;
const region = "eu-west-1";

let simulator: Simulator;
let aws: Aws;
let access: AccountAccess;
let names: readonly string[];

beforeAll(async () => {
  simulator = await startSimulator({ accounts: 1, regions: [region], functions: 36, seed: 7, now, quotaScale });
  process.env.AWS_ENDPOINT_URL = simulator.url;
  process.env.AWS_ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE";
  process.env.AWS_SECRET_ACCESS_KEY = "not-a-secret";
  const fingerprint = (value: string) => `hmac-${value.length}`;
  aws = createAws({ quotaShare: 1, quotaScale, homeRegion: region, regions: [], fingerprint, now: () => now });
  const accountId = simulator.fleet.accounts[0]?.id ?? "";
  access = { accountId, roleArn: `arn:aws:iam::${accountId}:role/LamplightReadOnly`, externalId: null };
  names = Array.from({ length: cell().functionCount }, (_, index) => cell().functionAt(index).name);
});

afterAll(async () => {
  aws.close();
  await simulator.close();
});

function cell() {
  const found = simulator.fleet.cell(simulator.fleet.accounts[0]?.id ?? "", region);
  if (found === null) throw new Error("no such account-Region");
  return found;
}

function named(name: string) {
  const found = cell().findFunction(name);
  if (found === null) throw new Error(`no function ${name}`);
  return found;
}

const onInstances = () => names.filter((name) => named(name).configuration().CapacityProviderConfig !== undefined);

/** What of a function on a capacity provider scales. */
function qualifiersOf(name: string): readonly string[] {
  return [
    "$LATEST.PUBLISHED",
    ...named(name)
      .versions()
      .map(({ Version = "" }) => Version),
  ];
}

async function pagesOf<S extends SourceName>(source: S, input: SourceInputs[S], meter: Meter = createMeter()) {
  const pages: SourcePages[S][] = [];
  const signal = AbortSignal.timeout(60_000);
  for await (const { page } of aws.collect({ source, input, access, region, cursor: null, meter, signal })) {
    pages.push(page);
  }
  return pages;
}

async function detailsOf(input: SourceInputs["detail"], meter?: Meter) {
  return (await pagesOf("detail", input, meter)).flatMap(({ details }) => details);
}

function calls(meter: Meter): Readonly<Record<string, number>> {
  return Object.fromEntries(meter.rows().map(({ operation, calls: count }) => [operation, count]));
}

describe("the detail of a Region", () => {
  it("says the same, whether its versions and signing are listed at once or asked for one by one", async () => {
    const [listing, asking] = [createMeter(), createMeter()];
    const listed = await detailsOf({ functionNames: names, listVersions: true }, listing);
    const asked: typeof listed = [];
    for (const name of names) asked.push(...(await detailsOf({ functionNames: [name] }, asking)));
    expect(listed).toEqual(asked);
    expect(listed.some(({ versions }) => versions.state === "known" && versions.value.length > 30)).toBe(true);
    const signed = listed.filter(({ codeSigningConfigArn: fact }) => fact.state === "known" && fact.value !== null);
    expect(signed.map(({ name }) => name)).toEqual(names.filter((name) => named(name).codeSigningConfigArn !== null));
    expect(signed.length).toBeGreaterThan(0);
    const [few, many] = [calls(listing), calls(asking)];
    expect(few).toMatchObject({ ListCodeSigningConfigs: 1, ListFunctionsByCodeSigningConfig: 1 });
    expect(few.ListVersionsByFunction ?? 0).toBe(0);
    expect(few.GetFunctionCodeSigningConfig ?? 0).toBe(0);
    expect(few.ListFunctions).toBeLessThanOrEqual(Math.ceil((names.length + 150) / 50));
    expect(many.ListVersionsByFunction).toBe(names.length);
  });

  it("gives a list of versions up that takes more pages than functions are asked about", async () => {
    const longest =
      names.toSorted((one, other) => named(other).versions().length - named(one).versions().length)[0] ?? "";
    const meter = createMeter();
    const [detail] = await detailsOf({ functionNames: [longest], listVersions: true }, meter);
    expect(detail?.versions).toMatchObject({ state: "known" });
    if (detail?.versions.state === "known") {
      expect(detail.versions.value).toHaveLength(named(longest).versions().length);
    }
    expect(calls(meter)).toMatchObject({ ListFunctions: 2, ListVersionsByFunction: 1 });
  });

  it("asks how a runtime is updated of those alone that were read before", async () => {
    const readAgain = names.filter((_, place) => place % 2 === 0);
    const details = await detailsOf({ functionNames: names, readAgain, listVersions: true });
    for (const { name, runtimeManagement } of details) {
      const image = named(name).configuration().PackageType === "Image";
      const state = image ? "notApplicable" : readAgain.includes(name) ? "known" : "notYetRead";
      expect(runtimeManagement.state, name).toBe(state);
      if (runtimeManagement.state === "known") {
        expect(runtimeManagement.value.updateRuntimeOn).toBe(named(name).updateRuntimeOn);
      }
    }
  });

  it("tells the environments of functions on Managed Instances, and that others have none", async () => {
    const details = await detailsOf({ functionNames: names, listVersions: true });
    expect(onInstances().length).toBeGreaterThan(0);
    for (const { name, scaling } of details) {
      const managed = onInstances().includes(name);
      expect(scaling.state, name).toBe(managed ? "known" : "notApplicable");
      if (scaling.state === "known") {
        expect(scaling.value.map(({ qualifier }) => qualifier)).toEqual(qualifiersOf(name));
        expect(scaling.value[0]).toMatchObject({ minimumEnvironments: 1, maximumEnvironments: 50 });
      }
    }
  });
});

describe("what a Region has beside event functions", () => {
  it("lists web functions by a request of its own making, and capacity providers with what runs on them", async () => {
    const pages = await pagesOf("region-resources", { kinds: ["webFunction", "capacityProvider"] });
    expect(pages.map(({ kind, unknown }) => [kind, unknown])).toEqual([
      ["webFunction", null],
      ["capacityProvider", null],
    ]);
    const [web, capacity] = pages.map(({ resources }) => resources);
    expect(web?.map(({ arn }) => arn)).toEqual(
      cell()
        .webFunctions()
        .map(({ functionArn }) => functionArn),
    );
    expect(web?.map(({ modifiedAt }) => modifiedAt)).toEqual(
      cell()
        .webFunctions()
        .map(({ updatedAt }) => updatedAt),
    );
    expect(capacity).toHaveLength(1);
    const placed = onInstances().flatMap((name) => qualifiersOf(name).map((one) => `${named(name).arn}:${one}`));
    expect(placed.length).toBeGreaterThan(0);
    expect(capacity?.[0]?.document.FunctionVersions).toEqual(
      placed.map((FunctionArn) => ({ FunctionArn, State: "Active" })),
    );
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedDatabase } from "#lib/db/shared-database.ts";
import type { SourceName } from "#lib/domain/collection/source.ts";
import { offenderOrders, startDimensions } from "#lib/domain/views/cold-starts.ts";
import { costDimensions, costOrders } from "#lib/domain/views/cost.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";
import { getColdStarts } from "./cold-starts/get-cold-starts.ts";
import { getConcurrency } from "./concurrency/get-concurrency.ts";
import { getCost } from "./cost/get-cost.ts";
import { getNetwork } from "./network/get-network.ts";
import { listMissingSources } from "./period/missing-sources.ts";

const dayMs = 86_400_000;
let database: TestDatabase;
let fleet: SyncedFleet;
let now: Date;
const scopes = new Map<string, FleetScope>();

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  fleet = await openSyncedFleet(database, {
    accounts: 2,
    regions: ["eu-west-1", "us-east-1"],
    functions: 60,
    seed: 21,
    // Of a UTC day that has no settled hour yet: the last 24 hours are there all the same.
    now: new Date("2026-11-20T00:50:00Z"),
  });
  await fleet.sync();
  now = fleet.simulator.now();
  const all = { accountIds: [], regions: [], teamId: null };
  // An account that has something to say on every page: functions in a VPC of the Region.
  const inVpc = { region: "eu-west-1", vpcId: { not: null }, windows: { some: { window: "7d", reports: { gt: 0 } } } };
  const account =
    (await database.prisma.function.findFirst({ where: inVpc, orderBy: { arn: "asc" } }))?.accountId ?? "";
  const last = (days: number) => ({ from: new Date(now.getTime() - days * dayMs), to: now });
  scopes.set("7d", { ...all, ...last(7), preset: "7d" });
  scopes.set("24h", { ...all, ...last(1), preset: "24h" });
  scopes.set("90d", { ...all, ...last(90), preset: "90d" });
  scopes.set("own range", { ...all, ...last(5), preset: null });
  scopes.set("one Region", { ...all, ...last(7), preset: "7d", regions: ["eu-west-1"] });
  scopes.set("across the rollups", { ...all, ...last(7), preset: "7d", accountIds: [account], regions: ["eu-west-1"] });
  scopes.set("a team that is no uuid", { ...all, ...last(7), preset: "7d", teamId: "'; DROP TABLE functions" });
  // A first sync with all its history, on a machine that may be busy.
}, 300_000);

afterAll(async () => {
  await fleet.close();
  await sharedDatabase().close();
  await database.drop();
});

const scopeNames = ["7d", "24h", "90d", "own range", "one Region", "across the rollups", "a team that is no uuid"];

const concurrencyOf = (place: string | null) => ({ place, changes: [], canSeeCost: true });

function scopeOf(name: string): FleetScope {
  const scope = scopes.get(name);
  if (!scope) throw new Error(`There is no scope ${name}.`);
  return scope;
}

const offenderPage = { order: "waited", ascending: false, offset: 0, limit: 100, withCost: true } as const;
const costPage = { order: "cost", ascending: false, offset: 0, limit: 100 } as const;

describe("cold starts", () => {
  it.each(scopeNames)("reads %s", async (name) => {
    const view = await getColdStarts(scopeOf(name), "runtime", offenderPage);
    expect(view.groups.reduce((sum, { rate }) => sum + rate.n, 0)).toBe(view.total.rate.n);
    const counted = view.distribution.reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBe(view.total.initCount);
    if (name === "a team that is no uuid") expect(view.functions).toBe(0);
    else expect(view.total.rate.n).toBeGreaterThan(0);
  });

  it("finds the same starts by every dimension and in every order", async () => {
    const whole = await getColdStarts(scopeOf("7d"), "region", offenderPage);
    for (const { value } of startDimensions) {
      const view = await getColdStarts(scopeOf("7d"), value, offenderPage);
      expect({ value, rate: view.total.rate, init: view.total.initCount }).toEqual({
        value,
        rate: whole.total.rate,
        init: whole.total.initCount,
      });
    }
    for (const order of offenderOrders) {
      const { offenders } = await getColdStarts(scopeOf("7d"), "region", { ...offenderPage, order });
      expect(offenders.total).toBe(whole.offenders.total);
    }
  });

  it("leaves money out for people who may not see it", async () => {
    const { total, groups, offenders } = await getColdStarts(scopeOf("7d"), "region", {
      ...offenderPage,
      withCost: false,
    });
    for (const { initCostUsd } of [total, ...groups, ...offenders.rows]) expect(initCostUsd).toBeNull();
  });
});

describe("concurrency", () => {
  it.each(scopeNames.slice(0, 6))("reads %s", async (name) => {
    const view = await getConcurrency(scopeOf(name), concurrencyOf(null), now);
    expect(view.places.length).toBeGreaterThan(0);
    expect(view.moments.some(({ concurrent }) => concurrent !== null)).toBe(true);
    const shares = view.places.flatMap(({ share }) => share ?? []);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    for (const { claimed, limit, headroom } of view.places)
      if (headroom !== null) expect(headroom).toBe((limit ?? 0) - (claimed ?? 0));
    for (const { throttles, worst } of view.throttled) expect(throttles).toBeGreaterThanOrEqual(worst);
  });

  it("shows the place that the URL asks for", async () => {
    const { places } = await getConcurrency(scopeOf("7d"), concurrencyOf(null), now);
    const last = places.at(-1)?.place ?? "";
    expect((await getConcurrency(scopeOf("7d"), concurrencyOf(last), now)).chosen?.place).toBe(last);
    expect((await getConcurrency(scopeOf("7d"), concurrencyOf("nowhere"), now)).chosen?.place).toBe(places[0]?.place);
  });
});

describe("network", () => {
  it.each(scopeNames)("reads %s", async (name) => {
    const view = await getNetwork(scopeOf(name), { withCost: true, now });
    if (name === "a team that is no uuid") return expect(view.functions).toBe(0);
    expect(view.vpcFunctions).toBeGreaterThan(0);
    expect(view.subnets.length).toBeGreaterThan(0);
    expect(view.vpcs.length).toBeGreaterThan(0);
    for (const { vpcInits, otherInits, differenceMs } of view.penalty.strata) {
      if (differenceMs !== null) expect(Math.min(vpcInits, otherInits)).toBeGreaterThanOrEqual(20);
    }
  });

  it("finds single-AZ functions as the rule does", async () => {
    const { issues } = await getNetwork(scopeOf("7d"), { withCost: true, now });
    const shown = issues.filter((fn) => fn.issues.some(({ kind }) => kind === "singleAz")).map(({ arn }) => arn);
    const found = await database.prisma.finding.findMany({ where: { rule: "function-single-az", status: "open" } });
    expect(shown.toSorted()).toEqual(found.map(({ resourceArn }) => resourceArn).toSorted());
  });
});

describe("cost", () => {
  it.each(scopeNames)("reads %s", async (name) => {
    const view = await getCost(scopeOf(name), { dimension: "account", tagKey: null, page: costPage }, now);
    if (name === "a team that is no uuid") return expect(view.total.costUsd).toBeNull();
    const sum = view.ranking.rows.reduce((usd, row) => usd + (row.costUsd ?? 0), 0);
    expect(sum).toBeCloseTo(view.total.costUsd ?? Number.NaN, 6);
    expect((view.total.requestsUsd ?? 0) + (view.total.durationUsd ?? 0)).toBeCloseTo(
      view.total.costUsd ?? Number.NaN,
      9,
    );
    expect(view.days.some(({ costUsd }) => costUsd !== null)).toBe(true);
  });

  it("adds up to the same by every dimension and order", async () => {
    const whole = await getCost(scopeOf("7d"), { dimension: "region", tagKey: null, page: costPage }, now);
    for (const { value } of costDimensions) {
      const view = await getCost(scopeOf("7d"), { dimension: value, tagKey: null, page: costPage }, now);
      expect(view.total.costUsd).toBeCloseTo(whole.total.costUsd ?? Number.NaN, 9);
    }
    for (const order of costOrders) {
      const { ranking } = await getCost(
        scopeOf("7d"),
        { dimension: "region", tagKey: null, page: { ...costPage, order } },
        now,
      );
      expect(ranking.total).toBe(whole.ranking.total);
    }
  });

  it("prices days of one's own range as the rollups do", async () => {
    const own = await getCost(scopeOf("own range"), { dimension: "region", tagKey: null, page: costPage }, now);
    const days = own.days.reduce((usd, { costUsd }) => usd + (costUsd ?? 0), 0);
    expect(Math.abs(days - (own.total.costUsd ?? Number.NaN))).toBeLessThan(0.02 * days);
  });
});

it("names the sources that are missing, and none when all are known", async () => {
  const sources: SourceName[] = ["functions", "metrics", "starts"];
  expect(await listMissingSources(scopeOf("7d"), sources)).toEqual([]);
  await database.pool.query(
    "UPDATE source_states SET state = 'denied', reason = 'logs:StartQuery is denied' WHERE source = 'starts' AND region = 'eu-west-1'",
  );
  const missing = await listMissingSources(scopeOf("one Region"), sources);
  expect(missing.length).toBeGreaterThan(0);
  for (const { what, reason } of missing) {
    expect(what).toMatch(/^Starts and failures of .*eu-west-1$/);
    expect(reason).toBe("denied: logs:StartQuery is denied");
  }
});

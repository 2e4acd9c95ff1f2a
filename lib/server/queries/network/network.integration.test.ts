import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedDatabase } from "#lib/db/shared-database.ts";
import { getStoredNetwork, saveNetwork } from "#lib/db/sql/place-facts.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import { saveCollectionSettings } from "#lib/services/settings/collection-settings.ts";
import {
  type NetworkSettings,
  readNetworkSettings,
  saveNetworkSettings,
} from "#lib/services/settings/network-settings.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";
import { natBytes } from "#simulator/fleet/metrics/nat-metrics.ts";
import { cellShape, shapeOf } from "#simulator/fleet/shape/fleet-shape.ts";
import { exportNetworkTable } from "./export-tables.ts";
import { getNetwork } from "./get-network.ts";

const dayMs = 86_400_000;
const region = "us-east-1";
const now = new Date("2026-11-20T10:30:00Z");
const today = new Date("2026-11-20T00:00:00Z");
const scope: FleetScope = {
  ...{ accountIds: [], regions: [], teamId: null },
  ...{ from: new Date(now.getTime() - 7 * dayMs), to: now, preset: "7d" },
};
const viewer = { withCost: true, now };
const reads = [
  "accounts",
  "regions",
  "limits",
  "functions",
  "triggers",
  "roles",
  "metrics",
  "network",
  "detail",
] as const;
let database: TestDatabase;
let fleet: SyncedFleet;
let denied = false;

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  fleet = await openSyncedFleet(database, {
    ...{ accounts: 1, regions: [region], functions: 90, seed: 12, now, settings: { hourDays: 1 } },
    authorize: ({ action }) =>
      denied && action === "cloudwatch:GetMetricData" ? { policy: "identity-based policy", explicit: false } : null,
  });
  const { sync } = await fleet.sync({ sources: [...reads] });
  expect(sync.status).toBe("complete");
});

afterAll(async () => {
  await fleet.close();
  await sharedDatabase().close();
  await database.drop();
});

function cellOf() {
  const [account] = fleet.simulator.fleet.accounts;
  const cell = account && cellShape(shapeOf(fleet.simulator.fleet), account.id, region);
  if (!account || !cell) throw new Error("The fleet has no account.");
  return { accountId: account.id, cell };
}

describe("NAT gateways", () => {
  it("carry the simulator's bytes, and cost what their price makes of them", async () => {
    const { cell } = cellOf();
    const { natGateways, natTotal } = await getNetwork(scope, viewer);
    expect(natGateways.length).toBeGreaterThan(0);
    for (const { natGatewayId, traffic, cost, unknown, series } of natGateways) {
      const from = today.getTime() - 30 * dayMs;
      const bytes = (metric: string) => natBytes(cell, natGatewayId, metric, from, today.getTime()) ?? Number.NaN;
      const out = bytes("BytesInFromSource");
      const back = bytes("BytesInFromDestination");
      expect(traffic).toMatchObject({ days: 30, outBytes: out, backBytes: back, processedBytes: out + back });
      expect(cost?.processedUsd).toBeCloseTo(((out + back) / 2 ** 30 / 30) * (730 / 24) * 0.045, 6);
      expect(cost?.hoursUsd).toBeCloseTo(32.85, 9);
      expect([unknown, series.filter((value) => value === null).length]).toEqual([null, 0]);
    }
    expect(natTotal).toMatchObject({ unknown: 0 });
  });

  it("are put down to functions behind them by invocations", async () => {
    const { natGateways } = await getNetwork(scope, viewer);
    const shares = natGateways.flatMap(({ top }) => top);
    expect(shares.length).toBeGreaterThan(0);
    for (const { arn, share } of shares) {
      const fn = await database.prisma.function.findUniqueOrThrow({ where: { arn }, include: { windows: true } });
      const own = fn.windows.find(({ window }) => window === "30d")?.invocations ?? 0n;
      expect([arn, own > 0n, share > 0]).toEqual([arn, true, true]);
    }
  });

  it("are metered: two metrics each, what is billed alone, once a day", async () => {
    const { natCount } = await getNetwork(scope, viewer);
    const metered = async () => {
      const { rows } = await database.pool.query<{ metrics: number }>(
        `SELECT coalesce(sum(m.metrics_requested), 0)::int AS metrics FROM sync_meters m
         JOIN sync_tasks t ON t.id = m.task_id WHERE t.source = 'network'`,
      );
      return rows[0]?.metrics;
    };
    expect(await metered()).toBe(natCount * 2);
    await fleet.sync({ sources: ["network"] });
    expect(await metered()).toBe(natCount * 2);
  });

  it("hide their money from whom it is not for", async () => {
    const { natGateways, natTotal, vpcs, endpointDefaults } = await getNetwork(scope, { ...viewer, withCost: false });
    expect([natTotal, endpointDefaults.natGbUsd]).toEqual([null, null]);
    expect(natGateways.every(({ cost }) => cost === null)).toBe(true);
    expect(vpcs.every(({ mostSavedUsd }) => mostSavedUsd === null)).toBe(true);
    const { header } = await exportNetworkTable(scope, "nat", { ...viewer, withCost: false });
    expect(header.filter((title) => /usd/i.test(title))).toEqual([]);
  });

  it("say why nothing is known of their traffic, while the network stays known", async () => {
    denied = true;
    await database.pool.query("DELETE FROM nat_gateway_days");
    await database.pool.query("UPDATE account_regions SET nat_traffic = NULL");
    const { sync } = await fleet.sync({ sources: ["network"] });
    denied = false;
    expect(sync.status).toBe("complete");
    const { natGateways, natTotal, subnets } = await getNetwork(scope, viewer);
    expect(subnets.length).toBeGreaterThan(0);
    for (const { traffic, cost, unknown } of natGateways) {
      expect([traffic, cost?.processedUsd, cost?.totalUsd]).toEqual([null, null, null]);
      expect(unknown).toMatchObject({ state: "denied", reason: expect.stringContaining("cloudwatch:GetMetricData") });
    }
    expect(natTotal).toEqual({ usdPerMonth: 0, unknown: natGateways.length });
  });
});

describe("a budget without room", () => {
  it("has the traffic wait, with its reason, and the network read all the same", async () => {
    await saveCollectionSettings(fleet.context, { monthlyBudgetUsd: 0, quotaShares: {}, schedule: true });
    const before = fleet.simulator.requests().filter(({ operation }) => operation === "GetMetricData");
    const { sync } = await fleet.sync({ sources: ["network"] });
    expect(sync.status).toBe("complete");
    expect(fleet.simulator.requests().filter(({ operation }) => operation === "GetMetricData")).toEqual(before);
    const { natGateways, observedAt } = await getNetwork(scope, viewer);
    expect(Date.parse(observedAt ?? "")).toBeGreaterThan(now.getTime());
    for (const { unknown } of natGateways)
      expect(unknown).toMatchObject({ state: "notYetRead", reason: expect.stringContaining("budget") });
    await saveCollectionSettings(fleet.context, { monthlyBudgetUsd: null, quotaShares: {}, schedule: true });
    await fleet.sync({ sources: ["network"] });
    const again = await getNetwork(scope, viewer);
    expect(again.natGateways.map(({ unknown, traffic }) => [unknown, traffic?.days])).toEqual(
      again.natGateways.map(() => [null, 30]),
    );
  });
});

describe("subnets", () => {
  it("run out when the simulator's do", async () => {
    const { accountId } = cellOf();
    const place = { accountId, region };
    const stored = await getStoredNetwork(database.pool, place);
    if (!stored?.network) throw new Error("The network was not read.");
    const { network } = stored;
    const cell = fleet.simulator.fleet.cell(accountId, region);
    for (let back = 12; back >= 0; back -= 1) {
      const at = new Date(now.getTime() - back * dayMs);
      const free = new Map(
        cell?.network(at).subnets.map((subnet) => [subnet.SubnetId ?? "", subnet.AvailableIpAddressCount ?? 0]),
      );
      const subnets = network.subnets.map((one) => ({
        ...one,
        availableIpAddressCount: free.get(one.subnetId) ?? null,
      }));
      await saveNetwork(database.pool, place, { ...network, subnets }, at);
    }
    const { subnets } = await getNetwork(scope, viewer);
    const truth = new Map(
      cell?.network(now).subnets.map((one) => [one.SubnetId ?? "", one.AvailableIpAddressCount ?? 0]),
    );
    for (const { subnetId, available } of subnets)
      expect([subnetId, available]).toEqual([subnetId, truth.get(subnetId)]);
    const tight = subnets.find(({ name }) => name === "app-tight-a");
    // It loses 1.7 addresses a day; what is left after planned interfaces lasts as long as that takes.
    expect(tight?.perDay).toBeCloseTo(-1.7, 1);
    expect(tight?.daysToZero).toBeCloseTo((tight?.afterPlanned ?? Number.NaN) / 1.7, 0);
    // The simulator goes on: its last address is gone within an address's time of the day that is told.
    const freeIn = (hours: number) =>
      cell
        ?.network(new Date(now.getTime() + (hours * dayMs) / 24))
        .subnets.find(({ SubnetId }) => SubnetId === tight?.subnetId)?.AvailableIpAddressCount;
    const gone = Array.from({ length: 24 * 30 }, (_, hours) => hours).find((hours) => freeIn(hours) === 0);
    expect(Math.abs((tight?.daysToZero ?? Number.NaN) - (gone ?? Number.NaN) / 24)).toBeLessThan(1 / 1.7);
    expect([tight?.tight, subnets[0]?.subnetId]).toEqual([true, tight?.subnetId]);
    // It runs out from now on, whatever period the page looks at.
    const past = { ...scope, preset: null, from: new Date("2026-09-01Z"), to: new Date("2026-09-08Z") };
    expect((await getNetwork(past, viewer)).subnets).toEqual(subnets);
    expect(tight?.series.filter((value) => value !== null)).toHaveLength(13);
  });

  it("hold the interfaces that the simulator has, by what stands behind them", async () => {
    const { subnets } = await getNetwork(scope, viewer);
    const cell = fleet.simulator.fleet.cell(cellOf().accountId, region);
    const interfaces = cell?.network(now).networkInterfaces ?? [];
    for (const { subnetId, interfaces: lambda, planned, combinations, neighbours } of subnets) {
      const here = interfaces.filter((one) => one.SubnetId === subnetId);
      expect(lambda).toBe(here.filter((one) => one.InterfaceType === "lambda").length);
      // The simulator has made every combination that functions use.
      expect([combinations, planned]).toEqual([lambda, 0]);
      const others = (neighbours ?? []).reduce((sum, { count }) => sum + count, 0);
      expect(others).toBe(here.filter((one) => one.InterfaceType !== "lambda").length);
    }
  });
});

describe("needs", () => {
  it("find every function with the database's group or a mounted file system", async () => {
    const { needs, vpcFunctions } = await getNetwork(scope, viewer);
    const verdicts = new Map(needs.functions.map(({ arn, verdict }) => [arn, verdict]));
    expect(verdicts.size).toBe(vpcFunctions);
    const seen = new Set<string>();
    for (let index = 0; index < fleet.simulator.fleet.functionCount; index += 1) {
      const { arn, configuration } = fleet.simulator.fleet.functionAt(index);
      const { VpcConfig, FileSystemConfigs = [] } = configuration();
      if (!VpcConfig?.VpcId) continue;
      const groups = fleet.simulator.fleet.cell(cellOf().accountId, region)?.network(now).securityGroups ?? [];
      const names = VpcConfig.SecurityGroupIds?.map((id) => groups.find(({ GroupId }) => GroupId === id)?.GroupName);
      const planted = FileSystemConfigs.length > 0 || names?.includes("database-clients") === true;
      const need = verdicts.get(arn)?.need;
      seen.add(String(need));
      if (planted) expect([arn, need]).toEqual([arn, "needs"]);
    }
    expect(seen.has("needs") && seen.has("nothingFound")).toBe(true);
    // A policy that IAM did not list may allow what nobody knows.
    await database.pool.query(
      "UPDATE roles SET attached_policy_arns = attached_policy_arns || 'arn:aws:iam::aws:policy/Unlisted'::text",
    );
    const unlisted = (await getNetwork(scope, viewer)).needs;
    expect(unlisted.counts).toMatchObject({ needs: needs.counts.needs, nothingFound: 0 });
    expect(unlisted.counts.unknown).toBe(needs.counts.unknown + needs.counts.nothingFound);
    const { counts } = needs;
    expect(counts.needs + counts.probably + counts.nothingFound + counts.unknown).toBe(vpcFunctions);
  });
});

describe("the stance", () => {
  it("is allowed until an administrator says otherwise, and is audited", async () => {
    expect(await readNetworkSettings(database.pool)).toEqual({ vpcStance: "allowed" });
    const before = await getNetwork(scope, viewer);
    expect(before.outside).toBeNull();
    await saveNetworkSettings(fleet.context, { vpcStance: "required" });
    const after = await getNetwork(scope, viewer);
    const { outside, functions, vpcFunctions, stance } = after;
    expect([stance, outside?.count]).toEqual(["required", functions - vpcFunctions]);
    const { issues, issueCounts, functionsToLookAt } = before;
    const bandwidthAlone = issues.filter((fn) => fn.issues.every(({ kind }) => kind === "bandwidth")).length;
    expect(bandwidthAlone).toBeGreaterThan(0);
    // Being in a VPC is then never a fault; how many are under its ceiling is counted all the same.
    expect([after.functionsToLookAt, after.issueCounts]).toEqual([functionsToLookAt - bandwidthAlone, issueCounts]);
    const [audited] = await database.prisma.auditEvent.findMany({ where: { action: "settings.save-network" } });
    expect(audited?.details).toEqual({ before: { vpcStance: "allowed" }, after: { vpcStance: "required" } });
  });

  it("has those who save at once follow one another, each audited with what the other saved", async () => {
    const saving = (["allowed", "onlyWhereNeeded", "required", "allowed"] as const).map((vpcStance) =>
      saveNetworkSettings(fleet.context, { vpcStance }),
    );
    await Promise.all(saving);
    const audited = await database.prisma.auditEvent.findMany({ where: { action: "settings.save-network" } });
    const details = audited.map((event) => event.details as { before: NetworkSettings; after: NetworkSettings });
    const count = (side: "before" | "after") =>
      Object.fromEntries(
        [...Map.groupBy(details, (one) => one[side].vpcStance)].map(([name, { length }]) => [name, length]),
      );
    // Each saved stance is what the next one began with; the first began with the default, the last is what stands.
    const { vpcStance } = await readNetworkSettings(database.pool);
    const began = { ...count("before"), [vpcStance]: (count("before")[vpcStance] ?? 0) + 1 };
    const saved = { ...count("after"), allowed: (count("after").allowed ?? 0) + 1 };
    expect(began).toEqual(saved);
  });

  it("refuses what is no stance, and whom it is not for", async () => {
    await expect(saveNetworkSettings(fleet.context, { vpcStance: "forbidden" })).rejects.toMatchObject({
      code: "invalid_input",
    });
    const actor = { kind: "user", userId: "u", name: "Sam", role: "engineer" } as const;
    const saving = saveNetworkSettings({ ...fleet.context, actor }, { vpcStance: "allowed" });
    await expect(saving).rejects.toMatchObject({ code: "forbidden" });
  });
});

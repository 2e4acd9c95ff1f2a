import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedDatabase } from "#lib/db/shared-database.ts";
import { tryReservations } from "#lib/domain/concurrency/reservation-trial.ts";
import type { ConcurrencyView } from "#lib/domain/views/concurrency.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";
import { metricSeries } from "#simulator/fleet/metrics/series.ts";
import type { FleetFunction } from "#simulator/fleet/types.ts";
import { getConcurrency } from "./get-concurrency.ts";

const region = "eu-west-1";
const hourMs = 3_600_000;
let database: TestDatabase;
let fleet: SyncedFleet;
let view: ConcurrencyView;
let from: Date;
let to: Date;
let functions: readonly FleetFunction[];

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  fleet = await openSyncedFleet(database, { accounts: 1, regions: [region], functions: 80, seed: 5 });
  await fleet.sync({
    sources: ["accounts", "regions", "limits", "functions", "triggers", "metrics", "detail", "region-resources"],
  });
  const now = fleet.simulator.now();
  to = new Date(Math.floor(now.getTime() / hourMs) * hourMs);
  from = new Date(to.getTime() - 5 * 24 * hourMs);
  const scope = { accountIds: [], regions: [], teamId: null, preset: null, from, to };
  view = await getConcurrency(scope, { place: null, changes: [], canSeeCost: true }, now);
  const cell = fleet.simulator.fleet.cell(fleet.simulator.fleet.accounts[0]?.id ?? "", region);
  functions = Array.from({ length: cell?.functionCount ?? 0 }, (_, index) => cell?.functionAt(index)).filter(
    (fn) => fn !== undefined,
  );
});

afterAll(async () => {
  await fleet?.close();
  await sharedDatabase().close();
  await database?.drop();
});

/** Hourly values that the simulated CloudWatch has for the period. */
function hourly(metricName: string, stat: string, dimensions: Readonly<Record<string, string>> = {}): number[] {
  return metricSeries(fleet.simulator.fleet, {
    accountId: fleet.simulator.fleet.accounts[0]?.id ?? "",
    region,
    namespace: "AWS/Lambda",
    metricName,
    dimensions,
    stat,
    periodSeconds: 3_600,
    start: from,
    end: to,
  }).values;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe("the page of concurrency tells what the simulated AWS had", () => {
  it("claimed concurrency, its limit and its throttles", () => {
    const claimed = Math.max(...hourly("ClaimedAccountConcurrency", "Maximum"));
    const limit = fleet.simulator.fleet.cell(view.chosen?.accountId ?? "", region)?.accountSettings()
      .AccountLimit.ConcurrentExecutions;
    expect(view.chosen).toMatchObject({
      claimed,
      limit,
      headroom: (limit ?? 0) - claimed,
      basis: "metric",
      throttles: sum(hourly("Throttles", "Sum")),
      reserved: functions.reduce((total, fn) => total + (fn.reservedConcurrency ?? 0), 0),
    });
  });

  it("claimed concurrency by its parts, where AWS does not send it", async () => {
    const { pool } = database;
    await pool.query("CREATE TABLE measured AS SELECT at, claimed_concurrency_max AS claimed FROM region_hours");
    try {
      await pool.query("UPDATE region_hours SET claimed_concurrency_max = NULL");
      const scope = { accountIds: [], regions: [], teamId: null, preset: null, from, to };
      const request = { place: null, changes: [], canSeeCost: true };
      const { chosen } = await getConcurrency(scope, request, fleet.simulator.now());
      expect(chosen).toMatchObject({ claimed: view.chosen?.claimed, basis: "derived" });
      // What is provisioned is part of what is claimed, and what runs on it is not counted again.
      const unreserved = Math.max(...hourly("UnreservedConcurrentExecutions", "Maximum"));
      const reserved = functions.reduce((total, fn) => total + (fn.reservedConcurrency ?? 0), 0);
      const alone = functions.filter(({ reservedConcurrency }) => reservedConcurrency === null);
      const provisioned = alone.flatMap((fn) => fn.provisionedConcurrency());
      const allocated = provisioned.map((one) => one.AllocatedProvisionedConcurrentExecutions ?? 0);
      expect(sum(allocated)).toBeGreaterThan(0);
      expect(chosen?.claimed).toBe(unreserved + reserved + sum(allocated));
    } finally {
      await pool.query(
        "UPDATE region_hours h SET claimed_concurrency_max = m.claimed FROM measured m WHERE m.at = h.at",
      );
    }
  });

  it("the throttles of each function, and who was throttled by its own reservation", () => {
    const throttled = functions
      .map(({ name }) => ({ name, throttles: sum(hourly("Throttles", "Sum", { FunctionName: name })) }))
      .filter(({ throttles }) => throttles > 0)
      .toSorted((one, other) => other.throttles - one.throttles);
    expect(throttled.length).toBeGreaterThan(0);
    expect(view.throttled.map(({ name, throttles }) => ({ name, throttles }))).toEqual(throttled);
    expect(view.detail?.starved.length).toBeGreaterThan(0);
    for (const { name, starvation } of view.detail?.starved ?? []) {
      const reserved = functions.find((fn) => fn.name === name)?.reservedConcurrency ?? null;
      if (starvation.cause === "ownReservation") expect(starvation.reserved).toBe(reserved);
      else expect(reserved === null || starvation.cause === "scalingRate").toBe(true);
    }
  });

  it("provisioned concurrency, what of it was used, and what sets it", () => {
    const held = functions.filter((fn) => fn.provisionedConcurrency().length > 0);
    expect(view.provisioned.map(({ name }) => name).sort()).toEqual(held.map(({ name }) => name).sort());
    expect(held.length).toBeGreaterThan(0);
    const scaling = fleet.simulator.fleet.cell(view.chosen?.accountId ?? "", region)?.scaling();
    for (const one of view.provisioned) {
      const dimensions = { FunctionName: one.name, Resource: `${one.name}:live` };
      const used = sum(hourly("ProvisionedConcurrencyUtilization", "Average", dimensions));
      expect(one.readHours).toBe(5 * 24);
      expect(one.usedShare).toBeCloseTo(used / (5 * 24), 9);
      expect(one.spillover ?? 0).toBe(sum(hourly("ProvisionedConcurrencySpilloverInvocations", "Sum", dimensions)));
      const actions = scaling?.actions.filter(({ ResourceId }) => ResourceId === `function:${one.name}:live`) ?? [];
      expect(one.scaling?.schedules.length ?? 0).toBe(actions.length);
    }
  });

  it("idle reservations, also of functions that did not run at all", () => {
    const reserving = functions.filter(({ reservedConcurrency }) => reservedConcurrency !== null);
    expect(reserving.length).toBeGreaterThan(0);
    for (const { name, reservedConcurrency } of reserving) {
      const most = Math.max(0, ...hourly("ConcurrentExecutions", "Maximum", { FunctionName: name }));
      const holder = view.holders.find((one) => one.name === name);
      expect(holder?.idle).toBe(Math.max(0, (reservedConcurrency ?? 0) - most));
    }
  });

  it("nothing of provisioned concurrency in hours before it was asked for", async () => {
    const read = "UPDATE account_regions SET provisioned_read_since = ";
    const before = await database.pool.query<{ at: Date | null }>(
      "SELECT provisioned_read_since AS at FROM account_regions WHERE region = $1",
      [region],
    );
    expect(before.rows[0]?.at?.getTime() ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(from.getTime());
    const [now, scope] = [fleet.simulator.now(), { accountIds: [], regions: [], teamId: null, preset: null, from, to }];
    const provisioned = async () =>
      (await getConcurrency(scope, { place: null, changes: [], canSeeCost: true }, now)).provisioned;
    await database.pool.query(`${read} NULL`);
    expect((await provisioned()).map(({ idleShare, readHours }) => [idleShare, readHours])).toEqual(
      view.provisioned.map(() => [null, 0]),
    );
    await database.pool.query(`${read} $1`, [new Date(to.getTime() - 10 * hourMs)]);
    expect(new Set((await provisioned()).map(({ readHours }) => readHours))).toEqual(new Set([10]));
    await database.pool.query(`${read} $1`, [before.rows[0]?.at]);
  });

  it("counts no hour of today that is still to come as idle, where it reads by day", async () => {
    const long = new Date(to.getTime() - 20 * 24 * hourMs);
    const scope = { accountIds: [], regions: [], teamId: null, preset: null, from: long, to };
    const request = { place: null, changes: [], canSeeCost: true };
    const { granularity, provisioned } = await getConcurrency(scope, request, fleet.simulator.now());
    expect(granularity).toBe("day");
    for (const { readHours } of provisioned) {
      expect(readHours).toBeGreaterThan(0);
      expect(readHours % 24).toBe(to.getUTCHours());
    }
  });

  it("keeps what an address asks to try, and says which functions are not there", async () => {
    const scope = { accountIds: [], regions: [], teamId: null, preset: null, from, to };
    const quiet = functions.find(({ name }) => !view.detail?.trial?.current.some((one) => one.name === name));
    const changes = [quiet?.name ?? "", "gone"].map((name) => ({ name, reserved: 1, provisioned: 0 }));
    const { detail } = await getConcurrency(scope, { place: null, changes, canSeeCost: true }, fleet.simulator.now());
    expect(detail?.trial?.changes.map(({ name }) => name)).toEqual([quiet?.name]);
    expect(detail?.trial?.gone).toEqual(["gone"]);
  });

  it("weighted aliases", () => {
    const weighted = functions.flatMap((fn) =>
      fn.aliases().flatMap(({ Name, RoutingConfig }) => (RoutingConfig ? [`${fn.name}:${Name}`] : [])),
    );
    expect(view.weighted.map(({ name, alias }) => `${name}:${alias}`).sort()).toEqual(weighted.sort());
  });

  it("event sources against reservations", () => {
    const mappings = fleet.simulator.fleet.cell(view.chosen?.accountId ?? "", region)?.eventSourceMappings() ?? [];
    expect(view.detail?.eventSources).toHaveLength(mappings.length);
    expect(view.detail?.eventSourceCounts).toMatchObject({ read: mappings.length, more: false });
    for (const { uuid, service, most } of view.detail?.eventSources ?? []) {
      const mapping = mappings.find(({ UUID }) => UUID === uuid);
      if (service === "sqs") expect(most).toBe(mapping?.ScalingConfig?.MaximumConcurrency);
    }
  });

  it("a trial that changes nothing is what was; a larger reservation for who was throttled helps", () => {
    const trial = view.detail?.trial;
    expect(view.detail?.trialUnknown).toBeNull();
    if (!trial) throw new Error("There is no trial.");
    const same = tryReservations(trial.place, []);
    expect(same.after).toEqual(same.before);
    const reserved = functions.reduce((total, fn) => total + (fn.reservedConcurrency ?? 0), 0);
    expect(same.before.unreservedPool).toBe((view.chosen?.limit ?? 0) - reserved);
    const tight = same.before.functions.find(({ throttled }) => throttled > 0);
    if (tight === undefined) throw new Error("Nobody was turned away.");
    const more = tryReservations(trial.place, [{ name: tight.name, reserved: 100_000, provisioned: 0 }]);
    expect(more.after.functions.find(({ name }) => name === tight.name)?.throttled).toBe(0);
    expect(more.refused.length).toBeGreaterThan(0);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SignedInUser } from "#lib/auth/actor.ts";
import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listOldestTries } from "#lib/db/sql/sync/source-tries.ts";
import { addMeters } from "#lib/db/sql/sync-meters.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { exportUsage } from "./export-usage.ts";
import { getSpending } from "./get-spending.ts";
import { getSyncAccount } from "./get-sync-account.ts";
import { getSyncNow } from "./get-sync-now.ts";
import { getSyncPast } from "./get-sync-past.ts";
import { listSyncOptions } from "./list-sync-options.ts";

const [orders, payments] = ["111122223333", "444455556666"] as const;
const minuteMs = 60_000;
let database: TestDatabase;
const viewer = { userId: crypto.randomUUID(), name: "Ada", role: "admin" } as SignedInUser;

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  for (const [id, name] of [
    [orders, "orders"],
    [payments, "payments"],
  ] as const) {
    await database.prisma.account.create({ data: { id, name, origin: "configured", accessState: "known" } });
  }
});

beforeEach(async () => {
  await database.pool.query("TRUNCATE syncs, source_states, aws_usage_days CASCADE");
});

afterAll(async () => {
  await sharedDatabase().close();
  await database.drop();
});

interface Planted {
  readonly accountId: string;
  readonly region: string;
  readonly source: string;
  readonly status: string;
  readonly reason?: string;
}

async function plantSync(status: string, tasks: readonly Planted[], endedMinutesAgo: number | null = null) {
  const now = Date.now();
  const sync = await database.prisma.sync.create({
    data: {
      ...{ trigger: "manual", requestedBy: "cli", status },
      startedAt: new Date(now - (endedMinutesAgo ?? 0) * minuteMs - 1_000),
      endedAt: endedMinutesAgo === null ? null : new Date(now - endedMinutesAgo * minuteMs),
    },
  });
  const ids: string[] = [];
  for (const task of tasks) {
    const { id } = await database.prisma.syncTask.create({
      data: { ...task, syncId: sync.id, phase: "usable", attempts: 1 },
    });
    ids.push(id);
  }
  return { id: sync.id, taskIds: ids };
}

function task(accountId: string, region: string, source: string, status: string, reason?: string): Planted {
  return { accountId, region, source, status, ...(reason ? { reason } : {}) };
}

const called = {
  service: "lambda",
  calls: 10,
  retries: 2,
  throttles: 0,
  failures: 1,
  metricsRequested: 0,
  bytesScanned: 0,
  costUsd: 0,
};

describe("getSyncNow", () => {
  it("has nothing before the first run and for a run that is not kept", async () => {
    expect(await getSyncNow(null)).toEqual({ current: null, running: false });
    expect((await getSyncNow("00000000-0000-4000-8000-000000000000")).current).toBeNull();
  });

  it("puts accounts with trouble first and tells each source's worst status with its count", async () => {
    await plantSync("running", [
      task(orders, "eu-west-1", "functions", "succeeded"),
      task(payments, "eu-west-1", "functions", "succeeded"),
      task(payments, "us-east-1", "functions", "denied", "lambda:ListFunctions is denied."),
      task(payments, "eu-west-1", "starts", "postponed", "The budget is used up."),
    ]);
    const { current, running } = await getSyncNow(null);
    expect(running).toBe(true);
    expect(current?.accounts.map(({ name }) => name)).toEqual(["payments", "orders"]);
    expect(current?.accounts[0]?.cells).toContainEqual({ source: "functions", status: "denied", count: 1, tasks: 2 });
    expect(current?.run).toMatchObject({ tasks: 4, counts: { succeeded: 2, denied: 1, postponed: 1 } });
    expect(current?.sources.find(({ source }) => source === "starts")).toMatchObject({ counts: { postponed: 1 } });
  });

  it("sums what was asked, and names the places that AWS slowed", async () => {
    const { taskIds } = await plantSync("running", [
      task(orders, "eu-west-1", "functions", "running"),
      task(payments, "us-east-1", "functions", "running"),
    ]);
    await addMeters(database.pool, taskIds[0] ?? "", [{ ...called, operation: "ListFunctions" }], new Date());
    await addMeters(
      database.pool,
      taskIds[1] ?? "",
      [
        { ...called, operation: "ListFunctions", throttles: 4 },
        { ...called, service: "cloudwatch", operation: "GetMetricData", metricsRequested: 50, costUsd: 0.5 },
      ],
      new Date(),
    );
    const { current } = await getSyncNow(null);
    expect(current?.run).toMatchObject({
      calls: 30,
      retries: 6,
      throttles: 4,
      failures: 3,
      metricsRequested: 50,
      costUsd: 0.5,
    });
    expect(current?.operations.map(({ operation }) => operation)).toEqual(["GetMetricData", "ListFunctions"]);
    expect(current?.slowed).toEqual([
      {
        place: `payments (${payments}) us-east-1`,
        service: "lambda",
        operation: "ListFunctions",
        calls: 10,
        throttles: 4,
      },
    ]);
  });
});

describe("getSyncAccount", () => {
  it("tells state, age, reasons once, and when the schedule reads again", async () => {
    const { id } = await plantSync(
      "complete",
      [
        task(payments, "eu-west-1", "functions", "succeeded"),
        task(payments, "us-east-1", "functions", "denied", "Denied."),
        task(payments, "us-east-1", "triggers", "denied", "Denied."),
        task(orders, "eu-west-1", "functions", "succeeded"),
      ],
      1,
    );
    const readAt = new Date(Date.now() - 10 * minuteMs);
    const since = new Date(Date.now() - 5_000 * minuteMs);
    for (const [region, state] of [
      ["eu-west-1", "known"],
      ["us-east-1", "denied"],
    ] as const) {
      await database.pool.query(
        `INSERT INTO source_states (account_id, region, source, state, since, observed_at, updated_at)
         VALUES ($1, $2, 'functions', $3, $4, $5, $6)`,
        [payments, region, state, since, state === "known" ? readAt : since, readAt],
      );
    }
    const { places, reasons } = await getSyncAccount(viewer, { syncId: id, accountId: payments });
    expect(places.map(({ region }) => region)).toEqual(["us-east-1", "eu-west-1"]);
    expect(reasons).toEqual([{ reason: "Denied.", remedy: null }]);
    expect(places[0]?.cells[0]).toMatchObject({ observedAt: since.toISOString(), unknownSince: since.toISOString() });
    const known = places[1]?.cells[0];
    expect(known).toMatchObject({ observedAt: readAt.toISOString(), unknownSince: null, reason: null });
    expect(known?.nextAt).toBe(new Date(readAt.getTime() + 60 * minuteMs).toISOString());
    expect((await getSyncAccount(viewer, { syncId: id, accountId: "999999999999" })).places).toEqual([]);
  });
});

describe("getSyncPast", () => {
  it("keeps the totals of runs that have settled, and counts the others each time", async () => {
    const settled = await plantSync("complete", [task(orders, "eu-west-1", "functions", "succeeded")], 10);
    const fresh = await plantSync("complete", [task(orders, "eu-west-1", "functions", "failed")], 1);
    for (const { taskIds } of [settled, fresh]) {
      await addMeters(
        database.pool,
        taskIds[0] ?? "",
        [{ ...called, operation: "ListFunctions", costUsd: 0.25 }],
        new Date(),
      );
    }
    const first = await getSyncPast(new Date());
    expect(first.runs.map(({ id }) => id)).toEqual([fresh.id, settled.id]);
    expect(first.runs[1]).toMatchObject({ counts: { succeeded: 1 }, calls: 10, costUsd: 0.25 });
    expect((await database.prisma.syncTotals.findMany()).map(({ syncId }) => syncId)).toEqual([settled.id]);
    expect((await getSyncPast(new Date())).runs).toEqual(first.runs);
    // A cost that is not known stays so when it is kept.
    await database.pool.query("UPDATE sync_meters SET cost_usd = NULL");
    const later = await getSyncPast(new Date(Date.now() + 30 * minuteMs));
    expect(later.runs.map(({ costUsd }) => costUsd)).toEqual([null, 0.25]);
    expect(await database.prisma.syncTotals.count()).toBe(2);
  });
});

describe("getSpending", () => {
  async function spend(day: string, costUsd: number | null) {
    await database.pool.query(
      `INSERT INTO aws_usage_days (day, account_id, region, service, operation, calls, metrics_requested, cost_usd, billed)
       VALUES ($1, $2, 'eu-west-1', 'cloudwatch', 'GetMetricData', 5, 100, $3, true)`,
      [day, orders, costUsd],
    );
  }

  it("tells the month day by day, with gaps as zeros and unknown prices as unknown", async () => {
    const today = new Date().toISOString().slice(0, 10);
    await spend(today, 0.75);
    await spend("2020-01-31", 100);
    const spending = await getSpending(viewer);
    expect(spending.month).toBe(today.slice(0, 7));
    expect(spending.days).toHaveLength(Number(today.slice(8)));
    expect(spending.days.at(-1)).toEqual({ day: today, calls: 5, costUsd: 0.75 });
    expect(spending.days.slice(0, -1).every(({ calls, costUsd }) => calls === 0 && costUsd === 0)).toBe(true);
    expect(spending).toMatchObject({
      budgetUsd: null,
      leftUsd: null,
      spentUsd: 0.75,
      projectedUsd: null,
      economy: { level: 0 },
    });
    await database.pool.query("UPDATE aws_usage_days SET cost_usd = NULL");
    expect((await getSpending(viewer)).days.at(-1)?.costUsd).toBeNull();
  });

  it("says what is put off, where, and since when", async () => {
    await database.prisma.accountRegion.create({ data: { accountId: orders, region: "eu-west-1" } });
    const { taskIds } = await plantSync(
      "complete",
      [task(orders, "eu-west-1", "starts", "postponed", "No money left.")],
      1,
    );
    const at = new Date(Date.now() - 3 * minuteMs);
    await database.prisma.syncTask.update({ where: { id: taskIds[0] ?? "" }, data: { startedAt: at, endedAt: at } });
    expect((await getSpending(viewer)).postponed).toEqual([
      expect.objectContaining({
        source: "starts",
        title: "Starts and failures",
        reason: "No money left.",
        since: at.toISOString(),
        places: [`orders (${orders}) eu-west-1`],
        count: 1,
      }),
    ]);
  });
});

describe("an account that was removed", () => {
  const told = async () => ({
    unknown: (await getSyncPast(new Date())).unknown.flatMap(({ places }) => places),
    due: (await listOldestTries(database.pool)).map(({ source }) => source),
    putOff: (await getSpending(viewer)).postponed.flatMap(({ places }) => places),
    choices: (await listSyncOptions()).accounts.map(({ name }) => name),
  });

  it("is waited for nowhere: what it left unknown, due or put off is nobody's any more", async () => {
    const at = { startedAt: new Date(), endedAt: new Date() };
    const place = { accountId: orders, region: "eu-west-1" };
    await database.prisma.accountRegion.upsert({
      where: { accountId_region: place },
      create: place,
      update: {},
    });
    await database.prisma.sourceState.create({
      data: { ...place, source: "functions", state: "denied", reason: "No." },
    });
    const { taskIds } = await plantSync("complete", [task(orders, "eu-west-1", "starts", "postponed", "No money.")], 1);
    await database.prisma.syncTask.update({ where: { id: taskIds[0] ?? "" }, data: at });
    const named = `orders (${orders}) eu-west-1`;
    expect(await told()).toEqual({
      unknown: [named],
      due: ["functions"],
      putOff: [named],
      choices: ["orders", "payments"],
    });
    await database.prisma.account.update({ where: { id: orders }, data: { removedAt: new Date() } });
    expect(await told()).toEqual({ unknown: [], due: [], putOff: [], choices: ["payments"] });
    await database.prisma.account.update({ where: { id: orders }, data: { removedAt: null } });
  });
});

describe("exportUsage", () => {
  async function text(format: "csv" | "json", syncId: string | null): Promise<string> {
    let whole = "";
    for await (const piece of await exportUsage(format, syncId, new Date())) whole += piece;
    return whole;
  }

  it("writes a run, or the month, with unknown costs left empty", async () => {
    const { id, taskIds } = await plantSync("complete", [task(orders, "eu-west-1", "functions", "succeeded")], 1);
    await addMeters(database.pool, taskIds[0] ?? "", [{ ...called, operation: "ListFunctions" }], new Date());
    await database.pool.query("UPDATE sync_meters SET cost_usd = NULL");
    expect(await text("csv", id)).toBe(
      "service,operation,calls,retries,throttles,failures,metricsRequested,bytesScanned,costUsd\nlambda,ListFunctions,10,2,0,1,0,0,\n",
    );
    expect(JSON.parse(await text("json", id))).toEqual([
      expect.objectContaining({ operation: "ListFunctions", costUsd: null }),
    ]);
    // The ledger of the month knows what it cost.
    expect(JSON.parse(await text("json", null))).toEqual([
      expect.objectContaining({ operation: "ListFunctions", calls: 10, costUsd: 0 }),
    ]);
  });
});

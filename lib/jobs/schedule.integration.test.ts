import { PgBoss } from "pg-boss";
import { expect, it, onTestFinished } from "vitest";
import { ensurePartitions } from "#lib/db/partitions.ts";
import { saveCollectionSettings } from "#lib/services/settings/collection-settings.ts";
import { createTestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet } from "#lib/testing/synced-fleet.ts";
import { handleScheduledSync } from "./handlers/scheduled-sync.ts";
import { startSchedule } from "./schedule.ts";

const now = new Date("2026-11-20T10:30:00Z");
const spread = { seconds: 0, salt: "test" };
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

it("workers share the schedule: one sync is requested, the store is kept, and nothing overlaps", async () => {
  const database = await createTestDatabase();
  onTestFinished(database.drop);
  const fleet = await openSyncedFleet(database, { accounts: 1, regions: ["eu-west-1"], functions: 60, now });
  onTestFinished(fleet.close);
  await fleet.sync({ sources: ["accounts", "regions"] });
  await ensurePartitions(database.pool, "function_hours", [daysAgo(20), daysAgo(15), daysAgo(14), now]);
  const workers = [await startSchedule(fleet.context, spread), await startSchedule(fleet.context, spread)];
  onTestFinished(async () => {
    for (const worker of workers) await worker.stop();
  });
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => database.pool.query(text, values) },
    schedule: false,
    supervise: false,
  });
  await boss.start();
  onTestFinished(async () => boss.stop({ graceful: false }));
  for (const name of ["scheduled-sync", "upkeep", "scheduled-sync", "upkeep"]) await boss.send(name, {});
  await expect.poll(jobs, { timeout: 60_000, interval: 200 }).toMatchObject({ open: 0, failed: 0, overlapping: 0 });
  await boss.send("scheduled-sync", {});
  await expect.poll(jobs, { timeout: 60_000, interval: 200 }).toMatchObject({ open: 0, failed: 0, overlapping: 0 });
  const { rows: syncs } = await database.pool.query("SELECT status FROM syncs WHERE trigger = 'schedule'");
  expect(syncs).toEqual([{ status: "running" }]);
  expect(await partitions()).toEqual(["function_hours_20261106", "function_hours_20261120"]);

  /** Jobs that are not over, that did not succeed, and pairs of one queue that were worked on at the same time. */
  async function jobs(): Promise<unknown> {
    const { rows } = await database.pool.query(
      `WITH job AS (SELECT * FROM pgboss.job WHERE name IN ('scheduled-sync', 'upkeep'))
       SELECT (SELECT count(*)::int FROM job WHERE state IN ('created', 'retry', 'active')) AS open,
         (SELECT count(*)::int FROM job WHERE state IN ('failed', 'cancelled')) AS failed,
         (SELECT count(*)::int FROM job a JOIN job b ON a.name = b.name AND a.id < b.id
           AND a.started_on < coalesce(b.completed_on, now()) AND b.started_on < coalesce(a.completed_on, now())) AS overlapping`,
    );
    return rows[0];
  }

  async function partitions(): Promise<string[]> {
    const { rows } = await database.pool.query<{ name: string }>(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'function_hours'::regclass ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  }
});

it("makes up for turns that no worker was there for by one sync, and only where there were any", async () => {
  const database = await createTestDatabase();
  onTestFinished(database.drop);
  const fleet = await openSyncedFleet(database, { accounts: 1, regions: ["eu-west-1"], functions: 20, now });
  onTestFinished(fleet.close);
  const scheduledSyncs = async () =>
    (await database.pool.query("SELECT status FROM syncs WHERE trigger = 'schedule' ORDER BY started_at")).rows;
  const start = async () => {
    const worker = await startSchedule(fleet.context, spread);
    onTestFinished(async () => worker.stop());
    return worker;
  };
  await (await start()).stop();
  expect(await scheduledSyncs()).toEqual([]);
  await database.pool.query(
    "INSERT INTO syncs (id, trigger, status, started_at, ended_at) VALUES (gen_random_uuid(), 'schedule', 'complete', $1, $1)",
    [new Date(now.getTime() - 8 * 3_600_000)],
  );
  await start();
  await start();
  await expect.poll(scheduledSyncs, { timeout: 30_000 }).toEqual([{ status: "complete" }, { status: "running" }]);
});

it("begins nothing by the clock where the settings say so", async () => {
  const database = await createTestDatabase();
  onTestFinished(database.drop);
  const fleet = await openSyncedFleet(database, { accounts: 1, regions: ["eu-west-1"], functions: 20, now });
  onTestFinished(fleet.close);
  const settings = { monthlyBudgetUsd: null, quotaShares: {} };
  const count = async () => (await database.pool.query("SELECT count(*)::int AS n FROM syncs")).rows[0]?.n;
  await saveCollectionSettings(fleet.context, { ...settings, schedule: false });
  await handleScheduledSync(fleet.context, spread);
  expect(await count()).toBe(0);
  await saveCollectionSettings(fleet.context, { ...settings, schedule: true });
  await handleScheduledSync(fleet.context, spread);
  expect(await count()).toBe(1);
});

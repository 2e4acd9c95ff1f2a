import { PgBoss } from "pg-boss";
import { expect, it, onTestFinished } from "vitest";
import { ensurePartitions } from "#lib/db/partitions.ts";
import { createTestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet } from "#lib/testing/synced-fleet.ts";
import { startSchedule } from "./schedule.ts";

const now = new Date("2026-11-20T10:30:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

it("workers share the schedule: one sync is requested, the store is kept, and nothing overlaps", async () => {
  const database = await createTestDatabase();
  onTestFinished(database.drop);
  const fleet = await openSyncedFleet(database, { accounts: 1, regions: ["eu-west-1"], functions: 60, now });
  onTestFinished(fleet.close);
  await fleet.sync({ sources: ["accounts", "regions"] });
  await ensurePartitions(database.pool, "function_hours", [daysAgo(20), daysAgo(15), daysAgo(14), now]);
  const workers = [
    await startSchedule(fleet.context, { jitterMs: 0 }),
    await startSchedule(fleet.context, { jitterMs: 0 }),
  ];
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
  for (const name of ["scheduled-sync", "upkeep", "scheduled-sync", "upkeep"])
    await boss.send(name, { what: "hourly" });
  await expect.poll(jobs, { timeout: 60_000, interval: 200 }).toMatchObject({ open: 0, failed: 0, overlapping: 0 });
  await boss.send("scheduled-sync", { what: "hourly" });
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

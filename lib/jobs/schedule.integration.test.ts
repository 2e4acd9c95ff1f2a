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
  const sent = await Promise.all([
    boss.send("scheduled-sync", { what: "hourly" }),
    boss.send("scheduled-sync", { what: "hourly" }),
    boss.send("upkeep", {}),
    boss.send("upkeep", {}),
  ]);
  expect(sent.filter((id) => id !== null)).toHaveLength(2);
  await expect
    .poll(() => ended(), { timeout: 60_000, interval: 200 })
    .toEqual(["scheduled-sync completed", "upkeep completed"]);
  const again = await boss.send("scheduled-sync", { what: "hourly" });
  await expect.poll(() => ended(), { timeout: 60_000, interval: 200 }).toHaveLength(again === null ? 2 : 3);
  const { rows: syncs } = await database.pool.query("SELECT trigger, status FROM syncs");
  expect(syncs).toEqual([{ trigger: "schedule", status: "running" }]);
  expect(await partitions()).toEqual(["function_hours_20261106", "function_hours_20261120"]);

  async function ended(): Promise<string[]> {
    const { rows } = await database.pool.query<{ text: string }>(
      "SELECT name || ' ' || state::text AS text FROM pgboss.job WHERE name IN ('scheduled-sync', 'upkeep') AND state = 'completed' ORDER BY 1",
    );
    return rows.map(({ text }) => text);
  }

  async function partitions(): Promise<string[]> {
    const { rows } = await database.pool.query<{ name: string }>(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'function_hours'::regclass ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  }
});

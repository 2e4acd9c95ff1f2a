import { expect, it, onTestFinished } from "vitest";
import type { Aws } from "#lib/aws/aws.ts";
import { saveCollectionSettings } from "#lib/services/settings/collection-settings.ts";
import { createTestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet } from "#lib/testing/synced-fleet.ts";
import { requestSync } from "./request-sync.ts";
import type { SyncContext } from "./sync-context.ts";
import { startTaskRunner } from "./task-runner.ts";

it("hours of starts that were paid for count in their day, though the budget ended the reading after them", async () => {
  const database = await createTestDatabase();
  onTestFinished(database.drop);
  const fleet = await openSyncedFleet(database, {
    accounts: 1,
    regions: ["eu-west-1"],
    functions: 12,
    now: new Date("2026-11-20T10:40:00Z"),
    settings: { hourDays: 2 },
  });
  onTestFinished(fleet.close);
  const { aws } = fleet.context;
  // Today's hours come first; then there is no money for the day before.
  const collect = async function* (task: Parameters<Aws["collect"]>[0]) {
    for await (const collected of aws.collect(task)) {
      if (task.source === "starts" && "points" in collected.page && collected.page.points.length > 0) {
        await saveCollectionSettings(fleet.context, { monthlyBudgetUsd: 0, quotaShares: {}, schedule: true });
      }
      yield collected;
    }
  };
  const context: SyncContext = { ...fleet.context, aws: { ...aws, collect: collect as Aws["collect"] } };
  const { syncId } = await requestSync(context, {});
  const runner = startTaskRunner(context);
  const status = async () =>
    (await database.pool.query<{ status: string }>("SELECT status FROM syncs WHERE id = $1", [syncId])).rows[0]?.status;
  await expect.poll(status, { timeout: 60_000 }).toBe("complete");
  await runner.stop();
  const { rows: tasks } = await database.pool.query("SELECT status FROM sync_tasks WHERE source = 'starts'");
  expect(tasks).toEqual([{ status: "postponed" }]);
  const reports = async (table: string) =>
    (await database.pool.query<{ sum: number }>(`SELECT sum(reports)::int AS sum FROM ${table}`)).rows[0]?.sum;
  const hours = await reports("function_hours");
  expect(hours).toBeGreaterThan(0);
  expect(await reports("function_days")).toBe(hours);
  expect(await reports(`(SELECT reports FROM function_windows WHERE "window" = '24h') w`)).toBe(hours);
});

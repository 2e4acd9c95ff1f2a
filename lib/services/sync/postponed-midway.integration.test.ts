import { expect, it, onTestFinished } from "vitest";
import { saveCollectionSettings } from "#lib/services/settings/collection-settings.ts";
import { createTestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet } from "#lib/testing/synced-fleet.ts";

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
  // Today's hours come first; then there is no money for the day before.
  await fleet.sync({}, async function* ({ source }, pages) {
    for await (const collected of pages) {
      if (source === "starts" && "points" in collected.page && collected.page.points.length > 0) {
        await saveCollectionSettings(fleet.context, { monthlyBudgetUsd: 0, quotaShares: {}, schedule: true });
      }
      yield collected;
    }
  });
  const { rows: tasks } = await database.pool.query("SELECT status FROM sync_tasks WHERE source = 'starts'");
  expect(tasks).toEqual([{ status: "postponed" }]);
  const reports = async (table: string) =>
    (await database.pool.query<{ sum: number }>(`SELECT sum(reports)::int AS sum FROM ${table}`)).rows[0]?.sum;
  const hours = await reports("function_hours");
  expect(hours).toBeGreaterThan(0);
  expect(await reports("function_days")).toBe(hours);
  expect(await reports(`(SELECT reports FROM function_windows WHERE "window" = '24h') w`)).toBe(hours);
});

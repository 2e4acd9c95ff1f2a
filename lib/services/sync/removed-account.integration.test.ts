import { expect, it, onTestFinished } from "vitest";
import { removeAccount } from "#lib/services/accounts/remove-account.ts";
import { createTestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet } from "#lib/testing/synced-fleet.ts";

it("an account that is removed while a sync reads it stays removed, and the sync ends", async () => {
  const database = await createTestDatabase();
  onTestFinished(database.drop);
  const fleet = await openSyncedFleet(database, {
    accounts: 2,
    regions: ["eu-west-1"],
    functions: 12,
    quotaScale: 200,
  });
  onTestFinished(fleet.close);
  await fleet.sync({ sources: ["accounts", "regions", "limits", "functions", "roles"] });
  const { rows: members } = await database.pool.query<{ id: string }>(
    "SELECT DISTINCT account_id AS id FROM functions JOIN accounts a ON a.id = account_id WHERE a.origin <> 'caller'",
  );
  const accountId = members[0]?.id ?? "";
  let removed = false;
  // AWS has answered with the functions, and nothing of that is kept yet.
  const { sync } = await fleet.sync({}, async function* ({ source, access }, pages) {
    for await (const collected of pages) {
      if (source === "functions" && access.accountId === accountId && !removed) {
        removed = true;
        await removeAccount(fleet.context, { accountId });
      }
      yield collected;
    }
  });
  expect(sync.status).toBe("complete");
  const { rows: back } = await database.pool.query(
    `SELECT name FROM functions WHERE account_id = $1 AND deleted_at IS NULL
     UNION ALL SELECT name FROM roles WHERE account_id = $1 AND deleted_at IS NULL`,
    [accountId],
  );
  expect(back).toEqual([]);
  const { rows: tasks } = await database.pool.query<{ status: string; reason: string | null }>(
    "SELECT DISTINCT status, reason FROM sync_tasks WHERE sync_id = $1 AND account_id = $2 AND status <> 'succeeded'",
    [sync.id, accountId],
  );
  expect(tasks).toEqual([{ status: "skipped", reason: "The account was removed meanwhile." }]);
});

import { expect, it, onTestFinished } from "vitest";
import type { Aws } from "#lib/aws/aws.ts";
import { createTestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet } from "#lib/testing/synced-fleet.ts";
import { requestSync } from "./request-sync.ts";
import type { SyncContext } from "./sync-context.ts";
import { startTaskRunner } from "./task-runner.ts";

/** An AWS whose Regions hold no function any more. */
function emptied(aws: Aws, asked: string[]): Aws {
  const collect = async function* (task: Parameters<Aws["collect"]>[0]) {
    asked.push(task.source);
    for await (const collected of aws.collect(task)) {
      if (task.source === "limits" && "limits" in collected.page) {
        yield { ...collected, page: { limits: { ...collected.page.limits, functionCount: 0 } } };
      } else if (task.source === "functions") yield { ...collected, page: { functions: [] } };
      else yield collected;
    }
  };
  return { ...aws, collect: collect as Aws["collect"] };
}

it("functions leave the fleet when the last ones of a Region are gone; from then on its list is not read any more", async () => {
  const database = await createTestDatabase();
  onTestFinished(database.drop);
  const fleet = await openSyncedFleet(database, { accounts: 1, regions: ["eu-west-1"], functions: 4 });
  onTestFinished(fleet.close);
  const sources = ["accounts", "regions", "limits", "functions"] as const;
  await fleet.sync({ sources: [...sources] });
  const asked: string[] = [];
  const context: SyncContext = { ...fleet.context, aws: emptied(fleet.context.aws, asked) };
  const there = async () => {
    const { rows } = await database.pool.query("SELECT FROM functions WHERE deleted_at IS NULL");
    return rows.length;
  };
  const sync = async () => {
    const { syncId } = await requestSync(context, { sources: [...sources] });
    const runner = startTaskRunner(context);
    const status = async () =>
      (await database.pool.query<{ status: string }>("SELECT status FROM syncs WHERE id = $1", [syncId])).rows[0]
        ?.status;
    await expect.poll(status, { timeout: 20_000 }).toBe("complete");
    await runner.stop();
  };
  expect(await there()).toBe(4);
  await sync();
  expect(await there()).toBe(0);
  expect(asked).toContain("functions");
  asked.length = 0;
  await sync();
  expect(asked).not.toContain("functions");
});

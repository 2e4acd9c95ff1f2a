import { expect, it, onTestFinished } from "vitest";
import { createTestDatabase } from "#lib/testing/database.ts";
import { type CollectBetween, openSyncedFleet } from "#lib/testing/synced-fleet.ts";

/** An AWS whose Regions hold no function any more. */
function emptied(asked: string[]): CollectBetween {
  return async function* ({ source }, pages) {
    asked.push(source);
    for await (const collected of pages) {
      if (source === "limits" && "limits" in collected.page) {
        yield { ...collected, page: { limits: { ...collected.page.limits, functionCount: 0 } } };
      } else if (source === "functions") yield { ...collected, page: { functions: [] } };
      else yield collected;
    }
  };
}

it("functions leave the fleet when the last ones of a Region are gone; from then on its list is not read any more", async () => {
  const database = await createTestDatabase();
  onTestFinished(database.drop);
  const fleet = await openSyncedFleet(database, { accounts: 1, regions: ["eu-west-1"], functions: 4 });
  onTestFinished(fleet.close);
  const sources = ["accounts", "regions", "limits", "functions"] as const;
  await fleet.sync({ sources: [...sources] });
  const asked: string[] = [];
  const there = async () => {
    const { rows } = await database.pool.query("SELECT FROM functions WHERE deleted_at IS NULL");
    return rows.length;
  };
  const sync = async () => await fleet.sync({ sources: [...sources] }, emptied(asked));
  expect(await there()).toBe(4);
  await sync();
  expect(await there()).toBe(0);
  expect(asked).toContain("functions");
  asked.length = 0;
  await sync();
  expect(asked).not.toContain("functions");
});

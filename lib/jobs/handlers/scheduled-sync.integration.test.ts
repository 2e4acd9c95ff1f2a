import pino from "pino";
import { expect, it, onTestFinished } from "vitest";
import { createServiceContext } from "#lib/services/context.ts";
import { saveCollectionSettings } from "#lib/services/settings/collection-settings.ts";
import { createTestDatabase } from "#lib/testing/database.ts";
import { handleScheduledSync } from "./scheduled-sync.ts";

it("begins a sync by the clock as long as the schedule is on", async () => {
  const database = await createTestDatabase();
  onTestFinished(database.drop);
  const actor = { kind: "system", name: "worker" } as const;
  const context = createServiceContext({ db: database, actor, logger: pino({ level: "silent" }) });
  const turn = async (schedule: boolean) => {
    await saveCollectionSettings(context, { monthlyBudgetUsd: null, quotaShares: {}, schedule });
    await handleScheduledSync(context, { seconds: 0, salt: "" });
    return (await database.pool.query("SELECT status FROM syncs")).rows;
  };
  expect(await turn(false)).toEqual([]);
  expect(await turn(true)).toEqual([{ status: "running" }]);
});

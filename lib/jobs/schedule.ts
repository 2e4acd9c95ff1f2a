import { PgBoss } from "pg-boss";
import { lastScheduledAt } from "#lib/db/sql/syncs.ts";
import type { Spread } from "#lib/services/sync/request-scheduled-sync.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import { scheduledSync } from "./definitions/scheduled-sync.ts";
import { upkeep } from "./definitions/upkeep.ts";
import { handleScheduledSync } from "./handlers/scheduled-sync.ts";
import { handleUpkeep } from "./handlers/upkeep.ts";

/**
 * Hourly syncs begin at minute 16, since log lines of an hour have settled a quarter of an hour after it, and spread the
 * accounts over twenty minutes, so that fifty of them do not begin in the same second.
 */
const syncCron = "16 * * * *";
export const spreadSeconds = 20 * 60;
const turnMs = 3_600_000;

/** Runs what recurs, once over all workers: pg-boss sees to it that each turn is taken by one of them. */
export async function startSchedule(context: SyncContext, spread: Spread): Promise<{ stop(): Promise<void> }> {
  const boss = new PgBoss({
    schema: "pgboss",
    db: { executeSql: async (text, values) => context.db.pool.query(text, values) },
  });
  boss.on("error", (error) => context.logger.warn({ err: error }, "the schedule cannot reach the database"));
  await boss.start();
  for (const { name } of [scheduledSync, upkeep]) {
    await boss.createQueue(name, {
      policy: "stately",
      retryLimit: 3,
      retryDelay: 60,
      retryBackoff: true,
      heartbeatSeconds: 30,
    });
  }
  await boss.work(scheduledSync.name, async () => handleScheduledSync(context, spread));
  await boss.work(upkeep.name, async () => handleUpkeep(context));
  await boss.schedule(scheduledSync.name, syncCron, {}, { tz: "UTC", key: "hourly" });
  // Earlier versions read some sources by a turn of their own; now each is due by its age.
  await boss.unschedule(scheduledSync.name, "daily");
  await boss.schedule(upkeep.name, "37 2 * * *", {}, { tz: "UTC" });
  await makeUpForMissed(context, boss);
  return {
    async stop() {
      await boss.stop({ graceful: true, timeout: 5_000 });
    },
  };
}

/** Turns that passed while no worker ran are made up for by one: it reads whatever came due meanwhile. */
async function makeUpForMissed(context: SyncContext, boss: PgBoss): Promise<void> {
  const last = await lastScheduledAt(context.db.pool);
  if (last !== null && context.clock.now().getTime() - last.getTime() > turnMs) await boss.send(scheduledSync.name, {});
}

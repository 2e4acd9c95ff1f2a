import { PgBoss } from "pg-boss";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import { scheduledSync } from "./definitions/scheduled-sync.ts";
import { upkeep } from "./definitions/upkeep.ts";
import { handleScheduledSync } from "./handlers/scheduled-sync.ts";
import { handleUpkeep } from "./handlers/upkeep.ts";

const defaultJitterMs = 5 * 60_000;

/** Runs what recurs, once over all workers: pg-boss sees to it that each turn is taken by one of them. */
export async function startSchedule(
  context: SyncContext,
  { jitterMs = defaultJitterMs }: { readonly jitterMs?: number } = {},
): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController();
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
  await boss.work(scheduledSync.name, async ([job]) =>
    handleScheduledSync(context, job?.data, { signal: stopping.signal, jitterMs }),
  );
  await boss.work(upkeep.name, async () => handleUpkeep(context));
  await boss.schedule(scheduledSync.name, "7 1-23 * * *", { what: "hourly" }, { tz: "UTC", key: "hourly" });
  await boss.schedule(scheduledSync.name, "7 0 * * *", { what: "daily" }, { tz: "UTC", key: "daily" });
  await boss.schedule(upkeep.name, "37 2 * * *", {}, { tz: "UTC" });
  return {
    async stop() {
      stopping.abort();
      await boss.stop({ graceful: true, timeout: 5_000 });
    },
  };
}

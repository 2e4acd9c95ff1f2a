import { setTimeout as sleep } from "node:timers/promises";
import { createDatabase } from "#lib/db/client.ts";
import { getSync } from "#lib/db/sql/syncs.ts";
import { logger } from "#lib/logger.ts";
import { createServiceContext } from "#lib/services/context.ts";
import { requestSync } from "#lib/services/sync/request-sync.ts";
import { startTestStack } from "#lib/testing/stack.ts";
import { runServiceProcess } from "#worker/service-process.ts";

/** The whole of Lamplight with a small synced fleet, as a process that ends with the one that started it. */
await runServiceProcess(async () => {
  const stack = await startTestStack({ accounts: 3, functions: 120, seed: 11, quotaScale: 50 });
  const startedAt = new Date().toISOString();
  const databaseUrl = stack.environment.DATABASE_URL ?? "";
  try {
    await syncOnce(databaseUrl);
  } catch (error) {
    await stack.stop();
    throw error;
  }
  return { details: { url: stack.url, databaseUrl, startedAt }, stop: stack.stop };
});

/** Runs the first sync to its end, so that every test meets the same store. */
async function syncOnce(databaseUrl: string): Promise<void> {
  const db = createDatabase(databaseUrl, { applicationName: "lamplight-test", maxConnections: 2 });
  try {
    const context = createServiceContext({ db, logger, actor: { kind: "system", name: "browser tests" } });
    const { syncId } = await requestSync(context, {});
    for (;;) {
      const sync = await getSync(db.pool, syncId);
      if (sync?.status === "complete") return;
      if (sync?.status !== "running")
        throw new Error(`The sync of the browser tests ended as ${sync?.status}: ${sync?.reason}`);
      await sleep(250);
    }
  } finally {
    await db.close();
  }
}

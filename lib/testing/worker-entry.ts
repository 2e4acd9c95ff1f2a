import pino from "pino";
import { loadConfig } from "#lib/config/config.ts";
import { createDatabase } from "#lib/db/client.ts";
import { listenForSyncs } from "#lib/db/sql/listen.ts";
import { leaseSeconds } from "#lib/db/sql/sync-tasks.ts";
import { ConfigurationError } from "#lib/errors.ts";
import { createSyncContext } from "#lib/services/sync/create-sync-context.ts";
import { startTaskRunner } from "#lib/services/sync/task-runner.ts";
import type { TestWorkerOptions } from "#lib/testing/test-worker.ts";
import { runServiceProcess } from "#worker/service-process.ts";

/** A worker without a schedule, as a process of its own, on a simulated clock. Its one argument is JSON. */
const options: TestWorkerOptions = JSON.parse(process.argv[2] ?? "{}");

await runServiceProcess(async () => {
  const config = loadConfig(process.env);
  if (config.databaseUrl === null) throw new ConfigurationError("DATABASE_URL is not set.");
  const db = createDatabase(config.databaseUrl, {
    applicationName: options.name,
    maxConnections: 6,
    idleTransactionMs: options.idleTransactionMs ?? leaseSeconds * 1_000,
  });
  const logger = pino({ level: options.logLevel ?? "silent" }, pino.destination(2));
  const context = createSyncContext({
    db,
    config,
    logger,
    actor: { kind: "system", name: options.name },
    quotaScale: options.quotaScale,
    clock: { now: () => new Date(Date.now() + options.clockOffsetMs) },
    settings: options.settings ?? {},
  });
  const runner = startTaskRunner(context);
  const listening = listenForSyncs(db.pool, runner.wake, logger);
  return {
    stop: async () => {
      await listening.stop();
      await runner.stop();
      context.aws.close();
      await db.close();
    },
  };
});

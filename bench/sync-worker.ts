import { writeFileSync } from "node:fs";
import { loadConfig } from "#lib/config/config.ts";
import { createDatabase } from "#lib/db/client.ts";
import { listenForSyncs } from "#lib/db/sql/listen.ts";
import { ConfigurationError } from "#lib/errors.ts";
import { logger } from "#lib/logger.ts";
import { createSyncContext } from "#lib/services/sync/create-sync-context.ts";
import { startTaskRunner } from "#lib/services/sync/task-runner.ts";
import { runServiceProcess } from "#worker/service-process.ts";
import { watchThisProcess } from "./benches/setup/worker-report.ts";

interface Words {
  readonly quotaScale: number;
  readonly hourDays: number | null;
  /** File that it writes what it used to when it ends. */
  readonly reportTo: string;
}

/**
 * The worker without its schedule, as a process of its own, so that its memory is that of a sync alone and the days it
 * reads can be chosen. Its one argument is JSON.
 */
const { quotaScale, hourDays, reportTo }: Words = JSON.parse(process.argv[2] ?? "{}");

await runServiceProcess(async () => {
  const report = watchThisProcess();
  const config = loadConfig(process.env);
  if (config.databaseUrl === null) throw new ConfigurationError("DATABASE_URL is not set.");
  const db = createDatabase(config.databaseUrl, {
    applicationName: "lamplight-bench-worker",
    maxConnections: 16,
    connectTimeoutMs: 30_000,
  });
  const context = createSyncContext({
    db,
    config,
    logger,
    actor: { kind: "system", name: "bench worker" },
    homeRegion: process.env.AWS_REGION,
    quotaScale,
    ...(hourDays === null ? {} : { settings: { hourDays } }),
  });
  const runner = startTaskRunner(context);
  const listening = listenForSyncs(db.pool, runner.wake, logger);
  return {
    stop: async () => {
      writeFileSync(reportTo, JSON.stringify(report()));
      await listening.stop();
      await runner.stop();
      context.aws.close();
      await db.close();
    },
  };
});

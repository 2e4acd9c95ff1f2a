import type { Logger } from "pino";
import type { Config } from "#lib/config/config.ts";
import { deriveKey } from "#lib/config/installation-key.ts";
import type { Database } from "#lib/db/client.ts";
import { listenForSyncs } from "#lib/db/sql/listen.ts";
import { startAccessChecks } from "#lib/services/accounts/access-check-runner.ts";
import { startExamples } from "#lib/services/failures/example-runner.ts";
import { followQuotaShares } from "#lib/services/settings/follow-quota-shares.ts";
import { createSyncContext } from "#lib/services/sync/create-sync-context.ts";
import { startTaskRunner } from "#lib/services/sync/task-runner.ts";
import { spreadSeconds, startSchedule } from "./schedule.ts";

export interface WorkerOptions {
  readonly db: Database;
  readonly config: Config;
  readonly logger: Logger;
  /** False runs tasks only: no scheduled syncs, no upkeep. */
  readonly schedule?: boolean;
  /** Tasks under way at a time. */
  readonly concurrency?: number;
  readonly quotaScale?: number;
}

export interface Worker {
  /** Puts tasks under way back and resolves when nothing runs any more. */
  stop(): Promise<void>;
}

/**
 * Works on syncs until it is stopped: claims tasks from the store, runs the schedule, listens for new syncs. Any number
 * of workers, on any number of machines, share the work.
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { db, config, logger, schedule = true } = options;
  const context = createSyncContext({
    db,
    config,
    logger,
    actor: { kind: "system", name: "worker" },
    homeRegion: process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || undefined,
    ...(options.quotaScale === undefined ? {} : { quotaScale: options.quotaScale }),
    ...(options.concurrency === undefined ? {} : { settings: { concurrency: options.concurrency } }),
  });
  // Before the first call: it is paced as the settings say.
  const shares = await followQuotaShares(context, context.aws);
  const runner = startTaskRunner(context);
  const checks = startAccessChecks(context);
  const examples = startExamples(context);
  const wakeAll = () => {
    runner.wake();
    checks.wake();
    examples.wake();
  };
  const listening = listenForSyncs(db.pool, wakeAll, logger);
  const salt = deriveKey(config, "schedule-offset").toString("hex", 0, 8);
  const jobs = schedule ? await startSchedule(context, { seconds: spreadSeconds, salt }) : null;
  return {
    async stop() {
      shares.stop();
      await jobs?.stop();
      await listening.stop();
      await Promise.all([runner.stop(), checks.stop(), examples.stop()]);
      context.aws.close();
    },
  };
}

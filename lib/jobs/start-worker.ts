import type { Logger } from "pino";
import type { Config } from "#lib/config/config.ts";
import type { Database } from "#lib/db/client.ts";
import { listenForSyncs } from "#lib/db/sql/listen.ts";
import { createSyncContext } from "#lib/services/sync/create-sync-context.ts";
import { startTaskRunner } from "#lib/services/sync/task-runner.ts";
import { startSchedule } from "./schedule.ts";

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
  const runner = startTaskRunner(context);
  const listening = listenForSyncs(db.pool, runner.wake);
  const jobs = schedule ? await startSchedule(context) : null;
  return {
    async stop() {
      await jobs?.stop();
      await listening.stop();
      await runner.stop();
      context.aws.close();
    },
  };
}

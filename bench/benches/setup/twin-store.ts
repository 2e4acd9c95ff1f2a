import { availableParallelism } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isTransientStoreError } from "#lib/db/sql/connection-error.ts";
import { getSyncProgress, listUnlearned, type SyncProgress, type UnlearnedReason } from "#lib/db/sql/sync-progress.ts";
import { logger } from "#lib/logger.ts";
import { createServiceContext } from "#lib/services/context.ts";
import { requestSync } from "#lib/services/sync/request-sync.ts";
import { startTestWorker, type TestWorker } from "#lib/testing/test-worker.ts";
import { environmentOf } from "./bench-fleet.ts";
import { type BenchSimulator, type BenchSimulatorOptions, openSimulator } from "./bench-simulator.ts";
import { type OwnStore, openOwnStore } from "./own-store.ts";

export interface TwinOptions extends Omit<BenchSimulatorOptions, "logFolder" | "now" | "quotaScale"> {
  /** Simulated time at which the sync is begun: the same for stores that are to be compared. */
  readonly now: Date;
  readonly quotaScale: number;
  readonly hourDays: number;
}

/** A store and a simulated AWS of its own, read by workers that may be killed, at a simulated time of its own. */
export interface TwinStore {
  readonly store: OwnStore;
  readonly simulator: BenchSimulator;
  /** Starts a worker; it is ended with the bench at the latest. */
  startWorker(name: string): Promise<TestWorker>;
  /** Requests a sync and waits for its end. `watch` is told how far it is, and may disturb it. */
  sync(watch?: (progress: SyncProgress) => Promise<void>): Promise<TwinSync>;
}

export interface TwinSync {
  readonly progress: SyncProgress;
  readonly wallSeconds: number;
  readonly unlearned: readonly UnlearnedReason[];
}

const lookEveryMs = 100;
const longestSyncMs = 60 * 60_000;

export async function openTwinStore(
  undo: (step: () => Promise<void>) => void,
  { hourDays, ...options }: TwinOptions,
): Promise<TwinStore> {
  const store = await openOwnStore(undo);
  const clockOffsetMs = options.now.getTime() - Date.now();
  const simulator = await openSimulator(undo, { ...options, logFolder: join(store.dataDir, "logs") });
  const environment = { ...environmentOf(store, simulator.environment), LAMPLIGHT_KEY: "5".repeat(64) };
  return {
    store,
    simulator,
    async startWorker(name) {
      const { quotaScale } = options;
      const worker = await startTestWorker(
        { name, quotaScale, clockOffsetMs, settings: { hourDays }, logLevel: "error" },
        environment,
      );
      undo(async () => await worker.signal("SIGKILL"));
      return worker;
    },
    sync: async (watch) => await syncOnce(store, watch ?? (async () => undefined)),
  };
}

async function syncOnce(store: OwnStore, watch: (progress: SyncProgress) => Promise<void>): Promise<TwinSync> {
  const { pool } = store.database;
  const context = createServiceContext({ db: store.database, logger, actor: { kind: "system", name: "bench" } });
  const started = performance.now();
  const { syncId } = await requestSync(context, {});
  for (;;) {
    const elapsedMs = performance.now() - started;
    if (elapsedMs > longestSyncMs) throw new Error(`The sync took more than ${longestSyncMs / 60_000} minutes.`);
    const progress = await duringOutages(async () => await getSyncProgress(pool, syncId));
    if (progress === null) throw new Error("The sync is no longer in the store.");
    if (progress.sync.status !== "running") {
      const unlearned = await duringOutages(async () => await listUnlearned(pool, syncId));
      return { progress, wallSeconds: elapsedMs / 1_000, unlearned };
    }
    await watch(progress);
    await sleep(lookEveryMs);
  }
}

/** The bench looks on while it restarts the database. */
export async function duringOutages<T>(read: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      if (attempt === 600 || !isTransientStoreError(error)) throw error;
      await sleep(lookEveryMs);
    }
  }
}

/** A quarter past the hour that has begun: time enough for a sync before the hour, and with it what is planned, turns. */
export function calmMoment(now: Date): Date {
  return new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000 - 45 * 60_000);
}

export function coresNote(): string {
  const cores = availableParallelism();
  return `${cores} ${cores === 1 ? "core" : "cores"} for workers, simulated AWS and database together`;
}

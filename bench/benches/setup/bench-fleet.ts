import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { supervise } from "#cli/launcher/supervise.ts";
import { freePort } from "#lib/db/embedded/server-process.ts";
import { getSyncProgress, listUnlearned, type SyncProgress, type UnlearnedReason } from "#lib/db/sql/sync-progress.ts";
import type { SourceName } from "#lib/domain/collection/source.ts";
import { logger } from "#lib/logger.ts";
import { createServiceContext } from "#lib/services/context.ts";
import { requestSync } from "#lib/services/sync/request-sync.ts";
import { type OwnStore, openOwnStore } from "./own-store.ts";
import { peakMb } from "./process-memory.ts";

/** A simulated fleet and how it is read. */
export interface FleetSize {
  readonly functions: number;
  readonly accounts: number;
  readonly regions: readonly string[];
  readonly latencyMs: number;
  /** Multiplies AWS's rates on both sides. 1: as AWS has them. */
  readonly quotaScale: number;
  /** Days of hour rows and starts, today included; null: as many as the product reads. */
  readonly hourDays: number | null;
  /** Sources to read; null: all. */
  readonly sources: readonly SourceName[] | null;
}

/** The fleet that the simulated AWS has by default, read as the product reads it. */
export const defaultFleet: FleetSize = {
  functions: 1_200,
  accounts: 6,
  regions: ["eu-west-1", "us-east-1", "ap-southeast-2"],
  latencyMs: 0,
  quotaScale: 1,
  hourDays: null,
  sources: null,
};

export interface MeasuredSync {
  readonly progress: SyncProgress;
  /** From the request to useful pages; null when it never got there. */
  readonly usableSeconds: number | null;
  readonly wallSeconds: number;
  readonly workerPeakMb: number | null;
  readonly unlearned: readonly UnlearnedReason[];
}

export interface BenchFleet {
  readonly size: FleetSize;
  readonly store: OwnStore;
  /** For processes that work on this store against this simulated AWS. */
  readonly environment: NodeJS.ProcessEnv;
  readonly first: MeasuredSync;
  /** Another sync by a worker process of its own. */
  sync(): Promise<MeasuredSync>;
}

/** A sync that takes longer is given up: a bench ends by itself. */
const longestSyncMs = 30 * 60_000;

/** Opens a store and a simulated AWS, both of its own, and reads the one into the other at the full quota share. */
export async function openBenchFleet(size: FleetSize, undo: (step: () => Promise<void>) => void): Promise<BenchFleet> {
  const store = await openOwnStore(undo);
  const logFolder = join(store.dataDir, "logs");
  const { functions, accounts, regions, latencyMs, quotaScale } = size;
  const options = { functions, accounts, regions, latencyMs, quotaScale, port: await freePort() };
  const simulator = await supervise({
    name: "simulated AWS",
    entry: "cli/services/simulator.ts",
    words: [JSON.stringify(options)],
    environment: process.env,
    logFolder,
    onRestart: restarted,
  });
  undo(simulator.stop);
  const environment = environmentOf(store, simulator.details);
  const sync = async () => await runSync(size, store, environment, logFolder);
  return { size, store, environment, first: await sync(), sync };
}

/** A profile or token of the real AWS must not win over the simulated one. */
function environmentOf(store: OwnStore, simulated: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|LAMPLIGHT|NEXTAUTH)_/.test(name));
  return {
    ...Object.fromEntries(inherited),
    NODE_ENV: process.env.NODE_ENV,
    ...simulated,
    AWS_EC2_METADATA_DISABLED: "true",
    DATABASE_URL: store.url,
    LAMPLIGHT_DATA_DIR: store.dataDir,
    LAMPLIGHT_QUOTA_SHARE: "1",
    LAMPLIGHT_SIMULATED: "1",
    LAMPLIGHT_LOG_LEVEL: "warn",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

async function runSync(
  size: FleetSize,
  store: OwnStore,
  environment: NodeJS.ProcessEnv,
  logFolder: string,
): Promise<MeasuredSync> {
  const worker = await supervise({
    name: "the worker",
    entry: "bench/sync-worker.ts",
    words: [JSON.stringify({ quotaScale: size.quotaScale, hourDays: size.hourDays })],
    environment,
    logFolder,
    onRestart: restarted,
  });
  try {
    const context = createServiceContext({ db: store.database, logger, actor: { kind: "system", name: "bench" } });
    const started = performance.now();
    const { syncId } = await requestSync(context, size.sources === null ? {} : { sources: [...size.sources] });
    let usableSeconds: number | null = null;
    for (;;) {
      const progress = await getSyncProgress(store.database.pool, syncId);
      const elapsedMs = performance.now() - started;
      if (progress === null) throw new Error("The sync is no longer in the store.");
      if (progress.sync.usableAt !== null) usableSeconds ??= elapsedMs / 1_000;
      if (progress.sync.status !== "running") {
        const unlearned = await listUnlearned(store.database.pool, syncId);
        return {
          progress,
          usableSeconds,
          wallSeconds: elapsedMs / 1_000,
          workerPeakMb: peakMb(worker.pid()),
          unlearned,
        };
      }
      if (elapsedMs > longestSyncMs) throw new Error(`The sync took more than ${longestSyncMs / 60_000} minutes.`);
      await sleep(200);
    }
  } finally {
    await worker.stop();
  }
}

/** A part that dies makes every figure of the run wrong. */
function restarted(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

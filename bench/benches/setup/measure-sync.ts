import { setTimeout as sleep } from "node:timers/promises";
import { getSyncProgress, listUnlearned, type SyncProgress, type UnlearnedReason } from "#lib/db/sql/sync-progress.ts";
import type { SourceName } from "#lib/domain/collection/source.ts";
import { logger } from "#lib/logger.ts";
import { createServiceContext } from "#lib/services/context.ts";
import { requestSync } from "#lib/services/sync/request-sync.ts";
import type { BenchSimulator } from "./bench-simulator.ts";
import { type BenchWorkerOptions, startWorker } from "./bench-worker.ts";
import { type OwnStore, storeCpuSeconds } from "./own-store.ts";
import type { WorkerReport } from "./worker-report.ts";

/** Processor seconds from the request of a sync to its end; null where the system does not tell. */
export interface SyncCpu {
  readonly workerSeconds: number | null;
  readonly simulatorSeconds: number | null;
  readonly databaseSeconds: number | null;
}

export interface MeasuredSync {
  readonly progress: SyncProgress;
  /** From the request to useful pages; null when it never got there. */
  readonly usableSeconds: number | null;
  readonly wallSeconds: number;
  readonly workerPeakMb: number | null;
  readonly cpu: SyncCpu;
  /** Null when the worker did not get to write one. */
  readonly worker: WorkerReport | null;
  readonly unlearned: readonly UnlearnedReason[];
}

export interface EndedSync {
  readonly progress: SyncProgress;
  readonly usableSeconds: number | null;
  readonly wallSeconds: number;
  readonly unlearned: readonly UnlearnedReason[];
}

/** A sync that takes longer is given up: a bench ends by itself. */
const longestSyncMs = 60 * 60_000;
const lookEveryMs = 200;

/** Requests a sync of a store and waits until workers, whichever there are, have ended it. `sources` null: all. */
export async function syncToEnd(store: OwnStore, sources: readonly SourceName[] | null): Promise<EndedSync> {
  const context = createServiceContext({ db: store.database, logger, actor: { kind: "system", name: "bench" } });
  const started = performance.now();
  const { syncId } = await requestSync(context, sources === null ? {} : { sources: [...sources] });
  let usableSeconds: number | null = null;
  for (;;) {
    const progress = await getSyncProgress(store.database.pool, syncId);
    const elapsedMs = performance.now() - started;
    if (progress === null) throw new Error("The sync is no longer in the store.");
    if (progress.sync.usableAt !== null) usableSeconds ??= elapsedMs / 1_000;
    if (progress.sync.status !== "running") {
      const unlearned = await listUnlearned(store.database.pool, syncId);
      return { progress, usableSeconds, wallSeconds: elapsedMs / 1_000, unlearned };
    }
    if (elapsedMs > longestSyncMs) throw new Error(`The sync took more than ${longestSyncMs / 60_000} minutes.`);
    await sleep(lookEveryMs);
  }
}

/** One sync by a worker process of its own, with what each process used for it. */
export async function measureSync(
  store: OwnStore,
  simulator: BenchSimulator,
  sources: readonly SourceName[] | null,
  workerOptions: BenchWorkerOptions,
): Promise<MeasuredSync> {
  const worker = await startWorker(workerOptions);
  const used = async (): Promise<SyncCpu> => ({
    workerSeconds: worker.cpuSeconds(),
    simulatorSeconds: simulator.cpuSeconds(),
    databaseSeconds: await storeCpuSeconds(store),
  });
  let report: WorkerReport | null = null;
  const measured = await (async () => {
    try {
      const before = await used();
      const ended = await syncToEnd(store, sources);
      const after = await used();
      const cpu = {
        workerSeconds: difference(after.workerSeconds, before.workerSeconds),
        simulatorSeconds: difference(after.simulatorSeconds, before.simulatorSeconds),
        databaseSeconds: difference(after.databaseSeconds, before.databaseSeconds),
      };
      return { ...ended, cpu, workerPeakMb: worker.peakMb() };
    } finally {
      report = await worker.stop();
    }
  })();
  return { ...measured, worker: report };
}

function difference(after: number | null, before: number | null): number | null {
  return after === null || before === null ? null : after - before;
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { heapMb } from "#cli/launcher/stack.ts";
import { supervise } from "#cli/launcher/supervise.ts";
import { brokeDown } from "./broke-down.ts";
import { profiled } from "./cpu-profile.ts";
import { cpuSeconds } from "./process-cpu.ts";
import { peakMb } from "./process-memory.ts";
import type { WorkerReport } from "./worker-report.ts";

export interface BenchWorkerOptions {
  /** Store and AWS that it works on: a bench fleet's `environment`. */
  readonly environment: NodeJS.ProcessEnv;
  readonly logFolder: string;
  /** Multiplies AWS's rates, as for the simulated AWS. */
  readonly quotaScale: number;
  /** Days of hour rows and starts, today included; null: as many as the product reads. */
  readonly hourDays: number | null;
  /** Tells workers that run at once apart, in logs and reports. */
  readonly name?: string;
  /** Where a CPU profile of it is written when it stops. */
  readonly profileTo?: string;
  /** Told when it ended by itself and is started again. Without it, that fails the run. */
  readonly onRestart?: (message: string) => void;
}

/** A worker process with the heap that `lamplight start` gives it, and nothing to do but syncs. */
export interface BenchWorker {
  pid(): number | undefined;
  /** So far; null where the system does not tell. */
  cpuSeconds(): number | null;
  peakMb(): number | null;
  /** kill -9; it is started again by itself after a moment. */
  kill(): void;
  /** Ends it as the launcher does. The report is null when its last life was too short to write one. */
  stop(): Promise<WorkerReport | null>;
}

/** Starts a worker. Whoever starts it stops it. */
export async function startWorker(options: BenchWorkerOptions): Promise<BenchWorker> {
  const { environment, logFolder, quotaScale, hourDays, name = "the worker", profileTo } = options;
  const reportTo = join(logFolder, `${name.replaceAll(" ", "-")}-report.json`);
  const bound = heapMb["the worker"];
  const service = await supervise({
    name,
    entry: "bench/sync-worker.ts",
    words: [JSON.stringify({ quotaScale, hourDays, reportTo })],
    ...(bound === undefined ? {} : { heapMb: bound }),
    environment: profileTo === undefined ? environment : profiled(environment, profileTo),
    logFolder,
    onRestart: options.onRestart ?? brokeDown,
  });
  return {
    pid: service.pid,
    cpuSeconds: () => cpuSeconds(service.pid()),
    peakMb: () => peakMb(service.pid()),
    kill: service.restart,
    stop: async () => {
      await service.stop();
      return await readReport(reportTo);
    },
  };
}

async function readReport(path: string): Promise<WorkerReport | null> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as WorkerReport;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

import { heapMb } from "#cli/launcher/stack.ts";
import { supervise } from "#cli/launcher/supervise.ts";
import { freePort } from "#lib/db/embedded/server-process.ts";
import type { SimulatorOptions } from "#simulator/server.ts";
import { brokeDown } from "./broke-down.ts";
import { profiled } from "./cpu-profile.ts";
import { cpuSeconds } from "./process-cpu.ts";
import { peakMb } from "./process-memory.ts";

/** How a simulated AWS is started for a bench. */
export interface BenchSimulatorOptions
  extends Pick<SimulatorOptions, "functions" | "accounts" | "regions" | "latencyMs" | "quotaScale" | "now" | "faults"> {
  /** Where its log goes. */
  readonly logFolder: string;
  /** Requests are appended to this file, for a replay. */
  readonly recordTo?: string;
  /** Where a CPU profile of it is written when it stops. */
  readonly profileTo?: string;
  /** Processes that answer on the one port. Default 1. */
  readonly processes?: number;
}

/** The simulated AWS as a process of its own. */
export interface BenchSimulator {
  /** Points AWS clients at it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Of all its processes, so far; null where the system does not tell. */
  cpuSeconds(): number | null;
  /** Of the largest of its processes. */
  peakMb(): number | null;
  stop(): Promise<void>;
}

/** Starts a simulated AWS; it is stopped at the end of the run at the latest. */
export async function openSimulator(
  undo: (step: () => Promise<void>) => void,
  { logFolder, profileTo, now, ...options }: BenchSimulatorOptions,
): Promise<BenchSimulator> {
  const words = { ...options, ...(now === undefined ? {} : { now: now.toISOString() }), port: await freePort() };
  const bound = heapMb["simulated AWS"];
  const service = await supervise({
    name: "simulated AWS",
    entry: "cli/services/simulator.ts",
    words: [JSON.stringify(words)],
    ...(bound === undefined ? {} : { heapMb: bound }),
    environment: profileTo === undefined ? process.env : profiled(process.env, profileTo),
    logFolder,
    onRestart: brokeDown,
  });
  undo(service.stop);
  const { LAMPLIGHT_SIMULATOR_PIDS: told, ...environment } = service.details;
  const pids = told === undefined ? () => [service.pid()] : () => [service.pid(), ...told.split(",").map(Number)];
  const all = (read: (pid: number | undefined) => number | null) => pids().flatMap((pid) => read(pid) ?? []);
  return {
    environment,
    cpuSeconds: () => sumOrNull(all(cpuSeconds)),
    peakMb: () => all(peakMb).reduce<number | null>((most, mb) => Math.max(most ?? 0, mb), null),
    stop: service.stop,
  };
}

function sumOrNull(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
}

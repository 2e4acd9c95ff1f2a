import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { SourceName } from "#lib/domain/collection/source.ts";
import { type BenchSimulator, openSimulator } from "./bench-simulator.ts";
import { type MeasuredSync, measureSync } from "./measure-sync.ts";
import { type OwnStore, openOwnStore } from "./own-store.ts";

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
  /** Whether the simulated AWS keeps what it is asked, for a replay. */
  readonly recorded?: boolean;
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

/** Where the requests of one sync stand in the record of the simulated AWS. */
export interface Recording {
  readonly path: string;
  readonly fromByte: number;
}

export interface FleetSync extends MeasuredSync {
  /** Null where the fleet is not recorded. */
  readonly recording: Recording | null;
}

export interface BenchFleet {
  readonly size: FleetSize;
  readonly store: OwnStore;
  readonly simulator: BenchSimulator;
  /** The simulated time at the simulator's start. */
  readonly startedAt: Date;
  readonly logFolder: string;
  /** For processes that work on this store against this simulated AWS. */
  readonly environment: NodeJS.ProcessEnv;
  readonly first: FleetSync;
  /** Another sync by a worker process of its own, of the fleet's sources unless others are named. */
  sync(sources?: readonly SourceName[] | null): Promise<FleetSync>;
}

/** Where CPU profiles of worker and simulated AWS go; null: none are taken. */
export interface ProfileFolders {
  readonly worker: string | null;
  readonly simulator: string | null;
}

/** Opens a store and a simulated AWS, both of its own, and reads the one into the other at the full quota share. */
export async function openBenchFleet(
  size: FleetSize,
  undo: (step: () => Promise<void>) => void,
  profiles: ProfileFolders = { worker: null, simulator: null },
): Promise<BenchFleet> {
  const store = await openOwnStore(undo);
  const logFolder = join(store.dataDir, "logs");
  const { functions, accounts, regions, latencyMs, quotaScale, hourDays } = size;
  const record = size.recorded === true ? join(store.dataDir, "requests.bin") : null;
  const startedAt = new Date();
  const simulator = await openSimulator(undo, {
    ...{ functions, accounts, regions, latencyMs, quotaScale, logFolder, now: startedAt },
    ...(record === null ? {} : { recordTo: record }),
    ...(profiles.simulator === null ? {} : { profileTo: profiles.simulator }),
  });
  const environment = environmentOf(store, simulator.environment);
  const sync = async (sources: readonly SourceName[] | null = size.sources): Promise<FleetSync> => {
    const recording = record === null ? null : { path: record, fromByte: sizeOf(record) };
    const worker = { environment, logFolder, quotaScale, hourDays };
    const profiled = profiles.worker === null ? worker : { ...worker, profileTo: profiles.worker };
    return { ...(await measureSync(store, simulator, sources, profiled)), recording };
  };
  return { size, store, simulator, startedAt, logFolder, environment, first: await sync(), sync };
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}

/** A profile or token of the real AWS must not win over the simulated one. */
export function environmentOf(store: OwnStore, simulated: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
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

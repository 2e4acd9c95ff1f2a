import { histogramOf } from "#lib/domain/statistics/histogram.ts";
import type { FleetStartRow } from "./fleet-evidence.ts";
import type { StartSubject } from "./start-subject.ts";

/** A Python function of us-east-1 with 700 inits of some 800 ms in a week. */
export function startSubject(changes: Partial<StartSubject> = {}): StartSubject {
  return {
    name: "orders-api",
    arn: "arn:aws:lambda:us-east-1:111122223333:function:orders-api",
    region: "us-east-1",
    runtime: "python3.12",
    architecture: "x86_64",
    packageType: "Zip",
    codeBytes: 40_000_000,
    memoryMb: 1024,
    ephemeralStorageMb: 512,
    snapStart: "None",
    provisioned: 0,
    fileSystems: 0,
    managedInstances: false,
    days: 7,
    coldStarts: 700,
    waitedMs: 600_000,
    initWaitedMs: 560_000,
    init: histogramOf(Array.from({ length: 700 }, (_, k) => 700 + (k % 201))),
    initP95Ms: 890,
    initCostUsd: 0.7,
    costUsd: 8,
    requestsUsd: 1,
    durationSumMs: 7 * 86_400_000 * 0.6,
    concurrency: { environments: 2, hours: 168, coldStartsWithin: 630, coldStarts: 700 },
    ...changes,
  };
}

/** Functions of one runtime, `count` of them, each with what `of` says of it. */
export function fleetRows(count: number, of: (k: number) => Partial<FleetStartRow>): FleetStartRow[] {
  return Array.from({ length: count }, (_, k) => ({
    runtime: "python3.12",
    architecture: "x86_64",
    codeBytes: 10_000_000,
    inits: 50,
    initP50Ms: 600,
    restores: 0,
    restoreP50Ms: null,
    restoreP95Ms: null,
    ...of(k),
  }));
}

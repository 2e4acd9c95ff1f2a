import {
  billedMs,
  createLogSource,
  durationMs,
  failedInitMs,
  failsDuringInit,
  type Invocation,
  initMs,
  isProvisioned,
  maxMemoryMb,
} from "./logs/invocation.ts";
import { invocationsOf } from "./logs/invocations.ts";
import { shapeOf } from "./shape/fleet-shape.ts";
import type { Fleet } from "./types.ts";
import { usageOf } from "./usage/usage.ts";

/** Values with how often each of them came, by what they measure. */
export interface StartValues {
  readonly durationMs: ReadonlyMap<number, number>;
  readonly initMs: ReadonlyMap<number, number>;
  readonly restoreMs: ReadonlyMap<number, number>;
  readonly billedMs: ReadonlyMap<number, number>;
  readonly memoryMb: ReadonlyMap<number, number>;
}

/** How one function started in a window, over the invocations whose reports are in its log. */
export interface StartTruth {
  readonly reports: number;
  /** With an init, those of provisioned concurrency included. */
  readonly coldStarts: number;
  readonly restores: number;
  readonly provisionedInits: number;
  /** Each is followed by a second one inside the invocation. */
  readonly failedInits: number;
  readonly billedSumMs: number;
  /** What inits and restores added to what was billed. */
  readonly initBilledSumMs: number;
  readonly restoreSumMs: number;
  /** Inits on demand, restores, and inits that failed. */
  readonly waitedSumMs: number;
  readonly values: StartValues;
}

type Sums = { -readonly [field in Exclude<keyof StartTruth, "values">]: number };

/** Of whole minutes, each invocation counted; what reports do not say is in none of the figures. */
export function startTruth(fleet: Fleet, functionIndex: number, start: Date, end: Date): StartTruth {
  const source = createLogSource(usageOf(shapeOf(fleet), functionIndex), null);
  const sums: Sums = {
    reports: 0,
    coldStarts: 0,
    restores: 0,
    provisionedInits: 0,
    failedInits: 0,
    billedSumMs: 0,
    initBilledSumMs: 0,
    restoreSumMs: 0,
    waitedSumMs: 0,
  };
  const values = {
    durationMs: new Map<number, number>(),
    initMs: new Map<number, number>(),
    restoreMs: new Map<number, number>(),
    billedMs: new Map<number, number>(),
    memoryMb: new Map<number, number>(),
  };
  const count = (field: keyof StartValues, value: number, by: number) =>
    values[field].set(value, (values[field].get(value) ?? 0) + by);
  for (const some of invocationsOf(source, start.getTime(), end.getTime(), "hour")) {
    for (const one of some) {
      if (!source.log.reportsSuccess && one.population !== "failed") continue;
      sums.reports += one.weight;
      count("durationMs", durationMs(one), one.weight);
      if (source.plan.setting === "managed-instances") continue;
      count("billedMs", billedMs(one), one.weight);
      count("memoryMb", maxMemoryMb(one), one.weight);
      sums.billedSumMs += one.weight * billedMs(one);
      addStart(sums, one, (field, value) => count(field, value, one.weight));
    }
  }
  return { ...sums, values };
}

function addStart(sums: Sums, one: Invocation, count: (field: "initMs" | "restoreMs", value: number) => void): void {
  const { weight, source } = one;
  const init = initMs(one);
  if (failsDuringInit(one)) {
    sums.failedInits += weight;
    sums.waitedSumMs += weight * failedInitMs(one);
  }
  if (init === null) return;
  sums.initBilledSumMs += weight * (billedMs(one) - Math.ceil(durationMs(one)));
  if (source.plan.snapStart) {
    sums.restores += weight;
    sums.restoreSumMs += weight * init;
    count("restoreMs", init);
  } else {
    sums.coldStarts += weight;
    count("initMs", init);
    if (isProvisioned(one)) sums.provisionedInits += weight;
  }
  if (!isProvisioned(one)) sums.waitedSumMs += weight * init;
}

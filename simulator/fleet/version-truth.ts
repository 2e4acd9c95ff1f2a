import { createLogSource, durationMs, initMs, versionOf } from "./logs/invocation.ts";
import { invocationsOf } from "./logs/invocations.ts";
import { shapeOf } from "./shape/fleet-shape.ts";
import type { Fleet } from "./types.ts";
import { usageOf } from "./usage/usage.ts";

/** What one version of a function did in a window. */
export interface VersionTruth {
  readonly version: string;
  readonly reports: number;
  readonly failures: number;
  readonly coldStarts: number;
  readonly restores: number;
  readonly initSumMs: number;
  /** Durations of handlers with how often each of them came. */
  readonly durationMs: ReadonlyMap<number, number>;
}

type Counted = { -readonly [field in Exclude<keyof VersionTruth, "durationMs">]: VersionTruth[field] } & {
  readonly durationMs: Map<number, number>;
};

/** By version, of whole minutes, each invocation counted; of functions whose log has all reports. */
export function versionTruth(fleet: Fleet, functionIndex: number, start: Date, end: Date): Map<string, VersionTruth> {
  const source = createLogSource(usageOf(shapeOf(fleet), functionIndex), null);
  const all = new Map<string, Counted>();
  for (const some of invocationsOf(source, start.getTime(), end.getTime(), "hour")) {
    for (const one of some) {
      const version = versionOf(one);
      const of = all.get(version) ?? {
        ...{ version, reports: 0, failures: 0, coldStarts: 0, restores: 0, initSumMs: 0 },
        durationMs: new Map<number, number>(),
      };
      all.set(version, of);
      const [init, duration] = [initMs(one), durationMs(one)];
      of.reports += one.weight;
      if (one.population === "failed") of.failures += one.weight;
      if (init !== null && source.plan.snapStart) of.restores += one.weight;
      else if (init !== null) {
        of.coldStarts += one.weight;
        of.initSumMs += one.weight * init;
      }
      of.durationMs.set(duration, (of.durationMs.get(duration) ?? 0) + one.weight);
    }
  }
  return all;
}

import { createLogSource, failsDuringInit, failureOf } from "./logs/invocation.ts";
import { invocationsOf } from "./logs/invocations.ts";
import { shapeOf } from "./shape/fleet-shape.ts";
import type { Fleet } from "./types.ts";
import { usageOf } from "./usage/usage.ts";

/** Failures of one function in a window of whole minutes, counted one by one. */
export interface FailureTruth {
  /** `timeout`, `outOfMemory`, `error`; or `init` for the INIT that failed before such an invocation. */
  readonly kind: "timeout" | "outOfMemory" | "error" | "init";
  /** "" for a timeout. */
  readonly errorType: string;
  readonly count: number;
}

/** By full enumeration, sorted by kind and error type: for windows of at most some hundred thousand invocations. */
export function failureTruth(fleet: Fleet, functionIndex: number, start: Date, end: Date): FailureTruth[] {
  const shape = shapeOf(fleet);
  const source = createLogSource(usageOf(shape, functionIndex), null);
  const counts = new Map<string, FailureTruth>();
  const add = (kind: FailureTruth["kind"], errorType: string, weight: number) => {
    const key = `${kind} ${errorType}`;
    counts.set(key, { kind, errorType, count: (counts.get(key)?.count ?? 0) + weight });
  };
  for (const some of invocationsOf(source, start.getTime(), end.getTime(), "minute")) {
    for (const one of some) {
      const failure = failureOf(one);
      if (failure === null) continue;
      const errorType = failure.errorType ?? "";
      if (failsDuringInit(one)) add("init", errorType, one.weight);
      add(
        failure.status === "timeout" ? "timeout" : failure.outOfMemory ? "outOfMemory" : "error",
        errorType,
        one.weight,
      );
    }
  }
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, truth]) => truth);
}

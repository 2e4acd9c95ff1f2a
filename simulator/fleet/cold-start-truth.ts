import { coldStartsOf } from "./logs/cold-starts.ts";
import { createLogSource, initMs } from "./logs/invocation.ts";
import { shapeOf } from "./shape/fleet-shape.ts";
import type { Fleet } from "./types.ts";
import { usageOf } from "./usage/usage.ts";

/** A cold start as it was. Milliseconds since 1970. */
export interface ColdStartTruth {
  readonly initStartedAt: number;
  readonly initMs: number;
  readonly invokedAt: number;
  readonly reportedAt: number;
  /** Lambda had initialised the environment ahead of need. */
  readonly ahead: boolean;
  /** It was made by provisioned concurrency. */
  readonly provisioned: boolean;
}

/** Every cold start of a function whose report falls into a window of whole minutes, in order of their reports. */
export function coldStartTruth(fleet: Fleet, functionIndex: number, start: Date, end: Date): ColdStartTruth[] {
  const source = createLogSource(usageOf(shapeOf(fleet), functionIndex), null);
  return [...coldStartsOf(source, start.getTime(), end.getTime())]
    .map(({ invocation, initStartedAt, invokedAt, ahead, provisioned }) => ({
      initStartedAt,
      initMs: initMs(invocation) ?? 0,
      invokedAt,
      reportedAt: invocation.timestamp,
      ahead,
      provisioned,
    }))
    .sort((one, other) => one.reportedAt - other.reportedAt);
}

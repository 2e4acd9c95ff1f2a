import { hasInsights } from "./functions/layers.ts";
import { networkBytes, toldColdStart, toldInitMs } from "./logs/insights-event.ts";
import { createLogSource, durationMs, failureOf, maxMemoryMb } from "./logs/invocation.ts";
import { invocationsOf } from "./logs/invocations.ts";
import { shapeOf } from "./shape/fleet-shape.ts";
import type { Fleet } from "./types.ts";
import { usageOf } from "./usage/usage.ts";

/** What one function did in a window, as far as Lambda Insights sees it: every invocation, whatever the log level. */
export interface InsightsTruth {
  readonly invocations: number;
  /** Inits that failed included. */
  readonly coldStarts: number;
  readonly timeouts: number;
  readonly rxBytes: number;
  readonly txBytes: number;
  /** Values with how often each of them came, exactly as they were. */
  readonly values: Readonly<Record<"durationMs" | "initMs" | "memoryMb", ReadonlyMap<number, number>>>;
}

/** Of whole minutes, each invocation counted; null for a function without the extension. */
export function insightsTruth(fleet: Fleet, functionIndex: number, start: Date, end: Date): InsightsTruth | null {
  const source = createLogSource(usageOf(shapeOf(fleet), functionIndex), null);
  if (!hasInsights(source.plan)) return null;
  const sums = { invocations: 0, coldStarts: 0, timeouts: 0, rxBytes: 0, txBytes: 0 };
  const values = {
    durationMs: new Map<number, number>(),
    initMs: new Map<number, number>(),
    memoryMb: new Map<number, number>(),
  };
  const count = (field: keyof typeof values, value: number, by: number) =>
    values[field].set(value, (values[field].get(value) ?? 0) + by);
  for (const some of invocationsOf(source, start.getTime(), end.getTime(), "hour")) {
    for (const one of some) {
      const { weight } = one;
      const { rx, tx } = networkBytes(one);
      const init = toldInitMs(one);
      sums.invocations += weight;
      sums.rxBytes += weight * rx;
      sums.txBytes += weight * tx;
      if (toldColdStart(one)) sums.coldStarts += weight;
      if (failureOf(one)?.status === "timeout") sums.timeouts += weight;
      count("durationMs", durationMs(one), weight);
      count("memoryMb", maxMemoryMb(one), weight);
      if (init !== null) count("initMs", init, weight);
    }
  }
  return { ...sums, values };
}

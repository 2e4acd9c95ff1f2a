import { constants, monitorEventLoopDelay, PerformanceObserver, performance } from "node:perf_hooks";

/** What a worker process tells of itself when it ends. */
export interface WorkerReport {
  /** Milliseconds spent in garbage collection on the main thread, and how often the whole heap was collected. */
  readonly gcMs: number;
  readonly majorCollections: number;
  /** How late timers ran, in milliseconds. */
  readonly eventLoopDelayMs: { readonly p50: number; readonly p99: number; readonly max: number };
  /** The share of the time in which the event loop had something to do, 0 to 1. */
  readonly eventLoopBusy: number;
}

const resolutionMs = 10;

/** Begins to watch this process. What comes back tells how it went so far; it costs next to nothing. */
export function watchThisProcess(): () => WorkerReport {
  let gcMs = 0;
  let majorCollections = 0;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      gcMs += entry.duration;
      if (isMajor(entry)) majorCollections += 1;
    }
  });
  observer.observe({ entryTypes: ["gc"] });
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  const started = performance.eventLoopUtilization();
  return () => {
    const late = (quantile: number) => Math.max(0, delay.percentile(quantile) / 1e6 - resolutionMs);
    return {
      gcMs,
      majorCollections,
      eventLoopDelayMs: { p50: late(50), p99: late(99), max: Math.max(0, delay.max / 1e6 - resolutionMs) },
      eventLoopBusy: performance.eventLoopUtilization(started).utilization,
    };
  };
}

function isMajor(entry: object): boolean {
  const detail: unknown = "detail" in entry ? entry.detail : null;
  return (
    typeof detail === "object" &&
    detail !== null &&
    "kind" in detail &&
    detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR
  );
}

import type { BenchContext, Measurement } from "./bench.ts";
import type { MeasuredSync } from "./measure-sync.ts";
import { noMemoryNote } from "./process-memory.ts";

/** How long a sync took, what it asked and what its worker needed. */
export function* syncFigures(name: string, sync: MeasuredSync): Generator<Measurement> {
  const { progress, usableSeconds, wallSeconds, workerPeakMb } = sync;
  const { calls, metricsRequested, bytesScanned, costUsd } = progress;
  const usable = { name: `${name}.usable`, value: usableSeconds, unit: "s", bar: null };
  yield usableSeconds === null ? { ...usable, note: "the sync never became usable" } : usable;
  yield {
    name: `${name}.complete`,
    value: wallSeconds,
    unit: "s",
    bar: null,
    note: `ended as ${progress.sync.status}`,
  };
  yield {
    name: `${name}.calls`,
    value: calls,
    unit: "calls",
    bar: null,
    note: `${metricsRequested} metrics, ${(bytesScanned / 1e9).toFixed(1)} GB of logs scanned, $${costUsd.toFixed(2)} at list price`,
  };
  const memory = { name: `${name}.worker-memory`, value: workerPeakMb, unit: "MB", bar: 500 };
  yield workerPeakMb === null ? { ...memory, note: noMemoryNote } : memory;
}

/** A sync that learned less is faster: what it could not learn stands below its figures. */
export function explainUnlearned(context: BenchContext, { unlearned }: MeasuredSync): void {
  for (const { source, reason, places } of unlearned)
    context.explain(`not learned: ${source} in ${places} places: ${reason}`);
}

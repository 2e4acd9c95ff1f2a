import type { BenchContext } from "./bench.ts";
import type { FleetSize } from "./bench-fleet.ts";
import type { MeasuredSync } from "./measure-sync.ts";
import type { Replay } from "./replay.ts";

/** Where the processor's time of a sync went, one line for each process, and how its worker kept up. */
export function explainCost(context: BenchContext, { cpu, worker, wallSeconds, progress }: MeasuredSync): void {
  const { workerSeconds, simulatorSeconds, databaseSeconds } = cpu;
  const perCall = workerSeconds === null ? "" : `, ${((1_000 * workerSeconds) / progress.calls).toFixed(2)} ms a call`;
  context.explain(
    `processor seconds of ${wallSeconds.toFixed(1)} s: worker ${seconds(workerSeconds)}${perCall}, simulated AWS ${seconds(simulatorSeconds)}, database ${seconds(databaseSeconds)}`,
  );
  if (worker === null) return;
  const { eventLoopBusy, eventLoopDelayMs: late, gcMs, majorCollections } = worker;
  context.explain(
    `worker: ${(gcMs / 1_000).toFixed(2)} s in garbage collection (${majorCollections} of the whole heap), event loop busy ${(100 * eventLoopBusy).toFixed(0)} %, late by ${late.p50.toFixed(1)} ms (median), ${late.p99.toFixed(0)} ms (p99), ${late.max.toFixed(0)} ms (most)`,
  );
}

/** The same of a replay, and what recording its requests took. */
export function explainReplay(context: BenchContext, report: Replay): void {
  const { calls, cpuSeconds, decodeSeconds, extraPolls, peakMb, recordingMs, refused, simulatorCpuSeconds } = report;
  context.explain(
    `replay: ${calls} requests over ${report.sockets} sockets, ${refused} refused as in the sync, ${extraPolls} polls more than recorded; processor seconds: SDK ${cpuSeconds.toFixed(1)}, ${((1_000 * cpuSeconds) / calls).toFixed(2)} ms a call, simulated AWS ${seconds(simulatorCpuSeconds)}; peak ${peakMb?.toFixed(0) ?? "unknown"} MB`,
  );
  context.explain(
    `recording took ${(recordingMs / 1_000).toFixed(2)} s of the simulated AWS during the sync; reading the record, ${decodeSeconds.toFixed(2)} s, is not counted in the replay`,
  );
}

/** What was measured, which options may have made smaller than the bench's title says. */
export function explainSize(context: BenchContext, { accounts, functions, quotaScale, regions }: FleetSize): void {
  const quotas = quotaScale === 1 ? "" : `, quotas ${quotaScale} × AWS's`;
  context.explain(`${functions} functions in ${accounts} accounts × ${regions.length} Regions${quotas}`);
}

function seconds(value: number | null): string {
  return value === null ? "unknown" : value.toFixed(1);
}

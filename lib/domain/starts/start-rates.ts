import { fewestCoverage } from "#lib/domain/cost/function-cost.ts";
import { type Rate, rateOf } from "#lib/domain/statistics/rate.ts";

/** Counts of one function or group over one period, from REPORT and INIT_REPORT records. */
export interface StartCounts {
  readonly reports: number;
  /** Reports with an Init Duration. */
  readonly coldStarts: number;
  /** Reports with a Restore Duration (SnapStart). */
  readonly restores: number;
  /** INIT_REPORT of phase invoke, or with status timeout or error. */
  readonly initFailures: number;
}

/**
 * Share of invocations that came with a start: (cold + restored + failed inits) / reports, with Wilson's 95 % interval.
 * Starts made ahead of need count, too; feltStarts leaves them out. It says nothing of invocations whose reports were not read: show coverage beside it.
 */
export function coldStartRate({ reports, coldStarts, restores, initFailures }: StartCounts): Rate {
  return rateOf(Math.min(reports, coldStarts + restores + initFailures), reports);
}

/** One start as its log stream shows it. */
export interface StartTiming {
  /** Time of INIT_START. */
  readonly initStartedAt: Date;
  readonly initMs: number;
  /** Time of the first START in the same stream. */
  readonly invokedAt: Date;
}

/** Lambda starts environments ahead of need, too; after a pause of more than this nobody was waiting. */
const longestWaitMs = 1000;

/** Whether somebody waited for the start: the first invocation came at most one second after init was done. */
export function isFelt({ initStartedAt, initMs, invokedAt }: StartTiming): boolean {
  return invokedAt.getTime() - (initStartedAt.getTime() + initMs) <= longestWaitMs;
}

/** How much of what ran was seen in reports. */
export interface Coverage {
  readonly reports: number;
  /** Null where metrics were not read. */
  readonly invocations: number | null;
  /** reports / invocations, at most 1; null without invocations: nothing ran, so nothing was missed. */
  readonly value: number | null;
  readonly label: "complete" | "partial" | "none" | "nothingRan" | "unknown";
}

/** Coverage counts as complete from 95 % on: reports may lag behind, and a few are lost. */
export function coverageOf(reports: number, invocations: number | null): Coverage {
  if (invocations === null) return { reports, invocations, value: null, label: "unknown" };
  if (invocations === 0) return { reports, invocations, value: null, label: reports > 0 ? "complete" : "nothingRan" };
  const value = Math.min(1, reports / invocations);
  const label = value >= fewestCoverage ? "complete" : value > 0 ? "partial" : "none";
  return { reports, invocations, value, label };
}

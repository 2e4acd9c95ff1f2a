import type { StartLogGroup, StartRequest, TimeWindow } from "#lib/domain/collection/source.ts";
import { maxRows } from "./start-query.ts";

/** Log groups of one StartQuery at most. */
const groupsPerQuery = 50;
/**
 * Rows of one group in one period, where none were counted before: some forty buckets of duration, in a band or two of
 * memory used, and the cold starts. A day has more kinds of rows than an hour.
 */
const assumedRows = { hour: 150, day: 250 } as const;
/** What of an answer's rows is planned with: counts of earlier answers grow, and the rows of one that is full are lost. */
const plannedRows = maxRows * 0.6;

export const periodMsOf = { hour: 3_600_000, day: 86_400_000 } as const;

/** One query as planned; `index` counts all steps of a task and is its cursor. */
export interface StartStep {
  readonly index: number;
  readonly granularity: "hour" | "day";
  readonly window: TimeWindow;
  readonly logGroups: readonly StartLogGroup[];
}

/** The queries of a task: windows of whole periods, and groups, whose rows should fit into one answer. */
export function planSteps(requests: readonly StartRequest[]): readonly StartStep[] {
  const steps: StartStep[] = [];
  for (const { granularity, from, to, logGroups } of requests) {
    for (const batch of batchesOf(logGroups, granularity)) {
      const rows = batch.reduce((sum, group) => sum + rowsOf(group, granularity), 0);
      const periods = Math.max(1, Math.floor(plannedRows / Math.max(1, rows)));
      for (const window of windowsOf({ from, to }, periods * periodMsOf[granularity])) {
        steps.push({ index: steps.length, granularity, window, logGroups: batch });
      }
    }
  }
  return steps;
}

/** Groups of one query each: as many as it takes, and no more than whose rows of one period fit. */
function* batchesOf(
  logGroups: readonly StartLogGroup[],
  granularity: "hour" | "day",
): Generator<readonly StartLogGroup[]> {
  let batch: StartLogGroup[] = [];
  let rows = 0;
  for (const group of logGroups) {
    const more = rowsOf(group, granularity);
    if (batch.length === groupsPerQuery || (batch.length > 0 && rows + more > plannedRows)) {
      yield batch;
      batch = [];
      rows = 0;
    }
    batch.push(group);
    rows += more;
  }
  if (batch.length > 0) yield batch;
}

function rowsOf({ rowsPerPeriod }: StartLogGroup, granularity: "hour" | "day"): number {
  return rowsPerPeriod ?? assumedRows[granularity];
}

function* windowsOf({ from, to }: TimeWindow, lengthMs: number): Generator<TimeWindow> {
  for (let start = from.getTime(); start < to.getTime(); start += lengthMs) {
    yield { from: new Date(start), to: new Date(Math.min(to.getTime(), start + lengthMs)) };
  }
}

/**
 * Two parts of a query that was too big: halves of its periods, of its groups, or of its time. What falls into the same
 * period again adds up. Null when nothing is left to divide.
 */
export function splitStep(step: StartStep): readonly [StartStep, StartStep] | null {
  const { window, logGroups } = step;
  const periodMs = periodMsOf[step.granularity];
  const lengthMs = window.to.getTime() - window.from.getTime();
  if (lengthMs > periodMs) return splitTime(step, periodMs);
  if (logGroups.length > 1) return splitGroups(step);
  return lengthMs > 120_000 ? splitTime(step, 60_000) : null;
}

export function splitGroups(step: StartStep): readonly [StartStep, StartStep] {
  const middle = Math.ceil(step.logGroups.length / 2);
  return [
    { ...step, logGroups: step.logGroups.slice(0, middle) },
    { ...step, logGroups: step.logGroups.slice(middle) },
  ];
}

function splitTime(step: StartStep, unitMs: number): readonly [StartStep, StartStep] {
  const { from, to } = step.window;
  const half = Math.ceil((to.getTime() - from.getTime()) / unitMs / 2) * unitMs;
  const middle = new Date(from.getTime() + half);
  return [
    { ...step, window: { from, to: middle } },
    { ...step, window: { from: middle, to } },
  ];
}

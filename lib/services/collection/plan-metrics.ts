import { listStoredFunctions } from "#lib/db/sql/function-facts.ts";
import type { ClaimedTask } from "#lib/db/sql/sync-tasks.ts";
import { lastPlan } from "#lib/db/sql/syncs.ts";
import type { MetricRequest, SourceInputs } from "#lib/domain/collection/source.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import { plannedUntil } from "./planned-until.ts";
import { addMs, dayMs, hourMs, later, startOfHour, startOfUtcDay } from "./time-windows.ts";

/** Hours that are read again: CloudWatch may still correct them, and log events arrive late. */
const lateHours = 3;
/** Days of history that the first sync reads. */
const historyDays = 396;

/** Metrics of the hours that are due in a place. */
export async function planMetrics(context: SyncContext, task: ClaimedTask): Promise<SourceInputs["metrics"]> {
  const until = plannedUntil(await lastPlan(context.db.pool, task, "metrics"), "hour");
  const names = await namesOf(context, task);
  return { requests: metricHours({ now: context.clock.now(), until, hourDays: context.settings.hourDays }, names) };
}

/** Metrics of the days that are due in a place. */
export async function planMetricHistory(
  context: SyncContext,
  task: ClaimedTask,
): Promise<SourceInputs["metric-history"] & { readonly readUntil?: Date }> {
  const until = plannedUntil(await lastPlan(context.db.pool, task, "metric-history"), "day");
  const now = context.clock.now();
  const names = await namesOf(context, task);
  const requests = metricDays(now, until, names);
  return requests.length === 0 && until !== null ? { requests, readUntil: until } : { requests };
}

/** What a plan of hours goes by. */
export interface HourPlan {
  readonly now: Date;
  /** Up to when hours were read before; null where none were. */
  readonly until: Date | null;
  /** Days that hour rows are kept, today included. */
  readonly hourDays: number;
}

/**
 * Hours of metrics. First today, so that pages are useful early, then the days before it as far as hours are kept;
 * later only what is new, and the last hours again. The hour under way is read as it stands.
 */
export function metricHours({ now, until, hourDays }: HourPlan, functionNames: readonly string[]): MetricRequest[] {
  const to = addMs(startOfHour(now), hourMs);
  const today = startOfUtcDay(now);
  const oldest = addMs(today, -(hourDays - 1) * dayMs);
  if (until === null) {
    const earlier = oldest < today ? [request("hour", oldest, today, functionNames)] : [];
    return [request("hour", today, to, functionNames), ...earlier];
  }
  return [request("hour", againFrom({ until, oldest, to }), to, functionNames)];
}

/** Where hours are read on from: some before the last reading's end, never before the oldest that is kept. */
export function againFrom({
  until,
  oldest,
  to,
}: {
  readonly until: Date;
  readonly oldest: Date;
  readonly to: Date;
}): Date {
  const from = later(addMs(until, -(lateHours + 1) * hourMs), oldest);
  // A clock that was set back: at least the hour under way.
  return from < to ? from : addMs(to, -hourMs);
}

/** Days of metrics up to yesterday: first 13 months, later the days that have passed since, and the last one again. */
export function metricDays(now: Date, until: Date | null, functionNames: readonly string[]): MetricRequest[] {
  const today = startOfUtcDay(now);
  if (until !== null && until >= today) return [];
  const from = until === null ? addMs(today, -historyDays * dayMs) : addMs(until, -dayMs);
  return [request("day", from, today, functionNames)];
}

async function namesOf(context: SyncContext, task: ClaimedTask): Promise<string[]> {
  const functions = await listStoredFunctions(context.db.pool, task.accountId, task.region);
  return functions.map(({ name }) => name);
}

function request(granularity: "hour" | "day", from: Date, to: Date, functionNames: readonly string[]): MetricRequest {
  return { granularity, from, to, functionNames };
}

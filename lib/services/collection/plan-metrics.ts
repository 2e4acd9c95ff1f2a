import { listStoredFunctions } from "#lib/db/sql/function-facts.ts";
import type { ClaimedTask } from "#lib/db/sql/sync-tasks.ts";
import { lastPlan } from "#lib/db/sql/syncs.ts";
import type { MetricRequest, SourceInputs } from "#lib/domain/collection/source.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import { plannedUntil } from "./planned-until.ts";
import { addMs, dayMs, hourMs, later, startOfHour, startOfUtcDay } from "./time-windows.ts";

/** Hours that are read again: CloudWatch may still correct them. */
const lateHours = 3;
/** Days of history that the first sync reads. */
const historyDays = 396;

/**
 * Hours of metrics. First today, so that pages are useful early, then the days before it as far as hours are kept;
 * later only what is new, and the last hours again. The hour under way is read as it stands.
 */
export async function planMetrics(context: SyncContext, task: ClaimedTask): Promise<SourceInputs["metrics"]> {
  const now = context.clock.now();
  const functionNames = await namesOf(context, task);
  const to = addMs(startOfHour(now), hourMs);
  const today = startOfUtcDay(now);
  const oldest = addMs(today, -(context.settings.hourDays - 1) * dayMs);
  const until = plannedUntil(await lastPlan(context.db.pool, task, "metrics"), "hour");
  if (until === null) {
    const earlier = oldest < today ? [request("hour", oldest, today, functionNames)] : [];
    return { requests: [request("hour", today, to, functionNames), ...earlier] };
  }
  const from = later(addMs(until, -(lateHours + 1) * hourMs), oldest);
  return { requests: [request("hour", from < to ? from : addMs(to, -hourMs), to, functionNames)] };
}

/** Days of metrics up to yesterday: first 13 months, later the days that have passed since, and the last one again. */
export async function planMetricHistory(
  context: SyncContext,
  task: ClaimedTask,
): Promise<SourceInputs["metric-history"]> {
  const today = startOfUtcDay(context.clock.now());
  const until = plannedUntil(await lastPlan(context.db.pool, task, "metric-history"), "day");
  const upToDate = { requests: [], readUntil: until };
  if (until !== null && until >= today) return upToDate;
  const functionNames = await namesOf(context, task);
  const from = until === null ? addMs(today, -historyDays * dayMs) : addMs(until, -dayMs);
  return { requests: [request("day", from, today, functionNames)] };
}

async function namesOf(context: SyncContext, task: ClaimedTask): Promise<string[]> {
  const functions = await listStoredFunctions(context.db.pool, task.accountId, task.region);
  return functions.map(({ name }) => name);
}

function request(granularity: "hour" | "day", from: Date, to: Date, functionNames: readonly string[]): MetricRequest {
  return { granularity, from, to, functionNames };
}

import { listStoredFunctions, type StoredFunction } from "#lib/db/sql/function-facts.ts";
import { listLogGroups, type StoredLogGroup } from "#lib/db/sql/place-facts.ts";
import type { ClaimedTask } from "#lib/db/sql/sync-tasks.ts";
import { lastPlan } from "#lib/db/sql/syncs.ts";
import type { SourceInputs, StartLogGroup, StartRequest } from "#lib/domain/collection/source.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import { againFrom, type HourPlan } from "./plan-metrics.ts";
import { plannedUntil } from "./planned-until.ts";
import { addMs, dayMs, hourMs, startOfHour, startOfUtcDay } from "./time-windows.ts";

/** Starts that are due in a place. */
export async function planStarts(context: SyncContext, task: ClaimedTask): Promise<SourceInputs["starts"]> {
  const functions = await listStoredFunctions(context.db.pool, task.accountId, task.region);
  const stored = await listLogGroups(context.db.pool, task);
  const until = plannedUntil(await lastPlan(context.db.pool, task, "starts"), "hour");
  const plan = { now: context.clock.now(), until, hourDays: context.settings.hourDays };
  return { requests: startWindows(plan, logGroupsOf(functions, stored), stored) };
}

/**
 * Windows of starts. First today by the hour and the days before it one by one, newest first, as far as hours are kept
 * and each log group's retention goes; later the new hours and the last ones again. Every byte of a day before
 * connection is scanned once.
 */
export function startWindows(
  { now, until, hourDays }: HourPlan,
  groups: readonly StartLogGroup[],
  stored: readonly Pick<StoredLogGroup, "name" | "retentionDays">[],
): StartRequest[] {
  if (groups.length === 0) return [];
  const today = startOfUtcDay(now);
  const to = addMs(startOfHour(now), hourMs);
  if (until !== null) {
    const from = againFrom({ until, oldest: addMs(today, -(hourDays - 1) * dayMs), to });
    return [{ granularity: "hour", from, to, logGroups: groups }];
  }
  const retention = new Map(stored.map(({ name, retentionDays }) => [name, retentionDays]));
  const days = Array.from({ length: hourDays - 1 }, (_, k) =>
    backfill(groups, retention, addMs(today, -(k + 1) * dayMs), now),
  );
  return [{ granularity: "hour", from: today, to, logGroups: groups }, ...days.flat()];
}

/** One day of back-fill over the groups that still hold all of it. */
function backfill(
  groups: readonly StartLogGroup[],
  retention: ReadonlyMap<string, number | null>,
  day: Date,
  now: Date,
): StartRequest[] {
  const logGroups = groups.filter(({ logGroupName }) => {
    const days = retention.get(logGroupName) ?? null;
    return days === null || day.getTime() >= now.getTime() - days * dayMs;
  });
  return logGroups.length === 0 ? [] : [{ granularity: "day", from: day, to: addMs(day, dayMs), logGroups }];
}

/** The log groups that exist and can be queried, with the functions that write to them. Where the list is unknown, all. */
function logGroupsOf(functions: readonly StoredFunction[], stored: readonly StoredLogGroup[]): StartLogGroup[] {
  // Logs Insights cannot query groups of the delivery class.
  const queryable = new Set(stored.filter(({ logGroupClass }) => logGroupClass !== "DELIVERY").map(({ name }) => name));
  const byGroup = Map.groupBy(functions, ({ logGroupName }) => logGroupName);
  return [...byGroup]
    .filter(([name]) => stored.length === 0 || queryable.has(name))
    .map(([logGroupName, members]) => ({
      logGroupName,
      functions: members.map(({ name, memoryMb, logFormat }) => ({ name, memoryMb, logFormat })),
    }));
}

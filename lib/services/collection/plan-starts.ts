import { priceList } from "#lib/aws/price-list.ts";
import { listStoredFunctions } from "#lib/db/sql/function-facts.ts";
import {
  type LogScan,
  listInvoked,
  listLogReadings,
  listScannableGroups,
  saveLogScans,
} from "#lib/db/sql/log-readings.ts";
import { listMeteredFunctions } from "#lib/db/sql/metered-functions.ts";
import { listWatermarks } from "#lib/db/sql/source-watermarks.ts";
import type { ClaimedTask } from "#lib/db/sql/sync-tasks.ts";
import type {
  InsightsRequest,
  SourceInputs,
  StartLogGroup,
  StartRequest,
  StartSampleRequest,
} from "#lib/domain/collection/source.ts";
import { settlingMs, type UnreadWindow, unreadWindows } from "#lib/domain/collection/start-windows.ts";
import { insightsLogGroup } from "#lib/domain/starts/insights.ts";
import { assumedGroupBytesPerHour } from "#lib/services/budget/collection-profile.ts";
import { PostponedError } from "#lib/services/budget/postponed-error.ts";
import { currentSpending, reserveSpending } from "#lib/services/budget/spending.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import { insightsGroupOf, insightsRequestOf } from "./plan-insights.ts";
import { planStartSamples, sampledBytes } from "./plan-start-samples.ts";
import { type PlannedGroup, writerFields } from "./planned-group.ts";
import { addMs, dayMs, hourMs } from "./time-windows.ts";

/** Over how much time the stored bytes of a group are spread that is kept for ever. */
const assumedAgeDays = 90;

/**
 * Starts that are due in a place: what has settled and was never scanned, newest first. Windows in which metrics prove
 * that a group's only function was not invoked are not queried. Throws `PostponedError` where the budget has them wait;
 * where it has room for a part, the newest part is read and the rest waits unread.
 */
export async function planStarts(context: SyncContext, task: ClaimedTask): Promise<SourceInputs["starts"]> {
  const { economy } = await currentSpending(context);
  const remedy =
    "Nothing to do: they are scanned once there is room, as far as their retention goes. Raise the monthly budget to have them sooner.";
  if (!economy.readsStarts) {
    throw new PostponedError(`The month's budget is tight: Lamplight ${economy.title}, so log lines wait.`, remedy);
  }
  const groups = await groupsOf(context, task);
  const { hourDays } = context.settings;
  const unread = unreadWindows([...groups.values()], { now: context.clock.now(), hourDays });
  const due = unread.filter(({ isHistory }) => economy.readsHistory || !isHistory);
  if (due.length === 0 && unread.length > 0) {
    throw new PostponedError(`The month's budget is tight: Lamplight ${economy.title}.`, remedy);
  }
  const windows = await withoutQuiet(context, task, groups, due);
  const paid = await reserve(context, task, groups, windows);
  const samples = economy.readsHistory ? await affordSamples(context, task, groups, paid) : [];
  const insights = groups.get(insightsLogGroup);
  return {
    requests: paid.map((window) => requestOf(window, groups)).filter(({ logGroups }) => logGroups.length > 0),
    samples,
    ...(insights?.isInsights ? { insights: insightsRequests(insights, groups, paid, context.clock.now()) } : {}),
  };
}

function insightsRequests(
  insights: PlannedGroup,
  groups: ReadonlyMap<string, PlannedGroup>,
  windows: readonly UnreadWindow[],
  now: Date,
): readonly InsightsRequest[] {
  const bytesPerHour = bytesPerHourOf(insights);
  return windows
    .filter(({ logGroupNames }) => logGroupNames.includes(insights.name))
    .map((window) => insightsRequestOf(window, insights, groups, { now, bytesPerHour }));
}

/** The log groups that functions write to, that exist and can be queried. Where the list is not known, all. */
async function groupsOf(context: SyncContext, task: ClaimedTask): Promise<ReadonlyMap<string, PlannedGroup>> {
  const { pool } = context.db;
  const functions = await listStoredFunctions(pool, task.accountId, task.region, writerFields);
  const listed = await listScannableGroups(pool, task);
  const readings = await listLogReadings(pool, task);
  const byName = new Map(listed.map((group) => [group.name, group]));
  const insights = insightsGroupOf(functions, listed, readings.get(insightsLogGroup) ?? null);
  const groups = [...Map.groupBy(functions, ({ logGroupName }) => logGroupName)].flatMap(([name, members]) => {
    const known = byName.get(name) ?? {
      name,
      canBeQueried: listed.length === 0,
      retentionDays: null,
      storedBytes: null,
    };
    if (!known.canBeQueried) return [];
    const reading = readings.get(name) ?? null;
    return [
      { ...known, logGroupName: name, functions: members, reading, scanned: reading?.scanned ?? [], isInsights: false },
    ];
  });
  // A function that logs to the group of Lambda Insights itself has it for its own log.
  return new Map([...(insights === null ? [] : [insights]), ...groups].map((group) => [group.name, group]));
}

/**
 * Leaves out groups that hold no start in a window, and notes that they need not be looked at again. The proof: the
 * group is of one function alone, its environments start only when it is invoked, metrics are complete until the window
 * had settled, and tell of no invocation in it or in the hour before (one that began then may have ended in the window).
 */
async function withoutQuiet(
  context: SyncContext,
  task: ClaimedTask,
  groups: ReadonlyMap<string, PlannedGroup>,
  windows: readonly UnreadWindow[],
): Promise<UnreadWindow[]> {
  const { pool } = context.db;
  const complete = (await listWatermarks(pool, task, "metrics")).get("complete") ?? null;
  if (complete === null) return [...windows];
  const proved = new Set(
    (await listMeteredFunctions(pool, task, context.clock.now()))
      .filter(({ startsUninvoked, firstSeenAt }) => !startsUninvoked && firstSeenAt <= complete.to)
      .map(({ id }) => id),
  );
  const quiet: LogScan[] = [];
  const left: UnreadWindow[] = [];
  for (const window of windows) {
    const since = addMs(window.from, -hourMs);
    const isCovered = since >= complete.from && addMs(window.to, settlingMs) <= complete.to;
    const invoked = isCovered ? await listInvoked(pool, task.accountId, { from: since, to: window.to }) : null;
    const isQuiet = (name: string): boolean => {
      const members = groups.get(name)?.functions ?? [];
      const [only] = members;
      return (
        invoked !== null && members.length === 1 && only !== undefined && proved.has(only.id) && !invoked.has(only.id)
      );
    };
    const { from, to, granularity } = window;
    for (const logGroupName of window.logGroupNames.filter(isQuiet)) {
      quiet.push({ logGroupName, from, to, granularity, bytes: null, rows: null });
    }
    const logGroupNames = window.logGroupNames.filter((name) => !isQuiet(name));
    if (logGroupNames.length > 0) left.push({ ...window, logGroupNames });
  }
  await saveLogScans(pool, task, quiet);
  return left;
}

/**
 * Reserves what scanning will cost, as each group has cost by the hour before; a group that was never scanned by what it
 * stores over the days it is kept, which is a guess.
 */
async function reserve(
  context: SyncContext,
  task: ClaimedTask,
  groups: ReadonlyMap<string, PlannedGroup>,
  windows: readonly UnreadWindow[],
): Promise<readonly UnreadWindow[]> {
  return affordable(windows, async (some) => {
    const bytes = some.reduce((sum, window) => sum + bytesOf(window, groups), 0);
    if (bytes > 0) await reserveSpending(context, task, bytes * priceList.scannedByteUsd);
  });
}

/** What is sampled of starts: put off before anything else, since what is billed of it counts nothing new. */
async function affordSamples(
  context: SyncContext,
  task: ClaimedTask,
  groups: ReadonlyMap<string, PlannedGroup>,
  windows: readonly UnreadWindow[],
): Promise<readonly StartSampleRequest[]> {
  const own = [...groups.values()].filter(({ isInsights }) => !isInsights);
  const all = own.map((group) => ({ ...group, bytesPerHour: bytesPerHourOf(group) }));
  const samples = await planStartSamples(context, task, all, windows);
  const bytes =
    windows.reduce((sum, window) => sum + bytesOf(window, groups), 0) + sampledBytes(samples, assumedGroupBytesPerHour);
  try {
    await reserveSpending(context, task, bytes * priceList.scannedByteUsd);
    return samples;
  } catch (error) {
    if (error instanceof PostponedError) return [];
    throw error;
  }
}

/** Asks for all of it, then for the first half of what was asked for, and so on; throws what one alone is refused with. */
export async function affordable<T>(
  all: readonly T[],
  ask: (some: readonly T[]) => Promise<void>,
): Promise<readonly T[]> {
  for (let count = all.length; ; count = Math.floor(count / 2)) {
    const some = all.slice(0, count);
    try {
      await ask(some);
      return some;
    } catch (error) {
      if (!(error instanceof PostponedError) || count <= 1) throw error;
    }
  }
}

function bytesOf({ from, to, logGroupNames }: UnreadWindow, groups: ReadonlyMap<string, PlannedGroup>): number {
  const hours = (to.getTime() - from.getTime()) / hourMs;
  return logGroupNames.reduce(
    (sum, name) => sum + hours * (bytesPerHourOf(groups.get(name)) ?? assumedGroupBytesPerHour),
    0,
  );
}

function bytesPerHourOf(group: PlannedGroup | undefined): number | null {
  if (group === undefined) return null;
  if (group.reading !== null && group.reading.bytesPerHour !== null) return group.reading.bytesPerHour;
  return group.storedBytes === null
    ? null
    : group.storedBytes / (group.retentionDays ?? assumedAgeDays) / (dayMs / hourMs);
}

function requestOf(window: UnreadWindow, groups: ReadonlyMap<string, PlannedGroup>): StartRequest {
  const { granularity, from, to, logGroupNames } = window;
  const logGroups = logGroupNames.flatMap((name): StartLogGroup[] => {
    const group = groups.get(name);
    if (group === undefined || group.isInsights) return [];
    const rows = granularity === "hour" ? group.reading?.rowsPerHour : group.reading?.rowsPerDay;
    const bytesPerHour = bytesPerHourOf(group);
    return [
      {
        logGroupName: name,
        functions: group.functions.map(({ name: fn, memoryMb, logFormat }) => ({ name: fn, memoryMb, logFormat })),
        ...(rows === null || rows === undefined ? {} : { rowsPerPeriod: rows }),
        ...(bytesPerHour === null ? {} : { bytesPerHour }),
      },
    ];
  });
  return { granularity, from, to, logGroups };
}

import { type ClaimedTask, endTask, hasKeptPage, type TaskResult } from "#lib/db/sql/sync-tasks.ts";
import {
  countOpenTasks,
  lockSync,
  notifyWorkers,
  type OpenTasks,
  type SyncRow,
  saveSyncUsable,
  shareSync,
} from "#lib/db/sql/syncs.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import { deriveFrom } from "#lib/services/collection/derive.ts";
import { settleSource } from "#lib/services/collection/settle-source.ts";
import { addMs, dayMs, startOfUtcDay } from "#lib/services/collection/time-windows.ts";
import { refreshRollups } from "#lib/services/metrics/refresh-rollups.ts";
import { closeSync } from "./close-sync.ts";
import { holdsNoFunction, planFollowers } from "./plan-followers.ts";
import type { SyncContext } from "./sync-context.ts";
import { withUnreadable } from "./unreadable-entries.ts";

/** How often the charts of the whole fleet are brought up to date while the first metrics come in. */
const refreshEveryMs = 30_000;
const refreshedAt = new WeakMap<object, number>();

/** What a sync comes to when a task ends: pages are useful, or all is read. */
type Turn = "usable" | "over";

/**
 * Ends a task: says how its source came out, works out what follows from what was read, and then, in one transaction
 * with the task's end, plans the tasks that come due. The fleet's rollups are brought up to date before a sync counts as
 * usable or over. All steps may be done twice: a worker killed between them leaves the task running, and whoever takes
 * it over does them again.
 */
export async function endTaskOf(context: SyncContext, task: ClaimedTask, collected: TaskResult): Promise<void> {
  const result = await withUnreadable(context, task, await settleSource(context, task, collected));
  const wasTried = await readsAnything(context, task, result);
  if (wasTried) await deriveFrom(context, task);
  if (wasTried && task.source === "metrics") await refreshNowAndThen(context, task);
  for (let refreshed: Turn | null = null; ; ) {
    const due = await endInOrder(context, task, result, refreshed);
    if (due === null) return;
    await refresh(context, task, due);
    refreshed = due;
  }
}

/**
 * Whether something may follow from what a task has read. Of what was not read here nothing follows that is not known yet;
 * but a reading that the budget ended half-way has kept pages that nobody reads again.
 */
async function readsAnything({ db }: SyncContext, task: ClaimedTask, { status }: TaskResult): Promise<boolean> {
  return status === "postponed" ? await hasKeptPage(db.pool, task) : status !== "skipped";
}

/**
 * Ends a task whose end broke on something of Lamplight's own, without working out what follows from it: else it would
 * break there again, be taken over when its lease ends, and the sync would never be over.
 */
export async function endBrokenTask(context: SyncContext, task: ClaimedTask, result: TaskResult): Promise<void> {
  await settleSource(context, task, result);
  await endInOrder(context, task, result, "over");
}

/**
 * Ends the task, and the sync where it was the last, unless the rollups must be refreshed first: then nothing is kept,
 * and the turn that they must be refreshed for is told. Null: the task has ended.
 *
 * An end that leaves tasks waiting needs no more than its place to itself, so that thousands of tasks do not end one
 * after the other. Any other may be the last, and holds the sync: whoever is the last to hold it sees all other ends.
 */
async function endInOrder(
  context: SyncContext,
  task: ClaimedTask,
  result: TaskResult,
  refreshed: Turn | null,
): Promise<Turn | null> {
  const beside = async () => await context.inSqlTransaction((sql) => endBeside(context, sql, task, result));
  if (refreshed === null && (await beside())) return null;
  return await oneByOne(task.syncId, () =>
    context.inSqlTransaction((sql) => endAlone(context, sql, task, result, refreshed)),
  );
}

/** Ends the task while others end. False: it may be the last, and nothing is kept. */
async function endBeside(context: SyncContext, sql: Sql, task: ClaimedTask, result: TaskResult): Promise<boolean> {
  await sql.query("SAVEPOINT before_end");
  const ended = await endAndPlan(sql, task, result, context.clock.now(), await shareSync(sql, task.syncId, task));
  if (ended === null) return true;
  if (leavesTasksWaiting(ended, task)) {
    await notifyWorkers(sql);
    return true;
  }
  await sql.query("ROLLBACK TO SAVEPOINT before_end");
  return false;
}

/** Ends the task while no other does. */
async function endAlone(
  context: SyncContext,
  sql: Sql,
  task: ClaimedTask,
  result: TaskResult,
  refreshed: Turn | null,
): Promise<Turn | null> {
  const now = context.clock.now();
  await sql.query("SAVEPOINT before_end");
  const ended = await endAndPlan(sql, task, result, now, await lockSync(sql, task.syncId));
  if (ended === null) return null;
  const { sync, open } = ended;
  const turn = open.all === 0 ? "over" : open.usable === 0 && sync.usableAt === null ? "usable" : null;
  if (turn !== null && refreshed !== turn && refreshed !== "over") {
    await sql.query("ROLLBACK TO SAVEPOINT before_end");
    return turn;
  }
  if (open.usable === 0) await saveSyncUsable(sql, task.syncId, now);
  if (turn === "over") await closeSync(sql, sync, now);
  await notifyWorkers(sql);
  return null;
}

const alone = new Map<string, Promise<unknown>>();

/** Lets the ends of a sync that hold it wait for each other here, and not each with a connection of the pool. */
async function oneByOne<T>(syncId: string, work: () => Promise<T>): Promise<T> {
  const before = alone.get(syncId) ?? Promise.resolve();
  const mine = before.then(work, work);
  alone.set(syncId, mine);
  try {
    return await mine;
  } finally {
    if (alone.get(syncId) === mine) alone.delete(syncId);
  }
}

interface PlannedEnd {
  readonly sync: SyncRow;
  readonly open: OpenTasks;
}

/** Ends the task and adds those that come due. Null: the sync no longer runs, or the task is no longer ours. */
async function endAndPlan(
  sql: Sql,
  task: ClaimedTask,
  result: TaskResult,
  now: Date,
  sync: SyncRow | null,
): Promise<PlannedEnd | null> {
  if (sync === null || !(await endTask(sql, task, result, now)) || sync.status !== "running") return null;
  const empty =
    task.source === "limits" &&
    (result.status === "succeeded" || result.status === "skipped") &&
    (await holdsNoFunction(sql, task));
  await planFollowers(sql, sync, { ...task, empty }, now);
  return { sync, open: await countOpenTasks(sql, task.syncId) };
}

/** Whether some task that nobody has begun will end later, in the task's own phase if that is the one under way. */
function leavesTasksWaiting({ sync, open }: PlannedEnd, { phase }: ClaimedTask): boolean {
  if (open.usable === 0 && sync.usableAt === null) return false;
  return phase === "usable" && sync.usableAt === null ? open.usableWaiting > 0 : open.waiting > 0;
}

async function refreshNowAndThen(context: SyncContext, task: ClaimedTask): Promise<void> {
  const last = refreshedAt.get(context.db.pool) ?? Number.NEGATIVE_INFINITY;
  if (performance.now() - last < refreshEveryMs) return;
  refreshedAt.set(context.db.pool, performance.now());
  await refresh(context, task, "usable");
}

/** While a sync goes on, the days that have hours; once it is over, all that it has read. */
async function refresh(context: SyncContext, task: ClaimedTask, turn: Turn): Promise<void> {
  const today = startOfUtcDay(context.clock.now());
  const oldest = turn === "over" ? new Date(0) : addMs(today, -(context.settings.hourDays - 1) * dayMs);
  await refreshRollups(context, task.syncId, oldest);
}

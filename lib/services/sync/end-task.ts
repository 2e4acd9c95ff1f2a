import { listAccounts } from "#lib/db/sql/accounts.ts";
import { dropOtherRoles } from "#lib/db/sql/roles.ts";
import { type ClaimedTask, endTask, type TaskResult } from "#lib/db/sql/sync-tasks.ts";
import {
  countOpenTasks,
  lockSync,
  notifyWorkers,
  type SyncRow,
  saveSyncEnd,
  saveSyncUsable,
  summarizeTasks,
} from "#lib/db/sql/syncs.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import { deriveFrom } from "#lib/services/collection/derive.ts";
import { settleSource } from "#lib/services/collection/settle-source.ts";
import { refreshRollups } from "#lib/services/metrics/refresh-rollups.ts";
import { outsideScope } from "./outside-scope.ts";
import { holdsNoFunction, planFollowers } from "./plan-followers.ts";
import type { SyncContext } from "./sync-context.ts";

/**
 * Ends a task: says how its source came out, works out what follows from what was read, and then, in one transaction
 * with the task's end, plans the tasks that come due. All steps may be done twice: a worker killed between them leaves
 * the task running, and whoever takes it over does them again.
 */
export async function endTaskOf(context: SyncContext, task: ClaimedTask, collected: TaskResult): Promise<void> {
  const result = await settleSource(context, task, collected);
  await deriveFrom(context, task);
  const now = context.clock.now();
  const turn = await context.inSqlTransaction(async (sql) => {
    const sync = await lockSync(sql, task.syncId);
    if (sync === null || !(await endTask(sql, task, result, now)) || sync.status !== "running") return false;
    const empty = task.source === "limits" && result.status === "succeeded" && (await holdsNoFunction(sql, task));
    await planFollowers(sql, sync, { ...task, empty }, now);
    const usable = await closeSync(sql, sync, now);
    await notifyWorkers(sql);
    return usable;
  });
  if (turn) await refreshRollups(context);
}

/** Notes when a sync has become useful, and when it is over; true at these two turns. */
async function closeSync(sql: Sql, { id: syncId, scope }: SyncRow, now: Date): Promise<boolean> {
  const open = await countOpenTasks(sql, syncId);
  const usable = open.usable === 0 && (await saveSyncUsable(sql, syncId, now));
  if (usable) await dropOtherRoles(sql);
  if (open.all > 0) return usable;
  const { ended, reason } = await summarizeTasks(sql, syncId);
  const learned = (ended.succeeded ?? 0) + (ended.partial ?? 0);
  const nothing = learned === 0 && ((ended.failed ?? 0) > 0 || (ended.denied ?? 0) > 0);
  const unknownFleet = nothing || (await listAccounts(sql)).length === 0;
  const outside = await outsideScope(sql, scope);
  const failed = unknownFleet || outside?.whole === true;
  await saveSyncEnd(
    sql,
    syncId,
    failed
      ? { status: "failed", reason: unknownFleet ? reason : (outside?.reason ?? reason) }
      : { status: "complete", reason: outside?.reason ?? null },
    now,
  );
  return true;
}

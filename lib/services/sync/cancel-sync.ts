import { z } from "zod";
import { cancelOpenTasks, lockSync, notifyWorkers, saveSyncEnd } from "#lib/db/sql/syncs.ts";
import { ConflictError, NotFoundError } from "#lib/errors.ts";
import { recordAuditSql } from "#lib/services/audit.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";
import { parseInput } from "#lib/services/parse-input.ts";

export const cancelSyncInput = z.object({ syncId: z.uuid() });

/** Stops a running sync. What was read stays; tasks under way end at their next page. */
export async function cancelSync(context: ServiceContext, raw: z.input<typeof cancelSyncInput>): Promise<void> {
  authorize(context.actor, "sync:run");
  const { syncId } = parseInput(cancelSyncInput, raw);
  const now = context.clock.now();
  await context.inSqlTransaction(async (sql) => {
    const sync = await lockSync(sql, syncId);
    if (sync === null) throw new NotFoundError("This sync does not exist.");
    if (sync.status !== "running") throw new ConflictError(`This sync is ${sync.status} already.`);
    await cancelOpenTasks(sql, syncId, "The sync was cancelled.", now);
    await saveSyncEnd(sql, syncId, { status: "cancelled", reason: "Cancelled." }, now);
    await recordAuditSql(sql, { at: now, actor: context.actor, action: "sync.cancel", subject: syncId });
    await notifyWorkers(sql);
  });
}

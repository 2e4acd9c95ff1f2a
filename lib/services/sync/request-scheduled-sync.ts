import { countOpenTasks, createSync, deleteSync, lockSyncRequests } from "#lib/db/sql/syncs.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";
import { beginSync, recordRequest, runningOver } from "./request-sync.ts";

/** How the accounts of a scheduled sync are spread over time. */
export interface Spread {
  /** 0 begins all at once. */
  readonly seconds: number;
  /** Of this installation. */
  readonly salt: string;
}

/**
 * Begins a sync of everything that is due by its age, unless one over everything is running already. Null where nothing
 * is due: then no trace is left. However many turns were missed, what they would have read is read once.
 */
export async function requestScheduledSync(context: ServiceContext, spread: Spread): Promise<string | null> {
  authorize(context.actor, "sync:run");
  const now = context.clock.now();
  return context.inSqlTransaction(async (sql) => {
    await lockSyncRequests(sql);
    const running = await runningOver(sql, {}, () => true);
    if (running !== null) return running.id;
    const sync = await createSync(
      sql,
      {
        trigger: "schedule",
        requestedBy: context.actor.kind,
        scope: {},
        spreadSeconds: spread.seconds,
        spreadSalt: spread.salt,
      },
      now,
    );
    await beginSync(sql, sync, now);
    if ((await countOpenTasks(sql, sync.id)).all === 0) {
      await deleteSync(sql, sync.id);
      return null;
    }
    await recordRequest(context, sql, sync, now);
    return sync.id;
  });
}

import { sharedDatabase } from "#lib/db/shared-database.ts";
import { isSyncRunning, latestSyncId } from "#lib/db/sql/sync/list-runs.ts";
import type { SyncNowView } from "#lib/domain/views/sync.ts";
import { getSyncRun } from "./get-sync-run.ts";

/** What is polled while a sync runs: the run that is asked for, or runs, or was last. */
export async function getSyncNow(asked: string | null): Promise<SyncNowView> {
  const { pool } = sharedDatabase();
  const [id, running] = await Promise.all([asked ?? latestSyncId(pool), isSyncRunning(pool)]);
  return { current: id === null ? null : await getSyncRun(id), running };
}

import { sharedDatabase } from "#lib/db/shared-database.ts";
import { isSyncRunning, latestSyncId, listSyncRuns } from "#lib/db/sql/sync/list-runs.ts";
import type { SyncView } from "#lib/domain/views/sync.ts";
import { getSyncRun } from "./get-sync-run.ts";
import { listUnknown } from "./list-unknown.ts";
import { syncRunView } from "./sync-run-view.ts";

/** Runs in the history. */
const shownRuns = 30;

/** What the page of the sync shows: the run that is asked for (or runs, or was last), its history, what is unknown now. */
export async function getSync(asked: string | null): Promise<SyncView> {
  const { pool } = sharedDatabase();
  const id = asked ?? (await latestSyncId(pool));
  const [current, runs, unknown, running] = await Promise.all([
    id === null ? null : getSyncRun(id),
    listSyncRuns(pool, shownRuns),
    listUnknown(),
    isSyncRunning(pool),
  ]);
  return { current, runs: runs.map(syncRunView), unknown, running };
}

import { sharedDatabase } from "#lib/db/shared-database.ts";
import { keepSyncTotals, listSyncRuns } from "#lib/db/sql/sync/list-runs.ts";
import type { SyncPastView } from "#lib/domain/views/sync.ts";
import { listUnknown } from "./list-unknown.ts";
import { syncRunView } from "./sync-run-view.ts";

/** Runs in the history. */
const shownRuns = 30;
/** After so long a worker that still held a task of an ended run has noticed; its figures are then final. */
const settledAfterMs = 5 * 60_000;

/** The runs before and what is unknown now. Totals of ended runs are kept when they are first asked for. */
export async function getSyncPast(now: Date): Promise<SyncPastView> {
  const { pool } = sharedDatabase();
  await keepSyncTotals(pool, new Date(now.getTime() - settledAfterMs), shownRuns);
  const [runs, unknown] = await Promise.all([listSyncRuns(pool, shownRuns), listUnknown()]);
  return { runs: runs.map((run) => syncRunView(run, run)), unknown };
}

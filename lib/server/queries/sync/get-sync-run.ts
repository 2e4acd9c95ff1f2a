import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listSyncRuns } from "#lib/db/sql/sync/list-runs.ts";
import { listRunOperations, listRunTasks } from "#lib/db/sql/sync/run-detail.ts";
import type { SyncRunDetail } from "#lib/domain/views/sync.ts";
import { syncMatrix, syncSources } from "./sync-matrix.ts";
import { syncRunView } from "./sync-run-view.ts";

/** One run with its tasks and what it asked of AWS; null when there is none of that id. */
export async function getSyncRun(id: string): Promise<SyncRunDetail | null> {
  const { pool, prisma } = sharedDatabase();
  const [[run], tasks, operations, accounts] = await Promise.all([
    listSyncRuns(pool, 1, id),
    listRunTasks(pool, id),
    listRunOperations(pool, id),
    prisma.account.findMany({ select: { id: true, name: true } }),
  ]);
  if (run === undefined) return null;
  const names = new Map(accounts.map((account) => [account.id, account.name]));
  return { run: syncRunView(run), sources: syncSources(tasks), matrix: syncMatrix(tasks, names), operations };
}

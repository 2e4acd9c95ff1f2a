import { sharedDatabase } from "#lib/db/shared-database.ts";
import { getSyncProgress } from "#lib/db/sql/sync-progress.ts";
import { listRunningSyncs } from "#lib/db/sql/syncs.ts";
import { sources } from "#lib/domain/collection/source.ts";
import type { SourceProgressView } from "#lib/domain/views/overview.ts";

/** How far each source of the sync that runs is, in the order of collection; empty when none runs. */
export async function getRunningProgress(): Promise<SourceProgressView[]> {
  const { pool } = sharedDatabase();
  const running = (await listRunningSyncs(pool)).at(-1);
  const progress = running ? await getSyncProgress(pool, running.id) : null;
  if (!progress) return [];
  const bySource = new Map(progress.sources.map((row) => [row.source, row]));
  return sources.flatMap(({ name, title, phase }) => {
    const row = bySource.get(name);
    return row ? [{ source: name, title, phase, tasks: row.tasks, ended: row.ended }] : [];
  });
}

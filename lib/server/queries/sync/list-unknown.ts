import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listUnknownSources } from "#lib/db/sql/sync/unknown-sources.ts";
import type { UnknownSourceView } from "#lib/domain/views/sync.ts";
import { sourceTitle } from "./sync-run-view.ts";

/** What Lamplight does not know now, why, and since when. */
export async function listUnknown(): Promise<UnknownSourceView[]> {
  const rows = await listUnknownSources(sharedDatabase().pool);
  return rows.map(({ sources, reason, since, lastKnown, ...row }) => ({
    ...row,
    titles: sources.map(sourceTitle),
    reason: reason ?? "It has not been read yet.",
    since: since?.toISOString() ?? null,
    lastKnown: lastKnown?.toISOString() ?? null,
  }));
}

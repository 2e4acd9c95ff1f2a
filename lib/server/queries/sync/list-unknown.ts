import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listUnknownSources } from "#lib/db/sql/sync/unknown-sources.ts";
import { sources } from "#lib/domain/collection/source.ts";
import type { UnknownSourceView } from "#lib/domain/views/sync.ts";

/** What Lamplight does not know now, why, and since when. */
export async function listUnknown(): Promise<UnknownSourceView[]> {
  const rows = await listUnknownSources(sharedDatabase().pool);
  return rows.map((row) => ({
    ...row,
    title: sources.find(({ name }) => name === row.source)?.title ?? row.source,
    reason: row.reason ?? "It has not been read yet.",
    since: row.since?.toISOString() ?? null,
    lastKnown: row.lastKnown?.toISOString() ?? null,
  }));
}

import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";

interface StoreVersionRow {
  readonly version: string;
  readonly isSyncing: boolean;
}

/**
 * Tells in well under a millisecond whether what pages are read from may have changed: another text after each sync that
 * began, became usable or ended, and after each change that a person made in whatever process (all are in the audit log).
 * What a running sync has written so far is not in it.
 */
export async function readStoreVersion(pool: Pool): Promise<StoreVersionRow> {
  const [row] = await sql<StoreVersionRow & Record<string, unknown>>(
    pool,
    `SELECT concat_ws(' ', count(*), count(ended_at), max(started_at), max(usable_at), max(ended_at),
         (SELECT concat_ws(' ', at, id) FROM audit_events ORDER BY at DESC, id LIMIT 1)) AS version,
       coalesce(bool_or(status = 'running'), FALSE) AS "isSyncing"
     FROM syncs`,
  );
  if (row === undefined) throw new Error("A query without tables gave no row.");
  return row;
}

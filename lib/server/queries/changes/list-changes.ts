import { sharedDatabase } from "#lib/db/shared-database.ts";
import { type ChangeCursor, type ChangeQuery, listChanges as readChanges } from "#lib/db/sql/changes/list-changes.ts";
import type { ChangePage } from "#lib/domain/views/changes.ts";
import { changeView } from "./change-view.ts";

/** Changes on one page of the timeline. */
const pageSize = 100;

/** One page of the timeline, the latest first; `next` of the page before it says where it begins. */
export async function listChanges(query: ChangeQuery, next: string | null): Promise<ChangePage> {
  const rows = await readChanges(sharedDatabase().pool, query, next === null ? null : parseCursor(next), pageSize + 1);
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return {
    changes: shown.map(changeView),
    next: rows.length > pageSize && last ? `${last.occurredAt.toISOString()}_${last.id}` : null,
  };
}

/** Anything odd begins at the top. */
function parseCursor(text: string): ChangeCursor | null {
  const [instant = "", id = ""] = text.split("_", 2);
  const at = new Date(instant);
  const isId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id);
  return Number.isNaN(at.getTime()) || !isId ? null : { at, id };
}

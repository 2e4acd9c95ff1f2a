import { sharedDatabase } from "#lib/db/shared-database.ts";
import { countChangeDays, countChangedThings, firstSnapshotAt } from "#lib/db/sql/changes/change-summary.ts";
import type { ChangeQuery } from "#lib/db/sql/changes/list-changes.ts";
import type { ChangeSummary } from "#lib/domain/views/changes.ts";

/** How many changes there are, of how many things, and on which days. */
export async function summariseChanges(query: ChangeQuery): Promise<ChangeSummary> {
  const { pool } = sharedDatabase();
  const [days, entities, historyFrom] = await Promise.all([
    countChangeDays(pool, query),
    countChangedThings(pool, query),
    firstSnapshotAt(pool),
  ]);
  return {
    total: days.reduce((sum, { count }) => sum + count, 0),
    entities,
    days,
    historyFrom: historyFrom?.toISOString() ?? null,
  };
}

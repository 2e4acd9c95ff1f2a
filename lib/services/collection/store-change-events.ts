import { listComparedChanges, saveChangeActors, saveTrailChanges } from "#lib/db/sql/trail-changes.ts";
import { trailChangesOf } from "#lib/domain/changes/trail-changes.ts";
import type { StorePage } from "./stored-page.ts";

/**
 * Keeps what CloudTrail tells: an event names the author of a change that snapshots have shown; one that they have not
 * shown (it happened before the first sync, say) is a change of its own.
 */
export const storeChangeEvents: StorePage<"who-changed"> = async (sql, { events }, { task, now }) => {
  const changes = await listComparedChanges(sql, task, events);
  const { named, told } = trailChangesOf(events, changes);
  await saveChangeActors(sql, named);
  await saveTrailChanges(sql, task, told, now);
};

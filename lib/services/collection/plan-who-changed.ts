import { listChangesWithoutActor } from "#lib/db/sql/changes.ts";
import { listStoredFunctions } from "#lib/db/sql/function-facts.ts";
import { listWatermarks } from "#lib/db/sql/source-watermarks.ts";
import type { ClaimedTask } from "#lib/db/sql/sync-tasks.ts";
import { undatedChangeMs } from "#lib/domain/changes/trail-changes.ts";
import { trailEventNames } from "#lib/domain/changes/trail-events.ts";
import type { SourceInputs } from "#lib/domain/collection/source.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import type { Reaching } from "./reached.ts";
import { addMs, dayMs } from "./time-windows.ts";

/** CloudTrail's event history reaches back this far. */
const historyDays = 90;
/** CloudTrail tells of an event up to 15 minutes late, and clocks differ. */
const marginMs = 15 * 60_000;

/**
 * Which events to look up. First all that changed functions of the place in CloudTrail's history, where a function says
 * that it was modified in that time; later only those of changes whose author is not known. Few functions are asked
 * about one by one, many by the names of events: whatever needs fewer look-ups.
 */
export async function planWhoChanged(
  context: SyncContext,
  task: ClaimedTask,
): Promise<SourceInputs["who-changed"] & Reaching> {
  const now = context.clock.now();
  const oldest = addMs(now, -historyDays * dayMs);
  const read = (await listWatermarks(context.db.pool, task, "who-changed")).has("");
  const watermarks = [{ source: "who-changed", tier: "", from: oldest, to: now }] as const;
  if (!read && (await wasModifiedSince(context, task, oldest))) {
    return { from: oldest, to: now, functionNames: [], eventNames: trailEventNames, watermarks };
  }
  const changes = await listChangesWithoutActor(context.db.pool, task, oldest);
  const begins = changes.map(({ occurredAt, dated }) => occurredAt.getTime() - (dated ? marginMs : undatedChangeMs));
  const from = new Date(Math.max(oldest.getTime(), Math.min(now.getTime(), ...begins)));
  const functionNames = [...new Set(changes.map(({ entityName }) => entityName))].sort();
  const window = { from, to: now, watermarks };
  return functionNames.length > trailEventNames.length
    ? { ...window, functionNames: [], eventNames: trailEventNames }
    : { ...window, functionNames, eventNames: [] };
}

async function wasModifiedSince(context: SyncContext, task: ClaimedTask, oldest: Date): Promise<boolean> {
  const functions = await listStoredFunctions(context.db.pool, task.accountId, task.region, ["lastModified"]);
  return functions.some(({ lastModified }) => lastModified >= oldest);
}

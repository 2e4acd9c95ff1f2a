import type { SignedInUser } from "#lib/auth/actor.ts";
import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listAccountTasks, type TaskRow } from "#lib/db/sql/sync/run-detail.ts";
import {
  type SyncAccountDetail,
  type SyncPlace,
  type SyncReason,
  type SyncTaskView,
  taskStatuses,
} from "#lib/domain/views/sync.ts";
import { serviceContext } from "#lib/server/context.ts";
import { currentSpending } from "#lib/services/budget/spending.ts";
import { readCollectionSettings } from "#lib/services/settings/collection-settings.ts";
import { nextReadingAt, type ReadingPace } from "./next-reading.ts";

/** One account of a run, Region by Region; the Region with the worst task first. Empty for what is not kept. */
export async function getSyncAccount(
  user: SignedInUser,
  { syncId, accountId }: { readonly syncId: string; readonly accountId: string },
): Promise<SyncAccountDetail> {
  const context = serviceContext(user);
  const { pool } = sharedDatabase();
  const [tasks, { schedule }, { economy }] = await Promise.all([
    listAccountTasks(pool, syncId, accountId),
    readCollectionSettings(pool),
    currentSpending(context),
  ]);
  const { indexOf, reasons } = gatherReasons();
  const pace = { schedule, economy };
  const now = context.clock.now();
  const places = [...Map.groupBy(tasks, ({ region }) => region)].map(([region, own]) => ({
    region,
    cells: own.map((task) => taskView(task, indexOf(task), pace, now)),
  }));
  return {
    accountId,
    places: places.toSorted(
      (one, other) => rankOf(one) - rankOf(other) || one.region.localeCompare(other.region, "en"),
    ),
    reasons,
  };
}

function taskView(task: TaskRow, reason: number | null, pace: ReadingPace, now: Date): SyncTaskView {
  const { source, status, done, total, attempts, observedAt, since, state } = task;
  const unknown = state !== null && state !== "known" && state !== "notApplicable";
  return {
    ...{ source, status, done, total, attempts, reason },
    observedAt: observedAt?.toISOString() ?? null,
    unknownSince: unknown ? (since?.toISOString() ?? null) : null,
    nextAt: nextReadingAt(task, pace, now)?.toISOString() ?? null,
  };
}

/** Reasons told once: many places fail for the same one. */
function gatherReasons() {
  const indexes = new Map<string, number>();
  const reasons: SyncReason[] = [];
  function indexOf({ reason, remedy }: TaskRow): number | null {
    if (reason === null) return null;
    const key = JSON.stringify([reason, remedy]);
    const known = indexes.get(key);
    if (known !== undefined) return known;
    indexes.set(key, reasons.length);
    return reasons.push({ reason, remedy }) - 1;
  }
  return { indexOf, reasons };
}

function rankOf({ cells }: SyncPlace): number {
  return Math.min(...cells.map(({ status }) => taskStatuses.indexOf(status)));
}

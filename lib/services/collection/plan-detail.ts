import { listStoredFunctions, type StoredFunction } from "#lib/db/sql/function-facts.ts";
import type { ClaimedTask } from "#lib/db/sql/sync-tasks.ts";
import type { SourceInputs } from "#lib/domain/collection/source.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import { addMs, dayMs, hourMs } from "./time-windows.ts";

/** A detail is read again when it is this old: a little less than a day, so that daily rotation leaves nobody out. */
const staleAfterMs = dayMs - hourMs;

/** The functions of a place whose detail is due. */
export async function planDetail(context: SyncContext, task: ClaimedTask): Promise<SourceInputs["detail"]> {
  const functions = await listStoredFunctions(context.db.pool, task.accountId, task.region);
  const changed = await changedSinceDetail(context, task);
  return { functionNames: dueDetails(functions, changed, context.clock.now()) };
}

/** What of a function decides when its detail is due. */
export type DetailAge = Pick<StoredFunction, "name" | "vpcId" | "packageType" | "snapStart" | "detailObservedAt">;

/**
 * Whose detail to read. First all; later those that changed, those whose last reading is a day old, and those whose
 * state can go stale by itself (in a VPC, container images, SnapStart), oldest first. Between daily rotations only a
 * share of the rest comes due, so the quota is never asked for all at once.
 */
export function dueDetails(functions: readonly DetailAge[], changed: ReadonlySet<string>, now: Date): string[] {
  const rotation = Math.ceil(functions.length / 24);
  const due = functions.filter((fn) => isNew(fn) || changed.has(fn.name) || isStale(fn, now));
  const chosen = new Set(due.map(({ name }) => name));
  const resting = functions.filter(({ name }) => !chosen.has(name)).toSorted(byAge);
  const cutoff = addMs(now, -hourMs);
  const rotated = resting
    .filter((fn) => fn.detailObservedAt !== null && fn.detailObservedAt < cutoff)
    .slice(0, rotation);
  return [...due.toSorted(byAge), ...rotated].map(({ name }) => name);
}

function isNew(fn: DetailAge): boolean {
  return fn.detailObservedAt === null;
}

function isStale(fn: DetailAge, now: Date): boolean {
  const restless = fn.vpcId !== null || fn.packageType === "Image" || fn.snapStart !== "None";
  const after = restless ? staleAfterMs / 4 : staleAfterMs;
  return fn.detailObservedAt !== null && now.getTime() - fn.detailObservedAt.getTime() >= after;
}

function byAge(one: DetailAge, other: DetailAge): number {
  return (
    (one.detailObservedAt?.getTime() ?? 0) - (other.detailObservedAt?.getTime() ?? 0) ||
    (one.name < other.name ? -1 : 1)
  );
}

/** Functions whose configuration changed after their detail was last read. */
async function changedSinceDetail(context: SyncContext, task: ClaimedTask): Promise<Set<string>> {
  const { rows } = await context.db.pool.query<{ name: string }>(
    `SELECT f.name FROM functions f JOIN snapshots s ON s.account_id = f.account_id AND s.entity_kind = 'function'
       AND s.entity_id = f.arn AND s.valid_to IS NULL
     WHERE f.account_id = $1 AND f.region = $2 AND f.deleted_at IS NULL AND s.valid_from > f.detail_observed_at`,
    [task.accountId, task.region],
  );
  return new Set(rows.map(({ name }) => name));
}

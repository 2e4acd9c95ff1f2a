import { listStoredFunctions, type StoredFunction } from "#lib/db/sql/function-facts.ts";
import type { ClaimedTask } from "#lib/db/sql/sync-tasks.ts";
import type { SourceInputs } from "#lib/domain/collection/source.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import { addMs, dayMs, hourMs } from "./time-windows.ts";

/** A detail is read again when it is this old: a little less than a day, so that daily rotation leaves nobody out. */
const staleAfterMs = dayMs - hourMs;

const ageFields = ["name", "vpcId", "packageType", "snapStart", "detailObservedAt"] as const;

/** The functions of a place whose detail is due. */
export async function planDetail(context: SyncContext, task: ClaimedTask): Promise<SourceInputs["detail"]> {
  const functions = await listStoredFunctions(context.db.pool, task.accountId, task.region, ageFields);
  const changed = await changedSinceDetail(context, task);
  const functionNames = dueDetails(functions, changed, context.clock.now());
  const listVersions = functionNames.length > versionPages(functions.length, await countVersions(context, task));
  return { functionNames, readAgain: readBefore(functions, functionNames), listVersions };
}

/** Entries of one page of ListFunctions, which with all versions lists `$LATEST` and every published one. */
const versionPage = 50;

function versionPages(functions: number, versions: number): number {
  return Math.ceil((functions + versions) / versionPage);
}

/** Published versions of a place as far as they are known; a first sync knows of none, and gives up a list that is longer. */
async function countVersions(context: SyncContext, task: ClaimedTask): Promise<number> {
  const { rows } = await context.db.pool.query<{ count: number }>(
    `SELECT coalesce(sum(jsonb_array_length(versions)), 0)::int AS count FROM functions
     WHERE account_id = $1 AND region = $2 AND deleted_at IS NULL`,
    [task.accountId, task.region],
  );
  return rows[0]?.count ?? 0;
}

/**
 * How a function's runtime is updated takes a call of the quota that all else shares, for a setting that hardly anybody
 * changes: it is asked in rotation, from a function's second reading on, and a first sync is a fifth shorter.
 */
function readBefore(functions: readonly DetailAge[], due: readonly string[]): string[] {
  const before = new Set(functions.filter((fn) => !isNew(fn)).map(({ name }) => name));
  return due.filter((name) => before.has(name));
}

/** What of a function decides when its detail is due. */
export type DetailAge = Pick<StoredFunction, (typeof ageFields)[number]>;

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

import type { TaskRow } from "#lib/db/sql/sync/run-detail.ts";
import { sources } from "#lib/domain/collection/source.ts";
import type { SyncMatrixView, SyncPlace, SyncReason, SyncSourceView, TaskStatus } from "#lib/domain/views/sync.ts";

/** Tasks as a matrix of places and sources. Reasons are told once: many places fail for the same one. */
export function syncMatrix(tasks: readonly TaskRow[], accounts: ReadonlyMap<string, string>): SyncMatrixView {
  const reasons = new Map<string, { index: number; reason: SyncReason }>();
  const places = new Map<string, { accountId: string; region: string; cells: SyncPlace["cells"][number][] }>();
  const indexOf = ({ reason, remedy }: TaskRow): number | null => {
    if (reason === null) return null;
    const key = JSON.stringify([reason, remedy]);
    const known = reasons.get(key) ?? { index: reasons.size, reason: { reason, remedy } };
    reasons.set(key, known);
    return known.index;
  };
  for (const task of tasks) {
    const { accountId, region, source, status, done, total, attempts } = task;
    const key = `${accountId} ${region}`;
    const place = places.get(key) ?? { accountId, region, cells: [] };
    place.cells.push({ source, status, done, total, attempts, reason: indexOf(task) });
    places.set(key, place);
  }
  const named = new Set(tasks.map(({ accountId }) => accountId));
  return {
    accounts: Object.fromEntries([...accounts].filter(([id]) => named.has(id))),
    places: [...places.values()],
    reasons: [...reasons.values()].map(({ reason }) => reason),
  };
}

/** Tasks counted by source, in the order of collection. */
export function syncSources(tasks: readonly TaskRow[]): SyncSourceView[] {
  const counts = new Map<string, Partial<Record<TaskStatus, number>>>();
  for (const { source, status } of tasks) {
    const own = counts.get(source) ?? {};
    own[status] = (own[status] ?? 0) + 1;
    counts.set(source, own);
  }
  return sources.flatMap(({ name, title, phase }) => {
    const own = counts.get(name);
    if (!own) return [];
    const total = Object.values(own).reduce((sum, count) => sum + count, 0);
    return [{ source: name, title, phase, tasks: total, counts: own }];
  });
}

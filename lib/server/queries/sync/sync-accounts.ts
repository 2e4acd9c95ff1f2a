import type { TaskGroupRow } from "#lib/db/sql/sync/run-detail.ts";
import { type SourceName, sources } from "#lib/domain/collection/source.ts";
import {
  type SyncAccountCell,
  type SyncAccountRow,
  type SyncSourceView,
  type TaskCounts,
  type TaskStatus,
  taskStatuses,
} from "#lib/domain/views/sync.ts";

/** "Team 9" stands before "Team 10". */
const byName = new Intl.Collator("en", { numeric: true });

/** Tasks counted by status over some of the groups. */
export function countByStatus(groups: readonly TaskGroupRow[]): TaskCounts {
  const counts: Partial<Record<TaskStatus, number>> = {};
  for (const { status, count } of groups) counts[status] = (counts[status] ?? 0) + count;
  return counts;
}

/**
 * Tasks counted by source, in the order of collection. `planned` are sources that may still get tasks: they stand there
 * from the beginning, so that nothing moves when they do.
 */
export function syncSources(groups: readonly TaskGroupRow[], planned: readonly SourceName[]): SyncSourceView[] {
  const bySource = Map.groupBy(groups, ({ source }) => source);
  return sources.flatMap(({ name, title, phase }) => {
    const own = bySource.get(name) ?? [];
    if (own.length === 0 && !planned.includes(name)) return [];
    return [{ source: name, title, phase, tasks: sum(own), counts: countByStatus(own) }];
  });
}

/** Accounts with each source's worst status: accounts with the worst trouble first, then by name. */
export function syncAccounts(groups: readonly TaskGroupRow[], names: ReadonlyMap<string, string>): SyncAccountRow[] {
  const rows = [...Map.groupBy(groups, ({ accountId }) => accountId)].map(([accountId, own]) => ({
    accountId,
    name: accountId === "" ? "Organisation" : (names.get(accountId) ?? accountId),
    counts: countByStatus(own),
    cells: [...Map.groupBy(own, ({ source }) => source).values()].flatMap(worstOf),
  }));
  return rows.toSorted((one, other) => rankOf(one.cells) - rankOf(other.cells) || byName.compare(one.name, other.name));
}

function worstOf(groups: readonly TaskGroupRow[]): SyncAccountCell[] {
  const [worst] = groups.toSorted((one, other) => place(one.status) - place(other.status));
  if (!worst) return [];
  return [{ source: worst.source, status: worst.status, count: worst.count, tasks: sum(groups) }];
}

/** Only trouble moves an account up: rows must not jump about while tasks wait, run and end well. */
function rankOf(cells: readonly SyncAccountCell[]): number {
  return Math.min(place("running"), ...cells.map(({ status }) => place(status)));
}

function place(status: TaskStatus): number {
  return taskStatuses.indexOf(status);
}

function sum(groups: readonly TaskGroupRow[]): number {
  return groups.reduce((total, { count }) => total + count, 0);
}

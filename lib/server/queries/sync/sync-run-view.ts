import type { SyncRunRow } from "#lib/db/sql/sync/list-runs.ts";
import { sources } from "#lib/domain/collection/source.ts";
import type { SyncRunView } from "#lib/domain/views/sync.ts";

/** A stored run as pages show it. */
export function syncRunView(row: SyncRunRow): SyncRunView {
  const { scope, counts, startedAt, usableAt, endedAt, ...rest } = row;
  return {
    ...rest,
    accounts: scope.accounts ?? null,
    regions: scope.regions ?? null,
    sources: scope.sources?.map((name) => sources.find((source) => source.name === name)?.title ?? name) ?? null,
    startedAt: startedAt.toISOString(),
    usableAt: usableAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    counts: counts ?? {},
    tasks: Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0),
  };
}

import type { SyncHeadRow, SyncTotalsRow } from "#lib/db/sql/sync/list-runs.ts";
import { sources } from "#lib/domain/collection/source.ts";
import type { SyncRunView } from "#lib/domain/views/sync.ts";

/** A stored run with what it did, as pages show it. */
export function syncRunView(
  { scope, startedAt, usableAt, endedAt, ...head }: SyncHeadRow,
  did: SyncTotalsRow,
): SyncRunView {
  const { id, trigger, requestedBy, status, reason } = head;
  const { counts, calls, retries, throttles, failures, metricsRequested, bytesScanned, costUsd } = did;
  return {
    ...{ id, trigger, requestedBy, status, reason },
    accounts: scope.accounts ?? null,
    regions: scope.regions ?? null,
    sources: scope.sources?.map(sourceTitle) ?? null,
    startedAt: startedAt.toISOString(),
    usableAt: usableAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    tasks: Object.values(counts).reduce((sum, count) => sum + count, 0),
    ...{ counts, calls, retries, throttles, failures, metricsRequested, bytesScanned, costUsd },
  };
}

/** A source's title; its name where this version does not know it. */
export function sourceTitle(name: string): string {
  return sources.find((source) => source.name === name)?.title ?? name;
}

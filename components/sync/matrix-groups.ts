import { type SyncMatrixView, type SyncPlace, type TaskStatus, taskStatuses } from "#lib/domain/views/sync.ts";

/** The places of one account with its tasks counted. */
export interface PlaceGroup {
  readonly accountId: string;
  readonly name: string;
  readonly places: readonly SyncPlace[];
  readonly counts: Readonly<Partial<Record<TaskStatus, number>>>;
  /** The worst status in it: 0 is failed. */
  readonly rank: number;
}

/** Places by account: accounts with failures first, then those under way; within an account its worst places first. */
export function groupPlaces({ places, accounts }: SyncMatrixView): PlaceGroup[] {
  const byAccount = new Map<string, SyncPlace[]>();
  for (const place of places) byAccount.set(place.accountId, [...(byAccount.get(place.accountId) ?? []), place]);
  const groups = [...byAccount].map(([accountId, own]) => {
    const counts: Partial<Record<TaskStatus, number>> = {};
    for (const { status } of own.flatMap(({ cells }) => cells)) counts[status] = (counts[status] ?? 0) + 1;
    const sorted = own.toSorted((a, b) => placeRank(a) - placeRank(b) || a.region.localeCompare(b.region));
    const rank = Math.min(...own.map(placeRank));
    return {
      accountId,
      name: accountId === "" ? "Organisation" : (accounts[accountId] ?? accountId),
      places: sorted,
      counts,
      rank,
    };
  });
  return groups.sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name));
}

function placeRank({ cells }: SyncPlace): number {
  return Math.min(...cells.map(({ status }) => taskStatuses.indexOf(status)));
}

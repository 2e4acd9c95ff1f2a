import { sharedDatabase } from "#lib/db/shared-database.ts";
import { getSyncHead } from "#lib/db/sql/sync/list-runs.ts";
import { countRunTasks, type RunMeters, type SlowedRow, sumRunMeters } from "#lib/db/sql/sync/run-detail.ts";
import { sources } from "#lib/domain/collection/source.ts";
import type { SyncOperationView, SyncRunDetail } from "#lib/domain/views/sync.ts";
import { countByStatus, syncAccounts, syncSources } from "./sync-accounts.ts";
import { syncRunView } from "./sync-run-view.ts";

/** Places that are named as throttled. */
const slowedPlaces = 10;

/** One run with its tasks counted and what it asked of AWS; null when there is none of that id. */
export async function getSyncRun(id: string): Promise<SyncRunDetail | null> {
  const { pool, prisma } = sharedDatabase();
  const [head, groups, meters, accounts] = await Promise.all([
    getSyncHead(pool, id),
    countRunTasks(pool, id),
    sumRunMeters(pool, id, slowedPlaces),
    prisma.account.findMany({ select: { id: true, name: true } }),
  ]);
  if (head === null) return null;
  const planned = head.status === "running" ? (head.scope.sources ?? sources.map(({ name }) => name)) : [];
  return {
    run: syncRunView(head, { counts: countByStatus(groups), ...totalsOf(meters) }),
    sources: syncSources(groups, planned),
    accounts: syncAccounts(groups, new Map(accounts.map((account) => [account.id, account.name]))),
    operations: meters.operations,
    slowed: meters.slowed.map(({ accountId, name, region, ...slowed }) => ({
      ...slowed,
      place: placeName({ accountId, name, region }),
    })),
  };
}

function totalsOf({ operations }: RunMeters) {
  const sum = (key: Exclude<keyof SyncOperationView, "service" | "operation" | "costUsd">) =>
    operations.reduce((total, operation) => total + operation[key], 0);
  return {
    calls: sum("calls"),
    retries: sum("retries"),
    throttles: sum("throttles"),
    failures: sum("failures"),
    metricsRequested: sum("metricsRequested"),
    bytesScanned: sum("bytesScanned"),
    costUsd: operations.reduce<number | null>(
      (total, { costUsd }) => (total === null || costUsd === null ? null : total + costUsd),
      0,
    ),
  };
}

function placeName({ accountId, name, region }: Pick<SlowedRow, "accountId" | "name" | "region">): string {
  const account = accountId === "" ? "Organisation" : name === null ? accountId : `${name} (${accountId})`;
  return `${account} ${region}`.trimEnd();
}

import { getAccount, listAccounts, listRegions, type StoredAccount } from "#lib/db/sql/accounts.ts";
import { getStoredNetwork } from "#lib/db/sql/place-facts.ts";
import { addTasks, type NewTask } from "#lib/db/sql/sync-tasks.ts";
import { listTaskStatuses, type SyncRow, type SyncScope } from "#lib/db/sql/syncs.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import type { SourceName } from "#lib/domain/collection/source.ts";
import { completersOf, followersOf, phaseOf, scopeOf, usableOfRegion } from "./task-graph.ts";

interface Ended {
  readonly accountId: string;
  readonly region: string;
  readonly source: SourceName;
  /** Limits that were read and say that the Region holds no function. */
  readonly empty: boolean;
}

/** Adds the tasks that come due when one has ended, in the transaction that ends it. The sync's row is locked. */
export async function planFollowers(sql: Sql, sync: SyncRow, ended: Ended, now: Date): Promise<void> {
  const wanted = wantedBy(sync.scope);
  const { begin, completes } = followersOf(ended.source, wanted);
  for (const source of begin) await begins(sql, sync, ended, source, now);
  if (!completes || ended.region === "") return;
  const statuses = await listTaskStatuses(sql, sync.id, ended);
  const open = usableOfRegion.some((source) => isOpen(statuses.get(source)));
  if (open) return;
  await addTasks(
    sql,
    sync.id,
    completersOf(wanted).map((source) => newTask(source, ended, null)),
    now,
  );
}

async function begins(sql: Sql, sync: SyncRow, ended: Ended, source: SourceName, now: Date): Promise<void> {
  const places = await placesOf(sql, sync.scope, ended, source);
  const empty = ended.source === "limits" && ended.empty ? "The Region holds no function." : null;
  await addTasks(
    sql,
    sync.id,
    places.map((place) => newTask(source, place, empty)),
    now,
  );
}

/** Where a following source is read: in the place that ended, or in each account or Region that it has opened up. */
async function placesOf(sql: Sql, scope: SyncScope, ended: Ended, source: SourceName) {
  const target = scopeOf(source);
  if (ended.source === "accounts" && target === "account") {
    return (await accountsOf(sql, scope)).map(({ id }) => ({ accountId: id, region: "" }));
  }
  if (ended.region !== "") return [ended];
  const accounts = ended.source === "accounts" ? await accountsOf(sql, scope) : await accountOf(sql, ended.accountId);
  const places: { accountId: string; region: string }[] = [];
  // One after the other: a connection in a transaction answers one question at a time.
  for (const account of accounts) {
    for (const region of await regionsOf(sql, scope, account)) places.push({ accountId: account.id, region });
  }
  return places;
}

async function accountOf(sql: Sql, id: string): Promise<StoredAccount[]> {
  const account = await getAccount(sql, id);
  return account === null ? [] : [account];
}

/** Accounts that are read: enabled, active, and in the sync's scope. */
export async function accountsOf(sql: Sql, scope: SyncScope): Promise<StoredAccount[]> {
  const accounts = await listAccounts(sql);
  return accounts.filter(
    ({ id, enabled, status }) =>
      enabled && status === "ACTIVE" && (scope.accounts === undefined || scope.accounts.includes(id)),
  );
}

async function regionsOf(sql: Sql, scope: SyncScope, account: StoredAccount): Promise<string[]> {
  const known = await listRegions(sql, account.id);
  const configured =
    account.regionsFilter.length === 0 ? known : known.filter((region) => account.regionsFilter.includes(region));
  return scope.regions === undefined ? configured : configured.filter((region) => scope.regions?.includes(region));
}

/** Whether a sync asks for a source: all of them unless it names some. */
export function wantedBy(scope: SyncScope): (source: SourceName) => boolean {
  const { sources } = scope;
  return sources === undefined ? () => true : (source) => sources.includes(source);
}

function newTask(source: SourceName, place: { accountId: string; region: string }, skipped: string | null): NewTask {
  return { source, accountId: place.accountId, region: place.region, phase: phaseOf(source), skipped };
}

function isOpen(status: string | undefined): boolean {
  return status === "waiting" || status === "running";
}

/** Whether limits that are known say that a Region holds no function. */
export async function holdsNoFunction(sql: Sql, place: { accountId: string; region: string }): Promise<boolean> {
  return (await getStoredNetwork(sql, place))?.functionCount === 0;
}

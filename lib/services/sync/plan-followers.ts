import { getAccount, listAccounts, listRegions, type StoredAccount } from "#lib/db/sql/accounts.ts";
import { hasFunctions } from "#lib/db/sql/functions.ts";
import type { Place } from "#lib/db/sql/place.ts";
import { getStoredNetwork } from "#lib/db/sql/place-facts.ts";
import { accountsWithRolesInUse } from "#lib/db/sql/role-usage.ts";
import { listSourceAges } from "#lib/db/sql/source-ages.ts";
import { addTasks, type NewTask } from "#lib/db/sql/sync-tasks.ts";
import { accountsUnderWay, listTaskStatuses, type SyncRow, type SyncScope } from "#lib/db/sql/syncs.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import { isDue } from "#lib/domain/collection/freshness.ts";
import { scheduleOffsetMs } from "#lib/domain/collection/jitter.ts";
import type { SourceName } from "#lib/domain/collection/source.ts";
import {
  completing,
  completingAccount,
  followersOf,
  isUsableOfRegion,
  ofEmptyRegion,
  phaseOf,
  scopeOf,
  usableOfRegion,
} from "./task-graph.ts";

interface Ended extends Place {
  /** Null for a sync that begins: what follows is its first source. */
  readonly source: SourceName | null;
  /** Limits that were read and say that the Region holds no function, where none is known either. */
  readonly empty: boolean;
}

/** Whether a sync reads a source in a place. */
type Asks = (place: Place, source: SourceName) => boolean;

/** One look for what follows: the tasks that it finds, and the Regions whose completing sources may be due. */
interface Walk {
  readonly sql: Sql;
  readonly sync: SyncRow;
  readonly asks: Asks;
  readonly tasks: NewTask[];
  readonly regions: Map<string, Place>;
}

/**
 * Adds the tasks that come due when one has ended, in the transaction that ends it. The sync's row is locked. A source
 * that the sync does not ask for, or that its schedule finds fresh, counts as ended at once, so that what depends on it
 * comes due.
 */
export async function planFollowers(sql: Sql, sync: SyncRow, ended: Ended, now: Date): Promise<void> {
  const asks = await asksOf(sql, sync, ended, now);
  if (ended.empty && ended.source !== null) {
    const skipped = "The Region holds no function.";
    const first = followersOf(ended.source).filter(wantedBy(sync.scope));
    const tasks = first.map((source): NewTask => ({ ...newTask(source, ended), skipped }));
    if (asks(ended, ofEmptyRegion)) tasks.push(newTask(ofEmptyRegion, ended));
    await addTasks(sql, sync.id, tasks, now);
    return addTasks(sql, sync.id, await completeAccounts(sql, sync, ended, asks), now);
  }
  const walk: Walk = { sql, sync, asks, tasks: [], regions: new Map() };
  if (ended.source === null) await begin(walk, ended, "accounts");
  else await follow(walk, ended, ended.source);
  const begun = walk.tasks.splice(0);
  await addTasks(sql, sync.id, delayed(sync, ended, begun), now);
  for (const place of walk.regions.values()) await complete(walk, place);
  await addTasks(sql, sync.id, delayed(sync, ended, walk.tasks), now);
  await addTasks(sql, sync.id, delayed(sync, ended, await completeAccounts(sql, sync, ended, asks)), now);
}

/** What begins after a source, through all that is not asked for. */
async function follow(walk: Walk, ended: Place, source: SourceName): Promise<void> {
  for (const next of followersOf(source)) {
    for (const place of await placesOf(walk, ended, source, next)) await begin(walk, place, next);
  }
  if (isUsableOfRegion(source)) walk.regions.set(`${ended.accountId} ${ended.region}`, ended);
}

async function begin(walk: Walk, place: Place, source: SourceName): Promise<void> {
  if (walk.asks(place, source)) walk.tasks.push(newTask(source, place));
  else await follow(walk, place, source);
}

/** What completes a Region, once nothing that makes it useful is under way any more. */
async function complete(walk: Walk, place: Place): Promise<void> {
  const statuses = await listTaskStatuses(walk.sql, walk.sync.id, place);
  if (usableOfRegion.some((source) => isOpen(statuses.get(source)))) return;
  for (const source of completing) await begin(walk, place, source);
}

/**
 * What asks about an account as a whole, where nothing that makes its pages useful is under way any more. It asks about
 * the roles of functions: an account without any has nothing to ask.
 */
async function completeAccounts(sql: Sql, sync: SyncRow, ended: Ended, asks: Asks): Promise<NewTask[]> {
  // What completes a Region opens nothing for its account.
  if (ended.source !== null && phaseOf(ended.source) === "complete") return [];
  const ids = ended.accountId === "" ? (await accountsOf(sql, sync.scope)).map(({ id }) => id) : [ended.accountId];
  const due = ids.flatMap((accountId) =>
    completingAccount
      .filter((source) => asks({ accountId, region: "" }, source))
      .map((source) => newTask(source, { accountId, region: "" })),
  );
  if (due.length === 0) return [];
  const open = await accountsUnderWay(sql, sync.id, ended.accountId);
  const withRoles = await accountsWithRolesInUse(sql, ended.accountId);
  return due.filter(({ accountId }) => !open.has(accountId) && withRoles.has(accountId));
}

/** A scheduled sync reads what is due by its age; any other reads all that it names. */
async function asksOf(sql: Sql, sync: SyncRow, ended: Place, now: Date): Promise<Asks> {
  const wanted = wantedBy(sync.scope);
  if (sync.trigger !== "schedule") return (_place, source) => wanted(source);
  const ages = await listSourceAges(sql, ended.accountId === "" ? null : ended.accountId);
  return (place, source) => wanted(source) && isDue(source, ages.of(place, source), now);
}

/** Accounts of a scheduled sync begin one after the other, each at its own moment of every turn. */
function delayed(sync: SyncRow, ended: Place, tasks: readonly NewTask[]): NewTask[] {
  if (sync.spreadSeconds === 0 || ended.accountId !== "") return [...tasks];
  return tasks.map((task) => ({ ...task, dueAt: beginningOf(sync, task.accountId) }));
}

/** When a sync begins to ask an account; "" stands for the organisation. */
export function beginningOf(
  sync: Pick<SyncRow, "startedAt" | "spreadSeconds" | "spreadSalt">,
  accountId: string,
): Date {
  const { spreadSalt: salt, spreadSeconds: windowSeconds } = sync;
  return new Date(sync.startedAt.getTime() + scheduleOffsetMs({ salt, accountId, windowSeconds }));
}

/** Where a following source is read: in the place that ended, or in each account or Region that it has opened up. */
async function placesOf({ sql, sync }: Walk, ended: Place, source: SourceName, next: SourceName): Promise<Place[]> {
  if (ended.region !== "") return [ended];
  const accounts = source === "accounts" ? await accountsOf(sql, sync.scope) : await accountOf(sql, ended.accountId);
  if (scopeOf(next) === "account") return accounts.map(({ id }) => ({ accountId: id, region: "" }));
  const places: Place[] = [];
  // One after the other: a connection in a transaction answers one question at a time.
  for (const account of accounts) {
    for (const region of await regionsOf(sql, sync.scope, account)) places.push({ accountId: account.id, region });
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

function newTask(source: SourceName, place: Place): NewTask {
  return { source, accountId: place.accountId, region: place.region, phase: phaseOf(source), skipped: null };
}

function isOpen(status: string | undefined): boolean {
  return status === "waiting" || status === "running";
}

/**
 * Whether nothing of a Region's functions is to be read: its limits say that it holds none, and the store knows of none.
 * Functions that it still knows leave the fleet by their list alone, so that is read once more.
 */
export async function holdsNoFunction(sql: Sql, place: Place): Promise<boolean> {
  return (await getStoredNetwork(sql, place))?.functionCount === 0 && !(await hasFunctions(sql, place));
}

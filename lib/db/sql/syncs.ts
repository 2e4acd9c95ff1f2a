import type { SourceName } from "#lib/domain/collection/source.ts";
import type { Sql } from "./transaction.ts";

/** What a sync is about; an absent list means everything. */
export interface SyncScope {
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  readonly sources?: readonly SourceName[];
}

export type SyncStatus = "running" | "complete" | "failed" | "cancelled";

export type SyncTrigger = "manual" | "start" | "schedule";

export interface SyncRow {
  readonly id: string;
  readonly trigger: SyncTrigger;
  readonly scope: SyncScope;
  readonly status: SyncStatus;
  readonly startedAt: Date;
  readonly usableAt: Date | null;
  readonly endedAt: Date | null;
  readonly reason: string | null;
  /** Over how many seconds the accounts of a scheduled sync begin, and what their offsets are drawn with. */
  readonly spreadSeconds: number;
  readonly spreadSalt: string;
}

const columns = `id, trigger, scope, status, started_at AS "startedAt", usable_at AS "usableAt", ended_at AS "endedAt", reason,
  spread_seconds AS "spreadSeconds", spread_salt AS "spreadSalt"`;

/** Workers listen here for syncs and tasks to do; polling stays as the floor. */
export const syncChannel = "lamplight_sync";

export async function notifyWorkers(sql: Sql): Promise<void> {
  await sql.query(`NOTIFY ${syncChannel}`);
}

/** Makes all who begin syncs wait for each other, until their transaction ends. */
export async function lockSyncRequests(sql: Sql): Promise<void> {
  await sql.query("SELECT pg_advisory_xact_lock($1)", [7_402_615]);
}

export async function listRunningSyncs(sql: Sql): Promise<SyncRow[]> {
  return (await sql.query<SyncRow>(`SELECT ${columns} FROM syncs WHERE status = 'running' ORDER BY started_at`)).rows;
}

export async function getSync(sql: Sql, id: string): Promise<SyncRow | null> {
  return (await sql.query<SyncRow>(`SELECT ${columns} FROM syncs WHERE id = $1`, [id])).rows[0] ?? null;
}

/** The sync, held until the transaction ends: tasks that end at the same moment plan what follows one after the other. */
export async function lockSync(sql: Sql, id: string): Promise<SyncRow | null> {
  return (await sql.query<SyncRow>(`SELECT ${columns} FROM syncs WHERE id = $1 FOR UPDATE`, [id])).rows[0] ?? null;
}

/**
 * The sync, held against being cancelled or closed until the transaction ends, and the place against other tasks of its
 * own that end: tasks of different places end side by side. Only for an end that leaves tasks waiting, since the last
 * tasks must see each other's ends (`lockSync`).
 */
export async function shareSync(
  sql: Sql,
  id: string,
  place: { readonly accountId: string; readonly region: string },
): Promise<SyncRow | null> {
  const { rows } = await sql.query<SyncRow>(`SELECT ${columns} FROM syncs WHERE id = $1 FOR SHARE`, [id]);
  await sql.query("SELECT pg_advisory_xact_lock(7402618, hashtext($1))", [`${id} ${place.accountId} ${place.region}`]);
  return rows[0] ?? null;
}

/** What a sync is begun with. */
export type NewSync = Pick<SyncRow, "trigger" | "scope" | "spreadSeconds" | "spreadSalt"> & {
  readonly requestedBy: string | null;
};

export async function createSync(sql: Sql, sync: NewSync, now: Date): Promise<SyncRow> {
  const { rows } = await sql.query<SyncRow>(
    `INSERT INTO syncs (id, trigger, requested_by, scope, status, started_at, spread_seconds, spread_salt)
     VALUES (gen_random_uuid(), $1, $2, $3, 'running', $4, $5, $6) RETURNING ${columns}`,
    [sync.trigger, sync.requestedBy, JSON.stringify(sync.scope), now, sync.spreadSeconds, sync.spreadSalt],
  );
  const [row] = rows;
  if (row === undefined) throw new Error("A sync was inserted and did not come back.");
  return row;
}

/** Takes back a sync for which there was nothing to do. */
export async function deleteSync(sql: Sql, id: string): Promise<void> {
  await sql.query("DELETE FROM syncs WHERE id = $1", [id]);
}

/** When the clock last began a sync; null where it never did. */
export async function lastScheduledAt(sql: Sql): Promise<Date | null> {
  const { rows } = await sql.query<{ at: Date | null }>(
    "SELECT max(started_at) AS at FROM syncs WHERE trigger = 'schedule'",
  );
  return rows[0]?.at ?? null;
}

export interface OpenTasks {
  readonly usable: number;
  readonly all: number;
  /** Of these, those that nobody has begun. */
  readonly usableWaiting: number;
  readonly waiting: number;
}

/** How many tasks of a sync have not ended. */
export async function countOpenTasks(sql: Sql, syncId: string): Promise<OpenTasks> {
  const { rows } = await sql.query<OpenTasks>(
    `SELECT count(*) FILTER (WHERE phase = 'usable')::int AS usable, count(*)::int AS all,
       count(*) FILTER (WHERE phase = 'usable' AND status = 'waiting')::int AS "usableWaiting",
       count(*) FILTER (WHERE status = 'waiting')::int AS waiting
     FROM sync_tasks WHERE sync_id = $1 AND status IN ('waiting', 'running')`,
    [syncId],
  );
  return rows[0] ?? { usable: 0, all: 0, usableWaiting: 0, waiting: 0 };
}

/** Notes that the usable phase is over; true the first time. */
export async function saveSyncUsable(sql: Sql, id: string, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query("UPDATE syncs SET usable_at = $2 WHERE id = $1 AND usable_at IS NULL", [
    id,
    now,
  ]);
  return rowCount === 1;
}

export async function saveSyncEnd(
  sql: Sql,
  id: string,
  end: { readonly status: SyncStatus; readonly reason: string | null },
  now: Date,
): Promise<void> {
  await sql.query("UPDATE syncs SET status = $2, reason = $3, ended_at = $4 WHERE id = $1 AND status = 'running'", [
    id,
    end.status,
    end.reason,
    now,
  ]);
}

/** How the tasks of a sync ended, by status; with the reason of the first that failed. */
export async function summarizeTasks(
  sql: Sql,
  id: string,
): Promise<{ ended: Record<string, number>; reason: string | null }> {
  const { rows } = await sql.query<{ status: string; count: number; reason: string | null }>(
    `SELECT status, count(*)::int AS count, min(reason) AS reason FROM sync_tasks WHERE sync_id = $1 GROUP BY status`,
    [id],
  );
  const bad = rows.find(({ status }) => status === "failed") ?? rows.find(({ status }) => status === "denied");
  return { ended: Object.fromEntries(rows.map(({ status, count }) => [status, count])), reason: bad?.reason ?? null };
}

/** Ends all tasks of a cancelled sync; workers that hold one notice at their next page. */
export async function cancelOpenTasks(sql: Sql, id: string, reason: string, now: Date): Promise<void> {
  await sql.query(
    `UPDATE sync_tasks SET status = 'skipped', reason = $2, ended_at = $3
     WHERE sync_id = $1 AND status IN ('waiting', 'running')`,
    [id, reason, now],
  );
}

/** Statuses of some sources in one place of a sync. */
export async function listTaskStatuses(
  sql: Sql,
  syncId: string,
  place: { readonly accountId: string; readonly region: string },
): Promise<Map<SourceName, string>> {
  const { rows } = await sql.query<{ source: SourceName; status: string }>(
    "SELECT source, status FROM sync_tasks WHERE sync_id = $1 AND account_id = $2 AND region = $3",
    [syncId, place.accountId, place.region],
  );
  return new Map(rows.map(({ source, status }) => [source, status]));
}

/**
 * Accounts of which something that makes their pages useful is still to be read: of one account, or of all for "". One
 * account is held against its other tasks that end, until the transaction does: of two that end at once the second sees
 * the end of the first.
 */
export async function accountsUnderWay(sql: Sql, syncId: string, accountId: string): Promise<ReadonlySet<string>> {
  if (accountId !== "") {
    await sql.query("SELECT pg_advisory_xact_lock(7402620, hashtext($1))", [`${syncId} ${accountId}`]);
  }
  const { rows } = await sql.query<{ accountId: string }>(
    `SELECT DISTINCT account_id AS "accountId" FROM sync_tasks
     WHERE sync_id = $1 AND ($2 = '' OR account_id = $2) AND phase = 'usable' AND status IN ('waiting', 'running')`,
    [syncId, accountId],
  );
  return new Set(rows.map((row) => row.accountId));
}

/** Syncs that ended before an instant are forgotten; how far sources were read stands in watermarks of its own. */
export async function deleteOldSyncs(sql: Sql, before: Date): Promise<void> {
  await sql.query("DELETE FROM syncs WHERE ended_at < $1", [before]);
}

import type { SourceName } from "#lib/domain/collection/source.ts";
import type { Sql } from "./transaction.ts";

/** What a sync is about; an absent list means everything. */
export interface SyncScope {
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  readonly sources?: readonly SourceName[];
}

export type SyncStatus = "running" | "complete" | "failed" | "cancelled";

export interface SyncRow {
  readonly id: string;
  readonly trigger: string;
  readonly scope: SyncScope;
  readonly status: SyncStatus;
  readonly startedAt: Date;
  readonly usableAt: Date | null;
  readonly endedAt: Date | null;
  readonly reason: string | null;
}

const columns = `id, trigger, scope, status, started_at AS "startedAt", usable_at AS "usableAt", ended_at AS "endedAt", reason`;

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

export async function createSync(
  sql: Sql,
  sync: { readonly trigger: string; readonly requestedBy: string | null; readonly scope: SyncScope },
  now: Date,
): Promise<string> {
  const { rows } = await sql.query<{ id: string }>(
    `INSERT INTO syncs (id, trigger, requested_by, scope, status, started_at)
     VALUES (gen_random_uuid(), $1, $2, $3, 'running', $4) RETURNING id`,
    [sync.trigger, sync.requestedBy, JSON.stringify(sync.scope), now],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error("A sync was inserted and has no id.");
  return id;
}

export interface OpenTasks {
  readonly usable: number;
  readonly all: number;
}

/** How many tasks of a sync have not ended. */
export async function countOpenTasks(sql: Sql, syncId: string): Promise<OpenTasks> {
  const { rows } = await sql.query<{ usable: number; all: number }>(
    `SELECT count(*) FILTER (WHERE phase = 'usable')::int AS usable, count(*)::int AS all
     FROM sync_tasks WHERE sync_id = $1 AND status IN ('waiting', 'running')`,
    [syncId],
  );
  return rows[0] ?? { usable: 0, all: 0 };
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

/** The plan of the last task of a source that succeeded: how far its windows reached. */
export async function lastPlan(
  sql: Sql,
  place: { readonly accountId: string; readonly region: string },
  source: SourceName,
): Promise<unknown> {
  const { rows } = await sql.query<{ input: unknown }>(
    `SELECT input FROM sync_tasks WHERE account_id = $1 AND region = $2 AND source = $3
       AND status IN ('succeeded', 'partial') AND input IS NOT NULL
     ORDER BY ended_at DESC LIMIT 1`,
    [place.accountId, place.region, source],
  );
  return rows[0]?.input ?? null;
}

/** Syncs that ended before an instant are forgotten, but for each source's last plan, which the next one goes on from. */
export async function deleteOldSyncs(sql: Sql, before: Date): Promise<void> {
  await sql.query(
    `DELETE FROM syncs s WHERE s.ended_at < $1 AND NOT EXISTS (
       SELECT FROM (SELECT DISTINCT ON (account_id, region, source) sync_id FROM sync_tasks
         WHERE status IN ('succeeded', 'partial') AND input IS NOT NULL
         ORDER BY account_id, region, source, ended_at DESC) kept WHERE kept.sync_id = s.id)`,
    [before],
  );
}

import type { SourceName, SourcePhase } from "#lib/domain/collection/source.ts";
import type { Sql } from "./transaction.ts";

/** After so long without a heartbeat a task's worker counts as dead and the task is taken over. */
export const leaseSeconds = 20;

/** All claims are made one at a time: two tasks of the same source in the same place then never run at once. */
const claimLock = 7_402_614;

/** A task that this worker holds. `attempts` is its fencing token: a later claim has a higher one. */
export interface ClaimedTask {
  readonly id: string;
  readonly syncId: string;
  readonly accountId: string;
  readonly region: string;
  readonly source: SourceName;
  readonly phase: SourcePhase;
  readonly attempts: number;
  readonly cursor: string | null;
  readonly input: unknown;
  readonly progressDone: number;
  /** When the task was first begun: a list that is complete was read from then on. */
  readonly startedAt: Date;
}

/**
 * Claims up to `limit` tasks of running syncs: waiting ones, and running ones whose worker has gone silent. What makes a
 * page useful comes first. Runs in a transaction of its own.
 */
export async function claimTasks(sql: Sql, limit: number, now: Date): Promise<ClaimedTask[]> {
  await sql.query("SELECT pg_advisory_xact_lock($1)", [claimLock]);
  const { rows } = await sql.query<ClaimedTask>(
    `WITH candidate AS (
       SELECT DISTINCT ON (t.account_id, t.region, t.source) t.id, t.phase
       FROM sync_tasks t JOIN syncs s ON s.id = t.sync_id
       WHERE s.status = 'running'
         AND (t.status = 'waiting' OR (t.status = 'running' AND t.heartbeat_at < clock_timestamp() - make_interval(secs => $3)))
         AND NOT EXISTS (
           SELECT FROM sync_tasks o
           WHERE o.account_id = t.account_id AND o.region = t.region AND o.source = t.source AND o.id <> t.id
             AND o.status = 'running' AND o.heartbeat_at >= clock_timestamp() - make_interval(secs => $3))
       ORDER BY t.account_id, t.region, t.source, t.id
     ), chosen AS (SELECT id FROM candidate ORDER BY phase DESC, id LIMIT $1)
     UPDATE sync_tasks t
     SET status = 'running', attempts = t.attempts + 1, started_at = coalesce(t.started_at, $2), heartbeat_at = clock_timestamp()
     FROM chosen WHERE t.id = chosen.id
     RETURNING t.id, t.sync_id AS "syncId", t.account_id AS "accountId", t.region, t.source, t.phase, t.attempts, t.cursor,
       t.input, t.progress_done AS "progressDone", t.started_at AS "startedAt"`,
    [limit, now, leaseSeconds],
  );
  return rows;
}

/** Says that these tasks are still worked on; returns those that are no longer held (taken over or cancelled). */
export async function heartbeatTasks(
  sql: Sql,
  held: readonly Pick<ClaimedTask, "id" | "attempts">[],
): Promise<string[]> {
  if (held.length === 0) return [];
  const { rows } = await sql.query<{ id: string }>(
    `UPDATE sync_tasks t SET heartbeat_at = clock_timestamp()
     FROM unnest($1::uuid[], $2::int[]) AS h(id, attempts)
     WHERE t.id = h.id AND t.attempts = h.attempts AND t.status = 'running' RETURNING t.id`,
    [held.map(({ id }) => id), held.map(({ attempts }) => attempts)],
  );
  const alive = new Set(rows.map(({ id }) => id));
  return held.map(({ id }) => id).filter((id) => !alive.has(id));
}

/** Where a task stands after a page. */
export interface TaskStep {
  readonly cursor: string;
  readonly done: number;
  readonly total: number | null;
}

/** Keeps the step, in the transaction of the page it belongs to. False: the task is no longer ours, so nothing may be kept. */
export async function saveTaskStep(sql: Sql, task: ClaimedTask, step: TaskStep): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE sync_tasks SET cursor = $3, progress_done = $4, progress_total = $5, heartbeat_at = clock_timestamp()
     WHERE id = $1 AND attempts = $2 AND status = 'running'`,
    [task.id, task.attempts, step.cursor, step.done, step.total],
  );
  return rowCount === 1;
}

/** Keeps what the collector is told, once, so that a resumed task goes on with the same plan. */
export async function saveTaskInput(sql: Sql, task: ClaimedTask, input: object): Promise<void> {
  await sql.query("UPDATE sync_tasks SET input = $3 WHERE id = $1 AND attempts = $2", [
    task.id,
    task.attempts,
    JSON.stringify(input),
  ]);
}

export type TaskEnd = "succeeded" | "partial" | "denied" | "failed" | "skipped";

export interface TaskResult {
  readonly status: TaskEnd;
  readonly reason: string | null;
  readonly remedy: string | null;
}

/** Ends a task that is still ours. */
export async function endTask(sql: Sql, task: ClaimedTask, result: TaskResult, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE sync_tasks SET status = $3, reason = $4, remedy = $5, ended_at = $6
     WHERE id = $1 AND attempts = $2 AND status = 'running'`,
    [task.id, task.attempts, result.status, result.reason, result.remedy, now],
  );
  return rowCount === 1;
}

/** Gives a task back so that any worker goes on with it at once: a worker that is told to stop does so. */
export async function releaseTasks(sql: Sql, held: readonly Pick<ClaimedTask, "id" | "attempts">[]): Promise<void> {
  await sql.query(
    `UPDATE sync_tasks t SET status = 'waiting' FROM unnest($1::uuid[], $2::int[]) AS h(id, attempts)
     WHERE t.id = h.id AND t.attempts = h.attempts AND t.status = 'running'`,
    [held.map(({ id }) => id), held.map(({ attempts }) => attempts)],
  );
}

/** A task to be added to a sync. */
export interface NewTask {
  readonly accountId: string;
  readonly region: string;
  readonly source: SourceName;
  readonly phase: SourcePhase;
  /** Set for a task that need not run; it then ends at once. */
  readonly skipped: string | null;
}

/** Adds tasks that the sync does not have yet. */
export async function addTasks(sql: Sql, syncId: string, tasks: readonly NewTask[], now: Date): Promise<void> {
  if (tasks.length === 0) return;
  await sql.query(
    `INSERT INTO sync_tasks (id, sync_id, account_id, region, source, phase, status, reason, ended_at, attempts, progress_done)
     SELECT gen_random_uuid(), $1, n.account_id, n.region, n.source, n.phase,
       CASE WHEN n.skipped IS NULL THEN 'waiting' ELSE 'skipped' END, n.skipped,
       CASE WHEN n.skipped IS NULL THEN NULL ELSE $7::timestamptz END, 0, 0
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) AS n(account_id, region, source, phase, skipped)
     ON CONFLICT (sync_id, account_id, region, source) DO NOTHING`,
    [
      syncId,
      tasks.map((task) => task.accountId),
      tasks.map((task) => task.region),
      tasks.map((task) => task.source),
      tasks.map((task) => task.phase),
      tasks.map((task) => task.skipped),
      now,
    ],
  );
}

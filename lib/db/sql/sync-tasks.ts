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
  /** Who began the sync. */
  readonly trigger: "manual" | "start" | "schedule";
  /** When the sync began. */
  readonly requestedAt: Date;
  /** How often a worker fell silent over the task since it last kept a page. */
  readonly takeovers: number;
}

/** In which order tasks are claimed: a person waits for the first, nobody for the last. */
export const priorityOf = { manual: 0, start: 1, schedule: 2 } as const satisfies Record<
  ClaimedTask["trigger"],
  number
>;

/** How many tasks a worker can take. */
export interface FreeSlots {
  readonly any: number;
  /** Of these, how many tasks that run by the clock may take: the others are kept for people. */
  readonly scheduled: number;
  /** Of these, how many may be suspects; one unless told. */
  readonly suspects?: number;
}

/**
 * Over so many workers in a row a task has fallen silent that it may be what they die of. A worker that dies takes all
 * that it holds with it, whoever was to blame: with one suspect at a time in a worker, the others are not blamed on and on.
 */
const suspectAfter = 5;

/** Whether a worker that holds this task is to hold no other suspect. */
export function isSuspect({ takeovers }: Pick<ClaimedTask, "takeovers">): boolean {
  return takeovers >= suspectAfter;
}

/**
 * Claims tasks of running syncs: waiting ones that are due, and running ones whose worker has gone silent. What people
 * wait for comes first, then what makes a page useful, then the places with the most functions: a sync is over no sooner
 * than the one that takes longest at its quota. A source of a place that somebody reads is passed over, so that no two
 * tasks read it at once; and of tasks that workers may die of no more are taken than the worker has room for. Runs in a
 * transaction of its own.
 */
export async function claimTasks(sql: Sql, free: FreeSlots, now: Date): Promise<ClaimedTask[]> {
  await sql.query("SELECT pg_advisory_xact_lock($1)", [claimLock]);
  const parameters = [free.any, now, leaseSeconds, free.scheduled, free.suspects ?? 1];
  const { rows } = await sql.query<ClaimedTask>(claimText, parameters);
  return rows;
}

const silent = "clock_timestamp() - make_interval(secs => $3)";
/** Nobody alive reads the source of `t` in its place. */
const nobodyReads = `NOT EXISTS (
  SELECT FROM sync_tasks o
  WHERE o.account_id = t.account_id AND o.region = t.region AND o.source = t.source AND o.id <> t.id
    AND o.status = 'running' AND o.heartbeat_at >= ${silent})`;
/** As it would be claimed: one that is lost falls to another worker once more. */
const suspect = `t.takeovers + (t.status = 'running')::int >= ${suspectAfter}`;
/** Tasks in the order of the index, which ends the walk as soon as there are enough. */
const inOrder = (which: string, limit: string) => `(
  SELECT t.id, t.account_id, t.region, t.source, t.priority, t.phase, t.weight, ${suspect} AS suspect FROM sync_tasks t
  WHERE ${which} AND ${nobodyReads} AND EXISTS (SELECT FROM syncs s WHERE s.id = t.sync_id AND s.status = 'running')
  ORDER BY t.priority, t.phase DESC, t.weight DESC, t.id LIMIT ${limit})`;
const due = "t.status = 'waiting' AND (t.due_at IS NULL OR t.due_at <= $2)";
const isScheduled = `t.priority = ${priorityOf.schedule}`;
const isUrgent = `t.priority < ${priorityOf.schedule}`;
const isLost = `t.status = 'running' AND t.heartbeat_at < ${silent}`;

const claimText = `WITH candidate AS (
    ${inOrder(`${due} AND ${isUrgent}`, "$1")} UNION ALL ${inOrder(`${due} AND ${isScheduled}`, "$4")}
    UNION ALL ${inOrder(`${isLost} AND ${isUrgent} AND NOT (${suspect})`, "$1")}
    UNION ALL ${inOrder(`${isLost} AND ${isScheduled} AND NOT (${suspect})`, "$4")}
    UNION ALL ${inOrder(`${isLost} AND ${suspect}`, "$5")}
  ), single AS (
    SELECT DISTINCT ON (account_id, region, source) id, priority, phase, weight, suspect FROM candidate
    ORDER BY account_id, region, source, priority, id
  ), allowed AS (
    SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY suspect ORDER BY priority, phase DESC, weight DESC, id) AS nth
      FROM single) s WHERE NOT suspect OR nth <= $5
  ), ranked AS (
    SELECT id, priority, phase, weight, row_number() OVER (
      PARTITION BY priority = ${priorityOf.schedule} ORDER BY priority, phase DESC, weight DESC, id) AS place
    FROM allowed
  ), chosen AS (
    SELECT id FROM ranked WHERE priority < ${priorityOf.schedule} OR place <= $4
    ORDER BY priority, phase DESC, weight DESC, id LIMIT $1
  )
  UPDATE sync_tasks t
  SET status = 'running', attempts = t.attempts + 1, takeovers = t.takeovers + (t.status = 'running')::int,
    started_at = coalesce(t.started_at, $2), heartbeat_at = clock_timestamp()
  FROM chosen, syncs s WHERE t.id = chosen.id AND s.id = t.sync_id
  RETURNING t.id, t.sync_id AS "syncId", t.account_id AS "accountId", t.region, t.source, t.phase, t.attempts, t.cursor,
    t.input, t.progress_done AS "progressDone", t.started_at AS "startedAt", s.trigger, s.started_at AS "requestedAt",
    t.takeovers`;

/** Says that these tasks are still worked on; returns those that are no longer held (taken over or cancelled). */
export async function heartbeatTasks(
  sql: Sql,
  held: readonly Pick<ClaimedTask, "id" | "attempts">[],
): Promise<string[]> {
  if (held.length === 0) return [];
  // A task whose page is being kept at this moment is alive and says so itself: waiting for it would make all others wait.
  const { rows } = await sql.query<{ id: string }>(
    `WITH alive AS (
       SELECT t.id FROM sync_tasks t JOIN unnest($1::uuid[], $2::int[]) AS h(id, attempts) ON h.id = t.id
       WHERE t.attempts = h.attempts AND t.status = 'running'
     ), free AS (
       SELECT t.id FROM sync_tasks t JOIN alive a ON a.id = t.id WHERE t.status = 'running' FOR UPDATE OF t SKIP LOCKED
     ), beat AS (UPDATE sync_tasks t SET heartbeat_at = clock_timestamp() FROM free f WHERE t.id = f.id)
     SELECT id FROM alive`,
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
    `UPDATE sync_tasks SET cursor = $3, progress_done = $4, progress_total = $5, takeovers = 0, heartbeat_at = clock_timestamp()
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

/** Whether a page of a task was kept, by whichever worker. */
export async function hasKeptPage(sql: Sql, { id }: Pick<ClaimedTask, "id">): Promise<boolean> {
  const { rows } = await sql.query("SELECT FROM sync_tasks WHERE id = $1 AND cursor IS NOT NULL", [id]);
  return rows.length > 0;
}

/** What a task's collector was told; null before it was planned. */
export async function getTaskInput(sql: Sql, id: string): Promise<unknown> {
  const { rows } = await sql.query<{ input: unknown }>("SELECT input FROM sync_tasks WHERE id = $1", [id]);
  return rows[0]?.input ?? null;
}

/**
 * Who else has read the task's source in its place since the task's sync was asked for: how that sync was begun, and when
 * the reading began. Null where nobody has.
 */
export async function getOtherReading(
  sql: Sql,
  task: Pick<ClaimedTask, "id" | "accountId" | "region" | "source" | "requestedAt">,
): Promise<{ readonly trigger: ClaimedTask["trigger"]; readonly startedAt: Date } | null> {
  const { rows } = await sql.query<{ trigger: ClaimedTask["trigger"]; startedAt: Date }>(
    `SELECT s.trigger, o.started_at AS "startedAt" FROM sync_tasks o JOIN syncs s ON s.id = o.sync_id
     WHERE o.account_id = $1 AND o.region = $2 AND o.source = $3 AND o.started_at > $4 AND o.id <> $5
       AND o.status IN ('succeeded', 'partial')
     ORDER BY o.started_at DESC LIMIT 1`,
    [task.accountId, task.region, task.source, task.requestedAt, task.id],
  );
  return rows[0] ?? null;
}

/** `postponed`: the month's budget did not have what it would have cost; what is known stays as it is. */
export type TaskEnd = "succeeded" | "partial" | "denied" | "failed" | "skipped" | "postponed";

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
  /** Not begun before; at once when absent. */
  readonly dueAt?: Date | null;
}

/** Adds tasks that the sync does not have yet. */
export async function addTasks(sql: Sql, syncId: string, tasks: readonly NewTask[], now: Date): Promise<void> {
  if (tasks.length === 0) return;
  await sql.query(
    `INSERT INTO sync_tasks (id, sync_id, account_id, region, source, phase, status, reason, ended_at, attempts, progress_done, due_at, priority,
       weight)
     SELECT gen_random_uuid(), $1, n.account_id, n.region, n.source, n.phase,
       CASE WHEN n.skipped IS NULL THEN 'waiting' ELSE 'skipped' END, n.skipped,
       CASE WHEN n.skipped IS NULL THEN NULL ELSE $7::timestamptz END, 0, 0, n.due_at,
       CASE s.trigger WHEN 'manual' THEN ${priorityOf.manual} WHEN 'start' THEN ${priorityOf.start} ELSE ${priorityOf.schedule} END,
       coalesce((SELECT r.function_count FROM account_regions r WHERE r.account_id = n.account_id AND r.region = n.region), 0)
     FROM syncs s, unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $8::timestamptz[])
       AS n(account_id, region, source, phase, skipped, due_at)
     WHERE s.id = $1
     ON CONFLICT (sync_id, account_id, region, source) DO NOTHING`,
    [
      syncId,
      tasks.map((task) => task.accountId),
      tasks.map((task) => task.region),
      tasks.map((task) => task.source),
      tasks.map((task) => task.phase),
      tasks.map((task) => task.skipped),
      now,
      tasks.map((task) => task.dueAt ?? null),
    ],
  );
}

import type { ClaimedTask } from "./sync-tasks.ts";
import type { Sql } from "./transaction.ts";

type Held = Pick<ClaimedTask, "id" | "attempts">;

/**
 * Whether nobody has taken a task over since it was claimed; until the transaction ends nobody can. To be asked last,
 * since the task's heartbeat and its next holder wait for the answer's transaction.
 */
export async function holdTask(sql: Sql, task: Held): Promise<boolean> {
  const { rowCount } = await sql.query("SELECT FROM sync_tasks WHERE id = $1 AND attempts = $2 FOR SHARE", [
    task.id,
    task.attempts,
  ]);
  return rowCount === 1;
}

/** The server's process of this connection, for `cancelStatement`. */
export async function backendPid(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const [row] = rows;
  if (row === undefined) throw new Error("The database does not say which of its processes answers.");
  return row.pid;
}

/** Ends the statement that another connection waits for; its transaction is rolled back. */
export async function cancelStatement(sql: Sql, pid: number): Promise<void> {
  await sql.query("SELECT pg_cancel_backend($1)", [pid]);
}

/** Adds a sentence on what of the task's answers could not be read, in the transaction of their page; kept short. */
export async function addTaskReason(sql: Sql, { id, attempts }: Held, sentence: string): Promise<void> {
  await sql.query(
    `UPDATE sync_tasks SET reason = CASE WHEN reason IS NULL THEN $3 WHEN length(reason) > 600 THEN reason
       ELSE reason || ' ' || $3 END WHERE id = $1 AND attempts = $2`,
    [id, attempts, sentence],
  );
}

/** What was noted while the task ran, runs before a kill included; null when all could be read. */
export async function getTaskReason(sql: Sql, { id }: Held): Promise<string | null> {
  const { rows } = await sql.query<{ reason: string | null }>("SELECT reason FROM sync_tasks WHERE id = $1", [id]);
  return rows[0]?.reason ?? null;
}

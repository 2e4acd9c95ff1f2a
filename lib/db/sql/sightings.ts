import type { ClaimedTask } from "./sync-tasks.ts";
import type { Sql } from "./transaction.ts";

/**
 * Notes what a page of a list named. An entry that is as it was is then not written at all, and once the list is complete
 * what no page named is gone. Kept with the task, so that whoever takes it over goes on with the same notes.
 */
export async function noteSightings(sql: Sql, { id }: Pick<ClaimedTask, "id">, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await sql.query("INSERT INTO list_sightings (task_id, keys) VALUES ($1, $2)", [id, keys]);
}

/** SQL: whether no page of the task in `taskParameter` named `key`. */
export function neverSighted(key: string, taskParameter: string): string {
  return `NOT EXISTS (SELECT FROM (SELECT unnest(keys) AS key FROM list_sightings WHERE task_id = ${taskParameter}) seen
    WHERE seen.key = ${key})`;
}

/** Lets go of the notes of earlier tasks of the same list; those of the task itself stay, since its end may be tried again. */
export async function forgetSightings(
  sql: Sql,
  { id, accountId, region, source }: Pick<ClaimedTask, "id" | "accountId" | "region" | "source">,
): Promise<void> {
  await sql.query(
    `DELETE FROM list_sightings s USING sync_tasks t WHERE t.id = s.task_id AND t.account_id = $1 AND t.region = $2
       AND t.source = $3 AND t.id <> $4 AND t.status NOT IN ('waiting', 'running')`,
    [accountId, region, source, id],
  );
}

import { addTaskReason, getTaskReason } from "#lib/db/sql/hold-task.ts";
import type { ClaimedTask, TaskResult } from "#lib/db/sql/sync-tasks.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import type { SourceName, UnreadableEntry } from "#lib/domain/collection/source.ts";
import type { ServiceContext } from "#lib/services/context.ts";

/** Entries named in one sentence at most. */
const mostNamed = 3;

/** Where the entries of a source stand in the store; a source without a table has none that could be taken for gone. */
const tables: Partial<Record<SourceName, readonly { readonly set: string; readonly where: string }[]>> = {
  functions: [{ set: "functions SET last_seen_at", where: "region = $4 AND arn" }],
  triggers: [{ set: "event_source_mappings SET last_seen_at", where: "region = $4 AND uuid" }],
  "log-groups": [{ set: "log_groups SET observed_at", where: "region = $4 AND name" }],
  roles: [
    { set: "roles SET last_seen_at", where: "$4 = '' AND role_arn" },
    { set: "managed_policies SET last_seen_at", where: "$4 = '' AND policy_arn" },
  ],
};

/**
 * Keeps that entries are there though they could not be read, in the transaction of their page: what is known of them
 * stays, they do not count as gone, and the task says so when it ends.
 */
export async function keepUnreadable(
  sql: Sql,
  task: ClaimedTask,
  unreadable: readonly UnreadableEntry[],
  now: Date,
): Promise<void> {
  if (unreadable.length === 0) return;
  const keys = unreadable.map(({ key }) => key);
  for (const { set, where } of tables[task.source] ?? []) {
    await sql.query(`UPDATE ${set} = $3 WHERE account_id = $1 AND ${where} = ANY($2)`, [
      task.accountId,
      keys,
      now,
      task.region,
    ]);
  }
  const named = unreadable.slice(0, mostNamed).map(({ key, reason }) => `${key} (${reason})`);
  const more = unreadable.length - named.length;
  const list = more > 0 ? `${named.join(", ")} and ${more} more` : named.join(", ");
  await addTaskReason(sql, task, `Could not be read: ${list}.`);
}

/** A task that read all pages but not every entry of them ends as partial. */
export async function withUnreadable(
  context: ServiceContext,
  task: ClaimedTask,
  result: TaskResult,
): Promise<TaskResult> {
  if (result.status !== "succeeded" && result.status !== "partial") return result;
  const noted = await getTaskReason(context.db.pool, task);
  if (noted === null) return result;
  const reason = result.reason === null ? noted : `${result.reason} ${noted}`;
  const remedy = result.remedy ?? "What was known of these stays; the next sync tries again.";
  return { status: "partial", reason, remedy };
}

import { saveChanges } from "#lib/db/sql/changes.ts";
import { openSnapshots } from "#lib/db/sql/snapshots.ts";
import type { ClaimedTask } from "#lib/db/sql/sync-tasks.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";

/** Tells that entities are gone. */
export async function recordDeleted(
  sql: Sql,
  task: ClaimedTask,
  entityKind: "function" | "role",
  gone: readonly { readonly arn: string; readonly name: string }[],
  now: Date,
): Promise<void> {
  const last = await openSnapshots(
    sql,
    task.accountId,
    entityKind,
    gone.map(({ arn }) => arn),
  );
  const rows = gone.map(({ arn, name }) => ({
    accountId: task.accountId,
    region: task.region === "" ? null : task.region,
    entityKind,
    entityId: arn,
    entityName: name,
    kind: "deleted" as const,
    classes: [],
    summary: "Deleted",
    fields: [],
    occurredAt: now,
    detectedAt: now,
    beforeSha256: last.get(arn) ?? null,
    afterSha256: null,
  }));
  await saveChanges(sql, rows);
}

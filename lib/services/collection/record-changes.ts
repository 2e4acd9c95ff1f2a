import { type ChangeRow, saveChanges } from "#lib/db/sql/changes.ts";
import type { SnapshotChange } from "#lib/db/sql/snapshots.ts";
import type { ClaimedTask } from "#lib/db/sql/sync-tasks.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import { diffDocuments } from "#lib/domain/changes/diff-documents.ts";
import { classesOf, summariseChanges } from "#lib/domain/changes/summarise-changes.ts";
import type { Json, JsonObject } from "#lib/domain/fleet/observed.ts";

interface ChangedEntity {
  readonly name: string;
  /** When AWS says that it changed; null where it does not say. */
  readonly at: Date | null;
}

/**
 * Tells what changed between snapshots. The first sight of a fleet is no change: an entity without an earlier snapshot
 * counts as created only where its account-Region had been read before.
 */
export async function recordChanges(
  sql: Sql,
  task: ClaimedTask,
  entityKind: "function" | "role",
  changes: readonly SnapshotChange[],
  now: Date,
  describe: (entityId: string) => ChangedEntity,
): Promise<void> {
  if (changes.length === 0) return;
  const seenBefore = await wasReadBefore(sql, task);
  const rows = changes.flatMap((change): ChangeRow[] => {
    if (change.before === null && !seenBefore) return [];
    const fields = change.before === null ? [] : diffDocuments(objectOf(change.before), objectOf(change.after));
    if (change.before !== null && fields.length === 0) return [];
    const { name, at } = describe(change.entityId);
    return [
      {
        accountId: task.accountId,
        region: task.region === "" ? null : task.region,
        entityKind,
        entityId: change.entityId,
        entityName: name,
        kind: change.before === null ? "created" : "updated",
        classes: classesOf(fields),
        summary: change.before === null ? "Created" : summariseChanges(fields),
        fields,
        occurredAt: at ?? now,
        detectedAt: now,
        beforeSha256: change.beforeSha256,
        afterSha256: change.afterSha256,
      },
    ];
  });
  await saveChanges(sql, rows);
}

async function wasReadBefore(sql: Sql, task: ClaimedTask): Promise<boolean> {
  const { rows } = await sql.query(
    "SELECT 1 FROM source_states WHERE account_id = $1 AND region = $2 AND source = $3 AND observed_at IS NOT NULL",
    [task.accountId, task.region, task.source],
  );
  return rows.length > 0;
}

function objectOf(document: Json): JsonObject {
  return typeof document === "object" && document !== null && !Array.isArray(document) ? (document as JsonObject) : {};
}

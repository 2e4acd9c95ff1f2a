import type { ChangeListRow } from "#lib/db/sql/changes/list-changes.ts";
import { changeFieldView } from "#lib/domain/changes/change-field-view.ts";
import type { ChangeView } from "#lib/domain/views/changes.ts";

/** A stored change as pages show it. */
export function changeView(row: ChangeListRow): ChangeView {
  return {
    id: row.id,
    accountId: row.accountId,
    accountName: row.accountName ?? row.accountId,
    region: row.region,
    entityKind: row.entityKind,
    entityId: row.entityId,
    entityName: row.entityName,
    kind: row.kind,
    classes: row.classes,
    summary: row.summary,
    fields: row.fields.map(changeFieldView),
    occurredAt: row.occurredAt.toISOString(),
    detectedAt: row.detectedAt.toISOString(),
    actor: row.actor,
    eventName: row.eventName,
    actorState: row.actorState,
    actorReason: row.actorReason,
  };
}

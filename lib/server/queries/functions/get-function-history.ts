import { sharedDatabase } from "#lib/db/shared-database.ts";
import { changeFieldView, type StoredFieldChange } from "#lib/domain/changes/change-field-view.ts";
import type { FunctionChangeView, FunctionThing } from "#lib/domain/views/function-detail.ts";

/** The latest changes of a function, with who made them as far as CloudTrail says. */
export async function getFunctionHistory(
  { accountId, arn }: Pick<FunctionThing, "accountId" | "arn">,
  limit = 100,
): Promise<FunctionChangeView[]> {
  const changes = await sharedDatabase().prisma.change.findMany({
    where: { accountId, entityId: arn },
    orderBy: [{ occurredAt: "desc" }, { id: "desc" }],
    take: limit,
  });
  return changes.map(
    ({ id, occurredAt, kind, summary, classes, actor, actorState, actorReason, eventName, fields }) => ({
      id,
      at: occurredAt.toISOString(),
      kind,
      summary,
      classes,
      actor,
      actorState,
      actorReason,
      eventName,
      fields: fieldsOf(fields),
    }),
  );
}

function fieldsOf(fields: unknown): FunctionChangeView["fields"] {
  return Array.isArray(fields) ? (fields as StoredFieldChange[]).map(changeFieldView) : [];
}

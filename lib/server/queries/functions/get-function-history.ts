import { sharedDatabase } from "#lib/db/shared-database.ts";
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
  if (!Array.isArray(fields)) return [];
  return fields.map((field: { path: string[] | string; before?: unknown; after?: unknown }) => ({
    path: Array.isArray(field.path) ? field.path.join(".") : field.path,
    before: textOf(field.before),
    after: textOf(field.after),
  }));
}

/** A value as it stands in the document; null where the field was not there. */
function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

import { sharedDatabase } from "#lib/db/shared-database.ts";

/** Who saved the collection's settings last, by the audit log; null while nobody has. */
export async function lastCollectionSave(): Promise<{ readonly by: string; readonly at: string } | null> {
  const event = await sharedDatabase().prisma.auditEvent.findFirst({
    where: { action: "settings.save-collection" },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    select: { actorName: true, at: true },
  });
  return event && { by: event.actorName, at: event.at.toISOString() };
}

import { sharedDatabase } from "#lib/db/shared-database.ts";
import type { AuditView } from "#lib/domain/views/settings.ts";

/** The newest entries of the audit log, and whether there are older ones. */
export async function listAuditEvents(
  before: Date | null,
  limit = 100,
): Promise<{ events: AuditView[]; more: boolean }> {
  const rows = await sharedDatabase().prisma.auditEvent.findMany({
    where: before ? { at: { lt: before } } : {},
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const events = rows.slice(0, limit).map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    actor: row.actorName,
    action: row.action,
    subject: row.subject,
    details: JSON.stringify(row.details),
  }));
  return { events, more: rows.length > limit };
}

import type { Prisma } from "#lib/db/generated/client.ts";

export interface AuditRow {
  readonly at: Date;
  readonly actorKind: "user" | "cli" | "system";
  readonly actorId: string | null;
  readonly actorName: string;
  readonly action: string;
  readonly subject: string;
  readonly details: object;
}

/** Records one event in the transaction of what it tells of. */
export async function saveAuditEvent(transaction: Prisma.TransactionClient, row: AuditRow): Promise<void> {
  await transaction.auditEvent.create({ data: { ...row, details: JSON.parse(JSON.stringify(row.details)) } });
}

import type { AuditRow } from "#lib/db/repositories/audit.ts";
import { jsonText } from "./bulk.ts";
import type { Sql } from "./transaction.ts";

/** Records one event in a transaction of plain SQL. */
export async function saveAuditRow(sql: Sql, row: AuditRow): Promise<void> {
  await sql.query(
    `INSERT INTO audit_events (id, at, actor_kind, actor_id, actor_name, action, subject, details)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7)`,
    [row.at, row.actorKind, row.actorId, row.actorName, row.action, row.subject, jsonText(row.details)],
  );
}

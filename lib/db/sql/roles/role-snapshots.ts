import type { Sql } from "#lib/db/sql/transaction.ts";
import type { HistorySnapshot } from "#lib/domain/roles/role-history.ts";

/** States of one role or its policies that are told: years of an ordinary one. */
const mostStates = 200;

/** What an account's roles or policies looked like and when, the latest first. */
export async function listHistorySnapshots(
  sql: Sql,
  accountId: string,
  kind: HistorySnapshot["kind"],
  entityIds: readonly string[],
): Promise<HistorySnapshot[]> {
  if (entityIds.length === 0) return [];
  const { rows } = await sql.query<HistorySnapshot>(
    `SELECT s.entity_kind AS kind, s.entity_id AS "entityId", s.valid_from AS "from", s.valid_to AS "to", d.body
     FROM snapshots s JOIN documents d ON d.account_id = s.account_id AND d.sha256 = s.sha256
     WHERE s.account_id = $1 AND s.entity_kind = $2 AND s.entity_id = ANY($3::text[])
     ORDER BY s.valid_from DESC, s.entity_id LIMIT ${mostStates}`,
    [accountId, kind, entityIds],
  );
  return rows;
}

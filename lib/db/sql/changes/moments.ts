import type { Sql } from "#lib/db/sql/transaction.ts";
import type { Json } from "#lib/domain/fleet/observed.ts";

/** Moments at which a function's configuration or access became another, the latest first. */
export async function listMoments(sql: Sql, accountId: string, arn: string): Promise<Date[]> {
  const { rows } = await sql.query<{ at: Date }>(
    `SELECT DISTINCT valid_from AS at FROM snapshots
     WHERE account_id = $1 AND entity_kind IN ('function', 'function-access') AND entity_id = $2
     ORDER BY valid_from DESC LIMIT 500`,
    [accountId, arn],
  );
  return rows.map(({ at }) => at);
}

/** What a function looked like at a moment: its configuration and, where it was read by then, who may reach it. */
export async function documentsAt(
  sql: Sql,
  accountId: string,
  arn: string,
  at: Date,
): Promise<ReadonlyMap<string, Json>> {
  const { rows } = await sql.query<{ kind: string; body: Json }>(
    `SELECT s.entity_kind AS kind, d.body FROM snapshots s
       JOIN documents d ON d.account_id = s.account_id AND d.sha256 = s.sha256
     WHERE s.account_id = $1 AND s.entity_kind IN ('function', 'function-access') AND s.entity_id = $2
       AND s.valid_from <= $3 AND (s.valid_to IS NULL OR s.valid_to > $3)`,
    [accountId, arn, at],
  );
  return new Map(rows.map(({ kind, body }) => [kind, body]));
}

import { isReadAccount } from "#lib/db/sql/accounts.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import type { SourceName } from "#lib/domain/collection/source.ts";
import type { FactState } from "#lib/domain/fleet/fact.ts";

/** Places of accounts that syncs read, whose source is in one state. */
export interface SourceTriesRow {
  readonly source: SourceName;
  readonly state: FactState;
  /** When the one that was tried longest ago was tried. */
  readonly attemptedAt: Date;
}

/** The oldest try of each source and state: what comes due next is among them. */
export async function listOldestTries(sql: Sql): Promise<SourceTriesRow[]> {
  const { rows } = await sql.query<SourceTriesRow>(
    `SELECT s.source, s.state, min(s.updated_at) AS "attemptedAt"
     FROM source_states s LEFT JOIN accounts a ON a.id = s.account_id
     WHERE s.account_id = '' OR ${isReadAccount}
     GROUP BY s.source, s.state`,
  );
  return rows;
}

import type { SourceName } from "#lib/domain/collection/source.ts";
import type { FactState } from "#lib/domain/fleet/fact.ts";
import type { Sql } from "./transaction.ts";

export interface SourceStateChange {
  readonly accountId: string;
  readonly region: string;
  readonly source: SourceName;
  readonly state: FactState;
  readonly reason: string | null;
  readonly remedy: string | null;
}

/**
 * Records how a source came out. `observed_at` is the last time that it was known and stays when it no longer is;
 * `since` is when the present state began.
 */
export async function saveSourceState(sql: Sql, change: SourceStateChange, now: Date): Promise<void> {
  await sql.query(
    `INSERT INTO source_states AS s (account_id, region, source, state, reason, remedy, since, observed_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, CASE WHEN $4 = 'known' THEN $7::timestamptz END, $7)
     ON CONFLICT (account_id, region, source) DO UPDATE SET
       state = EXCLUDED.state, reason = EXCLUDED.reason, remedy = EXCLUDED.remedy,
       since = CASE WHEN s.state = EXCLUDED.state THEN s.since ELSE EXCLUDED.since END,
       observed_at = coalesce(EXCLUDED.observed_at, s.observed_at), updated_at = EXCLUDED.updated_at`,
    [change.accountId, change.region, change.source, change.state, change.reason, change.remedy, now],
  );
}

export interface SourceStateRow {
  readonly accountId: string;
  readonly region: string;
  readonly source: SourceName;
  readonly state: FactState;
  readonly reason: string | null;
  readonly since: Date | null;
  readonly observedAt: Date | null;
}

/** How the sources of one account came out, the account's own (Region "") included. */
export async function listSourceStates(sql: Sql, accountId: string): Promise<SourceStateRow[]> {
  const { rows } = await sql.query<SourceStateRow>(
    `SELECT account_id AS "accountId", region, source, state, reason, since, observed_at AS "observedAt"
     FROM source_states WHERE account_id = $1`,
    [accountId],
  );
  return rows;
}

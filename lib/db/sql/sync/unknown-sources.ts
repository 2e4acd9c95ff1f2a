import type { Sql } from "#lib/db/sql/transaction.ts";
import type { SourceName } from "#lib/domain/collection/source.ts";

export interface UnknownSourceRow {
  readonly sources: readonly SourceName[];
  readonly state: "denied" | "failed" | "notYetRead";
  readonly reason: string | null;
  readonly remedy: string | null;
  readonly since: Date | null;
  readonly lastKnown: Date | null;
  /** The first twenty. */
  readonly places: readonly string[];
  /** Of places. */
  readonly count: number;
}

/** What is not known now, gathered by reason, the most widespread first. */
export async function listUnknownSources(sql: Sql): Promise<UnknownSourceRow[]> {
  const { rows } = await sql.query<UnknownSourceRow>(
    `SELECT s.state, s.reason, min(s.remedy) AS remedy, min(s.since) AS since, min(s.observed_at) AS "lastKnown",
       array_agg(DISTINCT s.source) AS sources,
       (array_agg(DISTINCT trim(coalesce(a.name || ' (' || a.id || ')', s.account_id) || ' ' || s.region)))[1:20] AS places,
       count(DISTINCT (s.account_id, s.region))::int AS count
     FROM source_states s LEFT JOIN accounts a ON a.id = s.account_id
     -- Of an account that was removed nobody asks any more.
     WHERE s.state IN ('denied', 'failed', 'notYetRead') AND a.removed_at IS NULL
     GROUP BY s.state, s.reason
     ORDER BY array_position(ARRAY['failed', 'denied', 'notYetRead'], s.state), count(*) DESC, s.reason`,
  );
  return rows;
}

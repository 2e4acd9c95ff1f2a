import type { Sql } from "#lib/db/sql/transaction.ts";
import type { SourceName } from "#lib/domain/collection/source.ts";

export interface UnknownSourceRow {
  readonly source: SourceName;
  readonly state: "denied" | "failed" | "notYetRead";
  readonly reason: string | null;
  readonly remedy: string | null;
  readonly since: Date | null;
  readonly lastKnown: Date | null;
  readonly places: readonly string[];
  readonly count: number;
}

/** What is not known now, gathered by source and reason, the most widespread first; of the places the first twenty. */
export async function listUnknownSources(sql: Sql): Promise<UnknownSourceRow[]> {
  const { rows } = await sql.query<UnknownSourceRow>(
    `SELECT s.source, s.state, s.reason, min(s.remedy) AS remedy, min(s.since) AS since, min(s.observed_at) AS "lastKnown",
       (array_agg(trim(coalesce(a.name || ' (' || a.id || ')', s.account_id) || ' ' || s.region)
         ORDER BY s.account_id, s.region))[1:20] AS places,
       count(*)::int AS count
     FROM source_states s LEFT JOIN accounts a ON a.id = s.account_id
     WHERE s.state IN ('denied', 'failed', 'notYetRead')
     GROUP BY s.source, s.state, s.reason
     ORDER BY array_position(ARRAY['failed', 'denied', 'notYetRead'], s.state), count(*) DESC, s.source`,
  );
  return rows;
}

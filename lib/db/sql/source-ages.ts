import type { SourceAge } from "#lib/domain/collection/freshness.ts";
import type { SourceName } from "#lib/domain/collection/source.ts";
import type { Place } from "./place.ts";
import type { Sql } from "./transaction.ts";

/** How the last reading of each source went, by place. */
export interface SourceAges {
  of(place: Place, source: SourceName): SourceAge | null;
}

/** The ages of one account's sources; of all accounts' when none is named. "" names the organisation's own. */
export async function listSourceAges(sql: Sql, accountId: string | null): Promise<SourceAges> {
  const { rows } = await sql.query<Place & SourceAge & { source: SourceName }>(
    `SELECT account_id AS "accountId", region, source, state, updated_at AS "attemptedAt" FROM source_states
     WHERE $1::text IS NULL OR account_id = $1`,
    [accountId],
  );
  const keyOf = (place: Place, source: SourceName) => `${place.accountId} ${place.region} ${source}`;
  const ages = new Map(rows.map((row) => [keyOf(row, row.source), { state: row.state, attemptedAt: row.attemptedAt }]));
  return { of: (place, source) => ages.get(keyOf(place, source)) ?? null };
}

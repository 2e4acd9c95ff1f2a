import type { Sql } from "#lib/db/sql/transaction.ts";
import type { SourceName } from "#lib/domain/collection/source.ts";
import type { FactState } from "#lib/domain/fleet/fact.ts";
import type { FleetFilter } from "#lib/domain/views/fleet-filter.ts";

export interface UnreadSource {
  readonly accountId: string;
  readonly accountName: string | null;
  readonly region: string;
  readonly source: SourceName;
  readonly state: Exclude<FactState, "known" | "notApplicable">;
  readonly reason: string | null;
  readonly since: Date | null;
}

/** Sources that could not be read, or not yet, of the accounts and Regions in the scope: what a page has to name. */
export async function listUnreadSources(
  sql: Sql,
  scope: Pick<FleetFilter, "accountIds" | "regions">,
  sources: readonly SourceName[],
): Promise<UnreadSource[]> {
  const { rows } = await sql.query<UnreadSource>(
    `SELECT s.account_id AS "accountId", a.name AS "accountName", s.region, s.source, s.state, s.reason, s.since
     FROM source_states s JOIN accounts a ON a.id = s.account_id AND a.enabled
     WHERE s.state IN ('denied', 'failed', 'notYetRead') AND s.source = ANY($1)
       AND (cardinality($2::text[]) = 0 OR s.account_id = ANY($2))
       AND (cardinality($3::text[]) = 0 OR s.region = '' OR s.region = ANY($3))
     ORDER BY s.account_id, s.region, s.source`,
    [sources, scope.accountIds, scope.regions],
  );
  return rows;
}

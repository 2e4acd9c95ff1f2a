import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import type { SourceName } from "#lib/domain/collection/source.ts";
import { createBinder } from "./binder.ts";
import { type PeriodScope, placeCondition } from "./period-scope.ts";

export interface MissingSourceRow {
  readonly accountId: string;
  readonly accountName: string | null;
  readonly region: string;
  readonly source: SourceName;
  readonly state: "notYetRead" | "denied" | "failed";
  readonly reason: string | null;
}

/** Sources that are not known in an account-Region in scope, with the reason. */
export function listMissingSources(
  pool: Pool,
  scope: PeriodScope,
  sources: readonly SourceName[],
): Promise<MissingSourceRow[]> {
  const binder = createBinder();
  return sql<MissingSourceRow>(
    pool,
    `SELECT s.account_id AS "accountId", a.name AS "accountName", s.region, s.source, s.state, s.reason
     FROM source_states s LEFT JOIN accounts a ON a.id = s.account_id
     WHERE s.state IN ('notYetRead', 'denied', 'failed') AND s.source = ANY(${binder.bind(sources)}::text[])
       AND (${placeCondition(scope, "s", binder)})
     ORDER BY s.account_id, s.region, s.source`,
    binder.parameters,
  );
}

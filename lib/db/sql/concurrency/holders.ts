import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "#lib/db/sql/period/binder.ts";
import { functionPeriod } from "#lib/db/sql/period/function-period.ts";
import type { PeriodScope } from "#lib/db/sql/period/period-scope.ts";
import { allocated } from "./places.ts";

export interface HolderRow {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly reserved: number | null;
  readonly provisioned: number;
  readonly maxConcurrency: number | null;
  readonly provisionedInvocations: number | null;
  readonly spillover: number | null;
  readonly throttles: number | null;
}

/** A function that holds concurrency. */
export interface HoldingRow extends HolderRow {
  /** Whether the metrics of its account-Region were read as a whole. */
  readonly metricsKnown: boolean;
}

const columns = `p.arn, p.name, p.account_id AS "accountId", p.region, p.reserved_concurrency AS reserved,
  ${allocated("p")} AS provisioned, p.concurrency_max AS "maxConcurrency",
  p.provisioned_invocations::float8 AS "provisionedInvocations", p.provisioned_spillover::float8 AS spillover,
  p.throttles::float8`;

/** Functions with a reservation or provisioned concurrency, the most idle reservation first. */
export function listHolders(pool: Pool, scope: PeriodScope, limit: number): Promise<HoldingRow[]> {
  const binder = createBinder();
  return sql<HoldingRow>(
    pool,
    `WITH ${functionPeriod(scope, binder)}
     SELECT ${columns}, EXISTS (SELECT FROM source_states s WHERE s.account_id = p.account_id AND s.region = p.region
         AND s.source = 'metrics' AND s.state = 'known') AS "metricsKnown"
     FROM p WHERE p.reserved_concurrency IS NOT NULL OR ${allocated("p")} > 0
     ORDER BY p.reserved_concurrency - coalesce(p.concurrency_max, 0) DESC NULLS LAST, p.reserved_concurrency DESC NULLS LAST, p.id
     LIMIT ${binder.bind(limit)}`,
    binder.parameters,
  );
}

/** The functions that run most at once in the scope, whatever they hold. */
export function listBusiest(pool: Pool, scope: PeriodScope, limit: number): Promise<HolderRow[]> {
  const binder = createBinder();
  return sql<HolderRow>(
    pool,
    `WITH ${functionPeriod(scope, binder)}
     SELECT ${columns} FROM p WHERE p.concurrency_max > 0
     ORDER BY p.concurrency_max / coalesce(nullif(p.reserved_concurrency, 0)::float8, 1e6) DESC, p.concurrency_max DESC, p.id
     LIMIT ${binder.bind(limit)}`,
    binder.parameters,
  );
}

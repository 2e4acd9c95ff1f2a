import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "#lib/db/sql/period/binder.ts";
import { type PeriodScope, placeCondition } from "#lib/db/sql/period/period-scope.ts";
import { type Granularity, regionMoments } from "./region-moments.ts";

export interface PlaceRow {
  readonly accountId: string;
  readonly accountName: string | null;
  readonly region: string;
  readonly limit: number | null;
  readonly functions: number;
  readonly reserved: number;
  readonly provisioned: number;
  readonly provisionedWithoutReserved: number;
  readonly unknownReservations: number;
  readonly invocations: number | null;
  readonly throttles: number | null;
  readonly concurrent: number | null;
  readonly unreserved: number | null;
  readonly unreservedAt: Date | null;
  readonly claimed: number | null;
  readonly claimedAt: Date | null;
}

/** Allocated provisioned concurrency of a function over its versions and aliases. */
export const allocated = (alias: string) =>
  `coalesce((SELECT sum((c->>'allocated')::int) FROM jsonb_array_elements(
     CASE WHEN jsonb_typeof(${alias}.provisioned_concurrency) = 'array' THEN ${alias}.provisioned_concurrency ELSE '[]' END) c), 0)::int`;

/** Every account-Region with functions: its limit, what its functions hold, and the peaks of the period. */
export function listPlaces(pool: Pool, scope: PeriodScope, granularity: Granularity): Promise<PlaceRow[]> {
  const binder = createBinder();
  return sql<PlaceRow>(
    pool,
    `WITH ${regionMoments(scope, granularity, binder)},
     sums AS (
       SELECT account_id, region, sum(invocations)::float8 AS invocations, sum(throttles)::float8 AS throttles,
         max(concurrency_max) AS concurrent FROM moments GROUP BY 1, 2
     ),
     claimed AS (
       SELECT DISTINCT ON (account_id, region) account_id, region, at, claimed_concurrency_max AS value FROM moments
       WHERE claimed_concurrency_max IS NOT NULL ORDER BY account_id, region, claimed_concurrency_max DESC, at DESC
     ),
     unreserved AS (
       SELECT DISTINCT ON (account_id, region) account_id, region, at, unreserved_concurrency_max AS value FROM moments
       WHERE unreserved_concurrency_max IS NOT NULL ORDER BY account_id, region, unreserved_concurrency_max DESC, at DESC
     ),
     held AS (
       SELECT account_id, region, count(*)::int AS functions, coalesce(sum(reserved_concurrency), 0)::int AS reserved,
         sum(${allocated("f")})::int AS provisioned,
         coalesce(sum(${allocated("f")}) FILTER (WHERE reserved_concurrency IS NULL), 0)::int AS provisioned_alone,
         (count(*) FILTER (WHERE detail_observed_at IS NULL OR unknowns ? 'reservedConcurrency'))::int AS unknown
       FROM functions f WHERE deleted_at IS NULL GROUP BY 1, 2
     )
     SELECT h.account_id AS "accountId", a.name AS "accountName", h.region, r.concurrent_executions AS "limit",
       h.functions, h.reserved, h.provisioned, h.provisioned_alone AS "provisionedWithoutReserved",
       h.unknown AS "unknownReservations", s.invocations, s.throttles, s.concurrent,
       u.value AS unreserved, u.at AS "unreservedAt", c.value AS claimed, c.at AS "claimedAt"
     FROM held h
     LEFT JOIN account_regions r USING (account_id, region)
     LEFT JOIN accounts a ON a.id = h.account_id
     LEFT JOIN sums s USING (account_id, region)
     LEFT JOIN claimed c USING (account_id, region)
     LEFT JOIN unreserved u USING (account_id, region)
     WHERE ${placeCondition(scope, "h", binder)}`,
    binder.parameters,
  );
}

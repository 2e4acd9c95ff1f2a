import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { daysOf, type PeriodScope } from "#lib/db/sql/period/period-scope.ts";
import type { Place } from "#lib/db/sql/place.ts";
import type { MappingScaling } from "#lib/domain/concurrency/event-source-concurrency.ts";

export interface EventSourceRow {
  readonly uuid: string;
  readonly arn: string;
  readonly name: string;
  readonly service: string;
  readonly eventSourceArn: string | null;
  readonly enabled: boolean;
  readonly scaling: MappingScaling | null;
  readonly reserved: number | null;
  readonly reservationKnown: boolean;
}

/** Event-source mappings of one account-Region, with the reservation of the function that each invokes. */
export function listEventSources(pool: Pool, { accountId, region }: Place, limit: number): Promise<EventSourceRow[]> {
  return sql<EventSourceRow & Record<string, unknown>>(
    pool,
    `SELECT m.uuid, f.arn, f.name, m.service, m.event_source_arn AS "eventSourceArn", m.enabled,
       m.mapping->'scaling' AS scaling, f.reserved_concurrency AS reserved,
       NOT (f.detail_observed_at IS NULL OR f.unknowns ? 'reservedConcurrency') AS "reservationKnown"
     FROM event_source_mappings m
     JOIN functions f ON f.account_id = m.account_id AND f.region = m.region AND f.name = m.function_name
       AND f.deleted_at IS NULL
     WHERE m.account_id = $1 AND m.region = $2
     ORDER BY f.reserved_concurrency IS NULL, m.enabled DESC, f.name, m.uuid LIMIT $3`,
    [accountId, region, limit],
  );
}

export interface WaitingRow {
  readonly arn: string;
  readonly name: string;
  readonly asyncDropped: number | null;
  readonly asyncAgeMaxMs: number | null;
  readonly iteratorAgeMaxMs: number | null;
  readonly recursiveDropped: number | null;
  /** The last UTC day with events dropped, as YYYY-MM-DD. */
  readonly droppedOn: string | null;
}

/** Functions of one account-Region whose events waited or were dropped, those that lost some first; whole UTC days. */
export function listWaiting(pool: Pool, { accountId, region }: Place, scope: PeriodScope, limit: number) {
  const { first, last } = daysOf(scope);
  return sql<WaitingRow & Record<string, unknown>>(
    pool,
    `SELECT f.arn, f.name, w.* FROM functions f CROSS JOIN LATERAL (
       SELECT sum(d.async_events_dropped)::float8 AS "asyncDropped", max(d.async_event_age_max_ms)::float8 AS "asyncAgeMaxMs",
         max(d.iterator_age_max_ms)::float8 AS "iteratorAgeMaxMs", sum(d.recursive_dropped)::float8 AS "recursiveDropped",
         max(d.day) FILTER (WHERE d.async_events_dropped > 0 OR d.recursive_dropped > 0)::text AS "droppedOn"
       FROM function_days d WHERE d.account_id = f.account_id AND d.function_id = f.id
         AND d.day BETWEEN $3::date AND $4::date
     ) w
     WHERE f.account_id = $1 AND f.region = $2 AND f.deleted_at IS NULL
       AND coalesce(w."asyncDropped", w."asyncAgeMaxMs", w."iteratorAgeMaxMs", w."recursiveDropped") IS NOT NULL
     ORDER BY coalesce(w."recursiveDropped", 0) + coalesce(w."asyncDropped", 0) DESC,
       greatest(w."asyncAgeMaxMs", w."iteratorAgeMaxMs", 0) DESC, f.id LIMIT $5`,
    [accountId, region, first, last, limit],
  );
}

import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "#lib/db/sql/period/binder.ts";
import { functionPeriod } from "#lib/db/sql/period/function-period.ts";
import type { PeriodScope } from "#lib/db/sql/period/period-scope.ts";
import type { Place } from "#lib/db/sql/place.ts";
import { allocated } from "./places.ts";

/** A function of one account-Region that may hold much of it. */
export interface HolderFunctionRow {
  readonly id: number;
  readonly arn: string;
  readonly name: string;
  readonly reserved: number | null;
  readonly reservationKnown: boolean;
  readonly allocated: number;
  /** By version or alias; null where it has not been read. */
  readonly provisioned: readonly { readonly qualifier: string; readonly requested: number }[] | null;
  readonly concurrencyMax: number | null;
  readonly throttles: number | null;
}

const columns = `p.id, p.arn, p.name, p.reserved_concurrency AS reserved,
  NOT (p.detail_observed_at IS NULL OR p.unknowns ? 'reservedConcurrency') AS "reservationKnown",
  ${allocated("p")} AS allocated,
  CASE WHEN jsonb_typeof(p.provisioned_concurrency) = 'array' THEN p.provisioned_concurrency END AS provisioned,
  p.concurrency_max AS "concurrencyMax", p.throttles::float8`;

/** What a function takes of its account-Region: its reservation, else what is provisioned or ran. */
const taken = `coalesce(p.reserved_concurrency, greatest(p.concurrency_max, ${allocated("p")}, 0))`;

/**
 * Functions that matter for what an account-Region may run: those named, then in turn who takes most of it and who was
 * throttled most, so that neither many reservations nor many throttled functions push the others out.
 */
export function listPlaceHolders(
  pool: Pool,
  place: PeriodScope,
  limit: number,
  named: readonly string[] = [],
): Promise<HolderFunctionRow[]> {
  const binder = createBinder();
  const isNamed = `p.name = ANY(${binder.bind(named)}::text[])`;
  return sql<HolderFunctionRow & Record<string, unknown>>(
    pool,
    `WITH ${functionPeriod(place, binder)}
     SELECT ${columns} FROM p
     WHERE p.reserved_concurrency IS NOT NULL OR ${allocated("p")} > 0 OR p.concurrency_max > 0 OR p.throttles > 0
       OR ${isNamed}
     ORDER BY ${isNamed} DESC, least(row_number() OVER (ORDER BY ${taken} DESC, p.id),
       CASE WHEN p.throttles > 0 THEN row_number() OVER (ORDER BY p.throttles DESC NULLS LAST, p.id) END), p.id
     LIMIT ${binder.bind(limit)}`,
    binder.parameters,
  );
}

/** Functions that were throttled in the period, the most first. */
export function listPlaceThrottled(pool: Pool, place: PeriodScope, limit: number): Promise<HolderFunctionRow[]> {
  const binder = createBinder();
  return sql<HolderFunctionRow & Record<string, unknown>>(
    pool,
    `WITH ${functionPeriod(place, binder)}
     SELECT ${columns} FROM p WHERE p.throttles > 0 ORDER BY p.throttles DESC, p.id LIMIT ${binder.bind(limit)}`,
    binder.parameters,
  );
}

export interface FunctionHourRow {
  readonly functionId: number;
  readonly at: Date;
  readonly concurrencyMax: number | null;
  readonly invocations: number | null;
  readonly throttles: number | null;
}

const hourColumns = `h.function_id AS "functionId", h.at, h.concurrency_max AS "concurrencyMax",
  h.invocations::float8, h.throttles::float8`;

interface HoursQuery {
  readonly accountId: string;
  readonly functionIds: readonly number[];
  readonly from: Date;
  readonly to: Date;
}

/** Hours of some functions. */
export function listHoursOf(pool: Pool, { accountId, functionIds, from, to }: HoursQuery): Promise<FunctionHourRow[]> {
  return sql<FunctionHourRow & Record<string, unknown>>(
    pool,
    `SELECT ${hourColumns} FROM function_hours h
     WHERE h.account_id = $1 AND h.function_id = ANY($2::int[]) AND h.at >= $3 AND h.at < $4`,
    [accountId, functionIds, from, to],
  );
}

/** The hours in which some functions were throttled most. */
export function listWorstHours(
  pool: Pool,
  { accountId, functionIds, from, to }: HoursQuery,
  limit: number,
): Promise<FunctionHourRow[]> {
  return sql<FunctionHourRow & Record<string, unknown>>(
    pool,
    `SELECT ${hourColumns} FROM function_hours h
     WHERE h.account_id = $1 AND h.function_id = ANY($2::int[]) AND h.at >= $3 AND h.at < $4 AND h.throttles > 0
     ORDER BY h.throttles DESC, h.at DESC, h.function_id LIMIT $5`,
    [accountId, functionIds, from, to, limit],
  );
}

/** What some functions ran in some hours. */
export function listHoursAt(
  pool: Pool,
  { accountId, functionIds, hours }: { accountId: string; functionIds: readonly number[]; hours: readonly Date[] },
): Promise<FunctionHourRow[]> {
  return sql<FunctionHourRow & Record<string, unknown>>(
    pool,
    `SELECT ${hourColumns} FROM function_hours h
     WHERE h.account_id = $1 AND h.function_id = ANY($2::int[]) AND h.at = ANY($3::timestamptz[])`,
    [accountId, functionIds, hours],
  );
}

/** One account-Region by the hour; an hour without a row was not read. */
export interface PlaceHourRow {
  readonly at: Date;
  readonly claimed: number | null;
  readonly unreserved: number | null;
}

export function listPlaceHours(
  pool: Pool,
  { accountId, region }: Place,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<PlaceHourRow[]> {
  return sql<PlaceHourRow & Record<string, unknown>>(
    pool,
    `SELECT at, claimed_concurrency_max AS claimed, unreserved_concurrency_max AS unreserved
     FROM region_hours WHERE account_id = $1 AND region = $2 AND at >= $3 AND at < $4 ORDER BY at`,
    [accountId, region, from, to],
  );
}

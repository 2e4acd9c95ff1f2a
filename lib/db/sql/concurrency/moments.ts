import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "#lib/db/sql/period/binder.ts";
import { type PeriodScope, placeCondition } from "#lib/db/sql/period/period-scope.ts";
import { type Granularity, regionMoments } from "./region-moments.ts";

export interface MomentRow {
  readonly at: Date;
  readonly claimed: number | null;
  readonly concurrent: number | null;
  readonly unreserved: number | null;
  readonly throttles: number | null;
}

/** One account-Region over time. */
export function listMoments(
  pool: Pool,
  scope: PeriodScope,
  granularity: Granularity,
  place: { readonly accountId: string; readonly region: string },
): Promise<MomentRow[]> {
  const binder = createBinder();
  return sql<MomentRow>(
    pool,
    `WITH ${regionMoments(scope, granularity, binder)}
     SELECT at, claimed_concurrency_max AS claimed, concurrency_max AS concurrent,
       unreserved_concurrency_max AS unreserved, throttles::float8
     FROM moments WHERE account_id = ${binder.bind(place.accountId)} AND region = ${binder.bind(place.region)} ORDER BY at`,
    binder.parameters,
  );
}

export interface HourOfWeekRow {
  /** 1 is Monday. */
  readonly weekday: number;
  readonly hour: number;
  readonly throttles: number | null;
}

/** Throttles by hour of the week, UTC. */
export function listThrottleHours(pool: Pool, scope: PeriodScope): Promise<HourOfWeekRow[]> {
  const binder = createBinder();
  return sql<HourOfWeekRow>(
    pool,
    `WITH ${regionMoments(scope, "hour", binder)}
     SELECT extract(isodow FROM m.at AT TIME ZONE 'UTC')::int AS weekday,
       extract(hour FROM m.at AT TIME ZONE 'UTC')::int AS hour, sum(coalesce(m.throttles, 0))::float8 AS throttles
     FROM moments m WHERE ${placeCondition(scope, "m", binder)} GROUP BY 1, 2`,
    binder.parameters,
  );
}

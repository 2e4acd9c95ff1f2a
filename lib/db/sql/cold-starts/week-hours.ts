import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";

interface WeekHourRow {
  /** 1 is Monday, 7 Sunday; UTC. */
  readonly weekday: number;
  readonly hour: number;
  readonly reports: number;
  readonly starts: number;
  /** The first and the last of the hours added up. */
  readonly first: Date;
  readonly last: Date;
}

/** Starts by hour of the week, over the hours that are kept, of a bounded list of functions. `to` exclusive. */
export function listWeekHours(
  pool: Pool,
  functions: readonly { readonly accountId: string; readonly id: number }[],
  from: Date,
  to: Date,
): Promise<WeekHourRow[]> {
  return sql<WeekHourRow & Record<string, unknown>>(
    pool,
    `SELECT date_part('isodow', h.at AT TIME ZONE 'UTC')::int AS weekday,
       date_part('hour', h.at AT TIME ZONE 'UTC')::int AS hour, sum(h.reports)::float8 AS reports,
       sum(coalesce(h.cold_starts, 0) + coalesce(h.restores, 0) + coalesce(h.init_failures, 0))::float8 AS starts,
       min(h.at) AS first, max(h.at) AS last
     FROM unnest($1::text[], $2::int[]) AS f(account_id, id)
     JOIN function_hours h ON h.account_id = f.account_id AND h.function_id = f.id AND h.at >= $3 AND h.at < $4
     WHERE h.reports > 0 GROUP BY 1, 2`,
    [functions.map(({ accountId }) => accountId), functions.map(({ id }) => id), from, to],
  );
}

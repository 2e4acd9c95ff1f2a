import type { RegionMetricPoint } from "#lib/domain/fleet/observed.ts";
import { numberArray } from "./bulk.ts";
import { type Granularity, isoDay, type Place } from "./place.ts";
import type { Sql } from "./transaction.ts";

const columns = {
  invocations: "bigint",
  throttles: "bigint",
  concurrency_max: "int",
  unreserved_concurrency_max: "int",
  claimed_concurrency_max: "int",
} as const;
const names = Object.keys(columns);
const latest = (name: string) => `coalesce(EXCLUDED.${name}, t.${name})`;

/** Upserts metrics of account-Regions as a whole; a metric without a datapoint leaves what is there. */
export async function saveRegionMetrics(
  sql: Sql,
  place: Place,
  granularity: Granularity,
  points: readonly RegionMetricPoint[],
): Promise<void> {
  if (points.length === 0) return;
  const [table, time, type] =
    granularity === "hour" ? ["region_hours", "at", "timestamptz"] : ["region_days", "day", "date"];
  await sql.query(
    `INSERT INTO ${table} AS t (account_id, region, ${time}, ${names.join(", ")})
     SELECT $1, $2, r.* FROM unnest($3::${type}[], ${Object.values(columns)
       .map((column, k) => `$${k + 4}::${column}[]`)
       .join(", ")}) AS r
     ON CONFLICT (account_id, region, ${time}) DO UPDATE SET
       ${names.map((name) => `${name} = ${latest(name)}`).join(", ")}
     WHERE (${names.map((name) => `t.${name}`).join(", ")}) IS DISTINCT FROM (${names.map(latest).join(", ")})`,
    [
      place.accountId,
      place.region,
      points.map(({ at }) => (granularity === "day" ? isoDay(at) : at.toISOString())),
      numberArray(
        "bigint",
        points.map((point) => point.invocations),
      ),
      numberArray(
        "bigint",
        points.map((point) => point.throttles),
      ),
      numberArray(
        "int",
        points.map((point) => point.concurrencyMax),
      ),
      numberArray(
        "int",
        points.map((point) => point.unreservedConcurrencyMax),
      ),
      numberArray(
        "int",
        points.map((point) => point.claimedConcurrencyMax),
      ),
    ],
  );
}

/** Makes days of an account-Region from its hours. */
export async function rollRegionDays(sql: Sql, place: Place, days: readonly Date[]): Promise<void> {
  if (days.length === 0) return;
  await sql.query(
    `INSERT INTO region_days AS t (account_id, region, day, ${names.join(", ")})
     SELECT account_id, region, (at AT TIME ZONE 'UTC')::date, sum(invocations), sum(throttles), max(concurrency_max),
       max(unreserved_concurrency_max), max(claimed_concurrency_max)
     FROM region_hours WHERE account_id = $1 AND region = $2 AND (at AT TIME ZONE 'UTC')::date = ANY($3::date[])
     GROUP BY 1, 2, 3
     ON CONFLICT (account_id, region, day) DO UPDATE SET
       ${names.map((name) => `${name} = ${latest(name)}`).join(", ")}
     WHERE (${names.map((name) => `t.${name}`).join(", ")}) IS DISTINCT FROM (${names.map(latest).join(", ")})`,
    [place.accountId, place.region, days.map(isoDay)],
  );
}

import { isoDay, type Place } from "./place.ts";
import type { Sql } from "./transaction.ts";

/** Columns of metrics beyond the ordinary five, one for each that CloudWatch bills. */
export const rareMetricColumns = [
  "async_events_dropped",
  "async_event_age_max_ms",
  "iterator_age_max_ms",
  "recursive_dropped",
  "provisioned_invocations",
  "provisioned_spillover",
] as const;

/** Metrics that CloudWatch bills for a version or alias with provisioned concurrency in use. */
export const metricsPerQualifier = 3;

/**
 * How many metrics beyond the ordinary five CloudWatch lists for the functions of a place, by function: rare kinds with
 * data since a day, and those of each version and alias whose provisioned concurrency was used since then. Functions
 * without any are left out.
 */
export async function countExtraMetrics(sql: Sql, place: Place, since: Date): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql.query<{ name: string; metrics: number }>(
    `SELECT f.name, (coalesce(d.metrics, 0) + coalesce(p.metrics, 0))::int AS metrics
     FROM functions f
       LEFT JOIN (SELECT function_id, ${rareMetricColumns.map((name) => `(max(${name}) IS NOT NULL)::int`).join(" + ")} AS metrics
         FROM function_days WHERE account_id = $1 AND day >= $3::date GROUP BY 1) d ON d.function_id = f.id
       LEFT JOIN (SELECT function_id, ${metricsPerQualifier} * count(DISTINCT qualifier) AS metrics
         FROM provisioned_days WHERE account_id = $1 AND day >= $3::date GROUP BY 1) p ON p.function_id = f.id
     WHERE f.account_id = $1 AND f.region = $2 AND coalesce(d.metrics, 0) + coalesce(p.metrics, 0) > 0`,
    [place.accountId, place.region, isoDay(since)],
  );
  return new Map(rows.map(({ name, metrics }) => [name, metrics]));
}

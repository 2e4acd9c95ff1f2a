import type { ProvisionedMetricPoint } from "#lib/domain/fleet/observed-provisioned.ts";
import { fitted, jsonText } from "./bulk.ts";
import { type Granularity, isoDay, type Place } from "./place.ts";
import type { Sql } from "./transaction.ts";

const columns = {
  concurrency_max: "int",
  utilization_max: "float8",
  utilization_avg: "float8",
  spillover: "bigint",
} as const;
const names = Object.keys(columns);
const latest = names.map((name) => `${name} = coalesce(EXCLUDED.${name}, t.${name})`).join(", ");

/**
 * Upserts what was used of provisioned concurrency by version and alias; a metric without a datapoint leaves what is
 * there. Functions that the store does not know are left out.
 */
export async function saveProvisionedMetrics(
  sql: Sql,
  place: Place,
  granularity: Granularity,
  points: readonly ProvisionedMetricPoint[],
): Promise<void> {
  if (points.length === 0) return;
  const [table, time, type] =
    granularity === "hour" ? ["provisioned_hours", "at", "timestamptz"] : ["provisioned_days", "day", "date"];
  const shape = names.map((name) => `${name} ${columns[name as keyof typeof columns]}`).join(", ");
  const rows = points.map(({ functionName, qualifier, at, ...point }) => ({
    name: functionName,
    qualifier,
    time: granularity === "day" ? isoDay(at) : at.toISOString(),
    ...fitted(
      {
        concurrency_max: point.concurrencyMax,
        utilization_max: point.utilizationMax,
        utilization_avg: point.utilizationAvg,
        spillover: point.spillover,
      },
      columns,
    ),
  }));
  await sql.query(
    `INSERT INTO ${table} AS t (account_id, function_id, qualifier, ${time}, ${names.join(", ")})
     SELECT f.account_id, f.id, r.qualifier, r.time, ${names.map((name) => `r.${name}`).join(", ")}
     FROM jsonb_to_recordset($3::jsonb) AS r(name text, qualifier text, "time" ${type}, ${shape})
     JOIN functions f ON f.account_id = $1 AND f.region = $2 AND f.name = r.name
     ORDER BY 2, 3, 4
     ON CONFLICT (account_id, function_id, qualifier, ${time}) DO UPDATE SET ${latest}`,
    [place.accountId, place.region, jsonText(rows)],
  );
}

/** Keeps from when on a place's versions and aliases are asked for. */
export async function keepProvisionedSince(sql: Sql, { accountId, region }: Place, from: Date): Promise<void> {
  await sql.query(
    `UPDATE account_regions SET provisioned_read_since = $3 WHERE account_id = $1 AND region = $2
       AND (provisioned_read_since IS NULL OR provisioned_read_since > $3)`,
    [accountId, region, from],
  );
}

/**
 * Makes days of provisioned concurrency from its hours. The average of a day is that of its hours with calls; of a day
 * that was read as a whole CloudWatch's own average stays.
 */
export async function rollProvisionedDays(sql: Sql, place: Place, days: readonly Date[]): Promise<void> {
  if (days.length === 0) return;
  await sql.query(
    `INSERT INTO provisioned_days AS t (account_id, function_id, qualifier, day, ${names.join(", ")}, called_hours)
     SELECT h.account_id, h.function_id, h.qualifier, (h.at AT TIME ZONE 'UTC')::date, max(h.concurrency_max),
       max(h.utilization_max), avg(h.utilization_avg), sum(h.spillover), count(h.utilization_avg)
     FROM provisioned_hours h JOIN functions f ON f.account_id = h.account_id AND f.id = h.function_id
     WHERE h.account_id = $1 AND f.region = $2 AND (h.at AT TIME ZONE 'UTC')::date = ANY($3::date[])
     GROUP BY 1, 2, 3, 4
     ON CONFLICT (account_id, function_id, qualifier, day) DO UPDATE SET
       concurrency_max = greatest(t.concurrency_max, EXCLUDED.concurrency_max),
       utilization_max = greatest(t.utilization_max, EXCLUDED.utilization_max),
       spillover = greatest(t.spillover, EXCLUDED.spillover),
       utilization_avg = CASE WHEN t.called_hours IS NULL AND t.utilization_avg IS NOT NULL THEN t.utilization_avg
         ELSE EXCLUDED.utilization_avg END,
       called_hours = EXCLUDED.called_hours`,
    [place.accountId, place.region, days.map(isoDay)],
  );
}

import { mergePackedHistograms } from "#lib/domain/statistics/merge-histograms.ts";
import { packHistogram } from "#lib/domain/statistics/packed-histogram.ts";
import {
  type HistogramColumn,
  histogramColumns,
  isLaterColumn,
  metricColumns,
  networkColumns,
  startColumns,
  wholeSum,
} from "./metric-columns.ts";
import { isoDay, type Place } from "./place.ts";
import type { Sql } from "./transaction.ts";

type Roll = readonly [string, "sum" | "max" | null];

/**
 * Makes day rows of UTC days from their hours, for days of which every hour that has passed was read. Percentiles of
 * CloudWatch do not merge and are left to the day's own reading.
 */
export async function rollMetricDays(sql: Sql, place: Place, days: readonly Date[]): Promise<void> {
  await rollSums(sql, place, days, metricColumns, "invocations");
}

/** The same for log reports, histograms included, and for bytes. */
export async function rollStartDays(sql: Sql, place: Place, days: readonly Date[]): Promise<void> {
  await rollSums(sql, place, days, startColumns, "reports");
  await rollSums(sql, place, days, networkColumns, "network_events");
  for (const day of days) await rollHistograms(sql, place, day);
}

async function rollSums(
  sql: Sql,
  place: Place,
  days: readonly Date[],
  columns: Readonly<Record<string, Roll>>,
  present: string,
) {
  const rolled = Object.entries(columns).filter(([, [, how]]) => how !== null);
  const names = rolled.map(([name]) => name);
  // What Lambda Insights does not tell is not known, whatever another reading of the day had told before.
  const isTold = "insights_reports" in columns ? "EXCLUDED.insights_reports IS NOT NULL" : null;
  const later = (name: string) =>
    isTold === null || name === "insights_reports"
      ? `${isTold === null ? `coalesce(EXCLUDED.${name}, t.${name})` : `EXCLUDED.${name}`}`
      : `CASE WHEN ${isTold} THEN EXCLUDED.${name} ELSE coalesce(EXCLUDED.${name}, t.${name}) END`;
  for (const day of days) {
    await sql.query(
      `INSERT INTO function_days AS t (account_id, function_id, day, ${names.join(", ")})
       SELECT h.account_id, h.function_id, $3::date, ${rolled.map(([name, [type, how]]) => `(${isLaterColumn(name) ? wholeSum(name, "h") : `${how}(h.${name})`})::${type}`).join(", ")}
       FROM function_hours h JOIN functions f ON f.id = h.function_id
       WHERE h.account_id = $1 AND f.region = $2 AND h.at >= $3::date::timestamp AT TIME ZONE 'UTC'
         AND h.at < ($3::date + 1)::timestamp AT TIME ZONE 'UTC' AND h.${present} IS NOT NULL
       GROUP BY h.account_id, h.function_id
       ON CONFLICT (account_id, function_id, day) DO UPDATE SET
         ${names.map((name) => `${name} = ${later(name)}`).join(", ")}
       WHERE (${names.map((name) => `t.${name}`).join(", ")}) IS DISTINCT FROM (${names.map(later).join(", ")})`,
      [place.accountId, place.region, isoDay(day)],
    );
  }
}

type HistogramRow = { functionId: number } & Record<HistogramColumn, Buffer | null>;

async function rollHistograms(sql: Sql, place: Place, day: Date): Promise<void> {
  const { rows } = await sql.query<HistogramRow>(
    `SELECT h.function_id AS "functionId", ${histogramColumns.map((name) => `h.${name}`).join(", ")}
     FROM function_hours h JOIN functions f ON f.id = h.function_id
     WHERE h.account_id = $1 AND f.region = $2 AND h.at >= $3::date::timestamp AT TIME ZONE 'UTC'
       AND h.at < ($3::date + 1)::timestamp AT TIME ZONE 'UTC' AND h.reports > 0`,
    [place.accountId, place.region, isoDay(day)],
  );
  if (rows.length === 0) return;
  const byFunction = Map.groupBy(rows, ({ functionId }) => functionId);
  const merged = [...byFunction].map(([id, hours]) => [id, ...histogramColumns.map((name) => merge(hours, name))]);
  const listed = (write: (name: HistogramColumn, k: number) => string) => histogramColumns.map(write).join(", ");
  await sql.query(
    `UPDATE function_days d SET ${listed((name) => `${name} = r.${name}`)}
     FROM unnest($3::int[], ${listed((_, k) => `$${k + 4}::bytea[]`)}) AS r(id, ${histogramColumns.join(", ")})
     WHERE d.account_id = $1 AND d.day = $2 AND d.function_id = r.id
       AND (${listed((name) => `d.${name}`)}) IS DISTINCT FROM (${listed((name) => `r.${name}`)})`,
    [place.accountId, isoDay(day), ...["id", ...histogramColumns].map((_, k) => merged.map((row) => row[k]))],
  );
}

function merge(rows: readonly HistogramRow[], column: HistogramColumn): Buffer | null {
  const packed = rows.flatMap((row) => row[column] ?? []);
  if (packed.length === 0) return null;
  return Buffer.from(packed.length === 1 && packed[0] ? packed[0] : packHistogram(mergePackedHistograms(packed)));
}

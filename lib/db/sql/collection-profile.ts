import { insightsLogGroup } from "#lib/domain/starts/insights.ts";
import { carriesInsights } from "./carries-insights.ts";
import { metricsPerQualifier, rareMetricColumns } from "./extra-metrics.ts";
import type { Sql } from "./transaction.ts";

/** What the store knows of how much there is to read. */
export interface StoredCollectionCounts {
  /** Functions that are there. */
  readonly functions: number;
  /** Functions that ran within three hours, on average over the last day; null where no hours of it were read. */
  readonly activeFunctions: number | null;
  /** Functions that ran within two weeks. */
  readonly listedFunctions: number;
  /** Account-Regions that hold functions. */
  readonly places: number;
  /** Metrics with data, of the functions that ran on the last days, those of their versions and aliases included: per function. Null where none ran. */
  readonly metricsPerFunction: number | null;
  /** Measured, over the log groups that were scanned; null where none was. */
  readonly scannedBytesPerHour: number | null;
  readonly scannedGroups: number;
  /** Log groups that functions write to, that of Lambda Insights among them. */
  readonly logGroups: number;
  /** Hours since log lines were last scanned, over the places where they ever were. */
  readonly unscannedHours: number;
  /** Functions of places whose days before connection were never read. */
  readonly functionsWithoutHistory: number;
  /** Part of the functions whose log lines were never scanned. */
  readonly unscannedShare: number;
}

/** Columns of metrics as CloudWatch bills them: Duration's five statistics are one. */
const billedColumns = [
  "invocations",
  "errors",
  "throttles",
  "duration_sum_ms",
  "concurrency_max",
  ...rareMetricColumns,
] as const;

/** Counts the fleet for what its collection costs. Some reads of whole tables: not for every request. */
export async function getCollectionCounts(sql: Sql, now: Date): Promise<StoredCollectionCounts> {
  const { rows } = await sql.query<StoredCollectionCounts>(
    `WITH fn AS (
       SELECT f.account_id, f.region, f.log_group_name, ${carriesInsights} AS has_insights, ran.last_invoked_at,
         h.observed_at AS history_at, s.observed_at AS starts_at
       FROM functions f
         LEFT JOIN function_activity ran ON ran.function_id = f.id
         LEFT JOIN source_states h ON h.account_id = f.account_id AND h.region = f.region AND h.source = 'metric-history'
         LEFT JOIN source_states s ON s.account_id = f.account_id AND s.region = f.region AND s.source = 'starts'
       WHERE f.deleted_at IS NULL
     ), groups AS (
       SELECT account_id, region, log_group_name FROM fn
       UNION SELECT account_id, region, '${insightsLogGroup}' FROM fn WHERE has_insights
     )
     SELECT count(*)::int AS functions,
       (SELECT nullif(count(*), 0) / 8.0 FROM (SELECT DISTINCT account_id, function_id, floor(extract(epoch FROM at) / 10800)
          FROM function_hours WHERE at >= $1::timestamptz - interval '24 hours' AND at <= $1 AND invocations > 0) a)::float8 AS "activeFunctions",
       count(*) FILTER (WHERE last_invoked_at >= $1::timestamptz - interval '14 days')::int AS "listedFunctions",
       count(DISTINCT (account_id, region))::int AS places,
       (SELECT (sum(${billedColumns.map((name) => `(${name} IS NOT NULL)::int`).join(" + ")})
            + ${metricsPerQualifier} * (SELECT count(DISTINCT (account_id, function_id, qualifier)) FROM provisioned_days
              WHERE day >= ($1::timestamptz AT TIME ZONE 'UTC')::date - 3))::float8 / nullif(count(*), 0)
        FROM (SELECT ${billedColumns.map((name) => `max(${name}) AS ${name}`).join(", ")} FROM function_days
          WHERE day >= ($1::timestamptz AT TIME ZONE 'UTC')::date - 3 AND invocations > 0 GROUP BY account_id, function_id) d) AS "metricsPerFunction",
       (SELECT sum(l.bytes_per_hour)::float8 FROM groups g JOIN log_readings l USING (account_id, region, log_group_name)) AS "scannedBytesPerHour",
       (SELECT count(l.bytes_per_hour)::int FROM groups g JOIN log_readings l USING (account_id, region, log_group_name)) AS "scannedGroups",
       (SELECT count(*)::int FROM groups) AS "logGroups",
       coalesce(avg(extract(epoch FROM $1::timestamptz - starts_at) / 3600) FILTER (WHERE starts_at IS NOT NULL), 0)::float8 AS "unscannedHours",
       count(*) FILTER (WHERE history_at IS NULL)::int AS "functionsWithoutHistory",
       coalesce(avg((starts_at IS NULL)::int), 0)::float8 AS "unscannedShare"
     FROM fn`,
    [now],
  );
  const [counts] = rows;
  if (counts === undefined) throw new Error("A count gave no row.");
  return counts;
}

/** The economy that was chosen last. */
export interface StoredEconomy {
  readonly month: Date;
  readonly level: number;
}

export async function getStoredEconomy(sql: Sql): Promise<StoredEconomy | null> {
  const { rows } = await sql.query<StoredEconomy>(
    `SELECT (month::timestamp AT TIME ZONE 'UTC') AS month, level FROM collection_economy WHERE id = 1`,
  );
  return rows[0] ?? null;
}

/** Keeps the level; `since` stays while it does not change. */
export async function saveStoredEconomy(
  sql: Sql,
  economy: StoredEconomy & { readonly projectedUsd: number },
  now: Date,
): Promise<void> {
  await sql.query(
    `INSERT INTO collection_economy AS e (id, month, level, since, projected_usd)
     VALUES (1, ($1::timestamptz AT TIME ZONE 'UTC')::date, $2, $3, $4)
     ON CONFLICT (id) DO UPDATE SET month = EXCLUDED.month, level = EXCLUDED.level,
       since = CASE WHEN e.level = EXCLUDED.level THEN e.since ELSE EXCLUDED.since END, projected_usd = EXCLUDED.projected_usd`,
    [economy.month, economy.level, now, economy.projectedUsd],
  );
}

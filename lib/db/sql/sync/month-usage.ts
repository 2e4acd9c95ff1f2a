import type { Sql } from "#lib/db/sql/transaction.ts";
import type { SyncOperationView } from "#lib/domain/views/sync.ts";
import type { SpendingDayView } from "#lib/domain/views/sync-spending.ts";

/** UTC days as YYYY-MM-DD: `from` inclusive, `to` exclusive. */
export interface UsageDays {
  readonly from: string;
  readonly to: string;
}

/** Calls and dollars of each UTC day; a day without calls has zeros, since nothing was asked then. */
export async function listUsageDays(sql: Sql, { from, to }: UsageDays): Promise<SpendingDayView[]> {
  const { rows } = await sql.query<SpendingDayView>(
    `SELECT to_char(d, 'YYYY-MM-DD') AS day, coalesce(u.calls, 0)::float8 AS calls,
       CASE WHEN u.unpriced THEN NULL ELSE coalesce(u.cost, 0) END AS "costUsd"
     FROM generate_series($1::date, $2::date - 1, interval '1 day') d
       LEFT JOIN (SELECT day, sum(calls) AS calls, sum(cost_usd) AS cost, bool_or(cost_usd IS NULL) AS unpriced
         FROM aws_usage_days WHERE day >= $1::date AND day < $2::date GROUP BY day) u ON u.day = d::date
     ORDER BY d`,
    [from, to],
  );
  return rows;
}

/** What was asked of each operation over some days, the dearest first, then the most called. */
export async function listUsageOperations(sql: Sql, { from, to }: UsageDays): Promise<SyncOperationView[]> {
  const { rows } = await sql.query<SyncOperationView>(
    `SELECT service, operation, sum(calls)::float8 AS calls, sum(retries)::float8 AS retries,
       sum(throttles)::float8 AS throttles, sum(failures)::float8 AS failures,
       sum(metrics_requested)::float8 AS "metricsRequested", sum(bytes_scanned)::float8 AS "bytesScanned",
       CASE WHEN bool_or(cost_usd IS NULL) THEN NULL ELSE sum(cost_usd) END AS "costUsd"
     FROM aws_usage_days WHERE day >= $1::date AND day < $2::date
     GROUP BY service, operation
     ORDER BY coalesce(sum(cost_usd), 0) DESC, sum(calls) DESC, service, operation`,
    [from, to],
  );
  return rows;
}

/** Since when Lamplight has read at its present level of economy; null before the first was chosen. */
export async function getEconomySince(sql: Sql): Promise<{ readonly level: number; readonly since: Date } | null> {
  const { rows } = await sql.query<{ level: number; since: Date }>(
    "SELECT level, since FROM collection_economy WHERE id = 1",
  );
  return rows[0] ?? null;
}

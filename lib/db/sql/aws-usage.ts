import type { Sql } from "./transaction.ts";

/** What one metric and one scanned byte count as where the price that applies is not known. */
export interface FallbackPrices {
  readonly metricUsd: number;
  readonly scannedByteUsd: number;
}

/** UTC days from the first instant of one, inclusive, to that of another: a month, for the most part. */
export interface DaySpan {
  readonly from: Date;
  readonly to: Date;
}

/** How the month's dollars stand. */
export interface SpendingStand {
  readonly spentUsd: number;
  /** What open tasks were granted and have not spent yet. */
  readonly reservedUsd: number;
}

const priced = (prices: readonly [metric: string, byte: string]) =>
  `coalesce(cost_usd, metrics_requested * ${prices[0]}::float8 + bytes_scanned * ${prices[1]}::float8)`;

/**
 * Spent and reserved as of one instant: a task's page moves its dollars from the one to the other at once. The
 * reservation of `exceptTaskId`, a task or a request for example lines, is left out.
 */
export async function getSpendingStand(
  sql: Sql,
  month: DaySpan,
  prices: FallbackPrices,
  exceptTaskId: string | null = null,
): Promise<SpendingStand> {
  const { rows } = await sql.query<SpendingStand>(
    `SELECT
       (SELECT coalesce(sum(${priced(["$3", "$4"])}), 0)::float8 FROM aws_usage_days
        WHERE billed AND day >= ($1::timestamptz AT TIME ZONE 'UTC')::date AND day < ($2::timestamptz AT TIME ZONE 'UTC')::date) AS "spentUsd",
       (SELECT coalesce(sum(greatest(0, r.planned_usd - coalesce(m.usd, 0))), 0)::float8
        FROM spending_reservations r JOIN sync_tasks t ON t.id = r.task_id AND t.status IN ('waiting', 'running')
        LEFT JOIN LATERAL (SELECT sum(${priced(["$3", "$4"])}) AS usd FROM sync_meters WHERE task_id = r.task_id) m ON true
        WHERE $5::uuid IS NULL OR r.task_id <> $5)
       + (SELECT coalesce(sum(planned_usd), 0)::float8 FROM log_examples
          WHERE state = 'running' AND ($5::uuid IS NULL OR id <> $5)) AS "reservedUsd"`,
    [month.from, month.to, prices.metricUsd, prices.scannedByteUsd, exceptTaskId],
  );
  return rows[0] ?? { spentUsd: 0, reservedUsd: 0 };
}

/** What was spent in a span of UTC days. */
export async function getSpentUsd(sql: Sql, days: DaySpan, prices: FallbackPrices): Promise<number> {
  const { rows } = await sql.query<{ usd: number }>(
    `SELECT coalesce(sum(${priced(["$3", "$4"])}), 0)::float8 AS usd FROM aws_usage_days
     WHERE billed AND day >= ($1::timestamptz AT TIME ZONE 'UTC')::date AND day < ($2::timestamptz AT TIME ZONE 'UTC')::date`,
    [days.from, days.to, prices.metricUsd, prices.scannedByteUsd],
  );
  return rows[0]?.usd ?? 0;
}

/** Makes all who ask for dollars wait for each other, until their transaction ends. */
export async function lockSpending(sql: Sql): Promise<void> {
  await sql.query("SELECT pg_advisory_xact_lock($1)", [7_402_616]);
}

/** A task as far as its reservation goes by it. */
export interface SpendingTask {
  readonly source: string;
  readonly spentUsd: number;
  readonly plannedUsd: number;
  readonly seenUsd: number;
  readonly dearestPageUsd: number;
}

/** What a task has spent and was granted; null for one that is gone. */
export async function getSpendingTask(sql: Sql, id: string, prices: FallbackPrices): Promise<SpendingTask | null> {
  const { rows } = await sql.query<SpendingTask>(
    `SELECT t.source,
       (SELECT coalesce(sum(${priced(["$2", "$3"])}), 0)::float8 FROM sync_meters WHERE task_id = t.id) AS "spentUsd",
       coalesce(r.planned_usd, 0) AS "plannedUsd", coalesce(r.seen_usd, 0) AS "seenUsd",
       coalesce(r.dearest_page_usd, 0) AS "dearestPageUsd"
     FROM sync_tasks t LEFT JOIN spending_reservations r ON r.task_id = t.id WHERE t.id = $1`,
    [id, prices.metricUsd, prices.scannedByteUsd],
  );
  return rows[0] ?? null;
}

/** Whether another task of the source is open and holds a reservation. */
export async function hasOtherReservation(sql: Sql, id: string, source: string): Promise<boolean> {
  const { rows } = await sql.query(
    `SELECT 1 FROM spending_reservations r JOIN sync_tasks t ON t.id = r.task_id AND t.status IN ('waiting', 'running')
     WHERE t.source = $2 AND r.task_id <> $1 LIMIT 1`,
    [id, source],
  );
  return rows.length > 0;
}

/** Grants dollars to a task, in place of what it was granted before. Those of tasks that are over are forgotten. */
export async function saveReservation(
  sql: Sql,
  task: { readonly id: string; readonly plannedUsd: number; readonly seenUsd: number; readonly dearestPageUsd: number },
  now: Date,
): Promise<void> {
  await sql.query(
    `DELETE FROM spending_reservations r
     WHERE NOT EXISTS (SELECT FROM sync_tasks t WHERE t.id = r.task_id AND t.status IN ('waiting', 'running'))`,
  );
  await sql.query(
    `INSERT INTO spending_reservations (task_id, planned_usd, seen_usd, dearest_page_usd, reserved_at)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (task_id) DO UPDATE SET planned_usd = EXCLUDED.planned_usd, seen_usd = EXCLUDED.seen_usd,
       dearest_page_usd = EXCLUDED.dearest_page_usd, reserved_at = EXCLUDED.reserved_at`,
    [task.id, task.plannedUsd, task.seenUsd, task.dearestPageUsd, now],
  );
}

import type { SyncScope } from "#lib/db/sql/syncs.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import type { SyncRunStatus, TaskCounts } from "#lib/domain/views/sync.ts";
import { metersOfTask } from "./run-detail.ts";

/** A run by itself. */
export interface SyncHeadRow {
  readonly id: string;
  readonly trigger: string;
  readonly requestedBy: string | null;
  readonly scope: SyncScope;
  readonly status: SyncRunStatus;
  readonly startedAt: Date;
  readonly usableAt: Date | null;
  readonly endedAt: Date | null;
  readonly reason: string | null;
}

/** What a run did so far. */
export interface SyncTotalsRow {
  readonly counts: TaskCounts;
  readonly calls: number;
  readonly retries: number;
  readonly throttles: number;
  readonly failures: number;
  readonly metricsRequested: number;
  readonly bytesScanned: number;
  readonly costUsd: number | null;
}

export type SyncRunRow = SyncHeadRow & SyncTotalsRow;

const head = `s.id, s.trigger, coalesce(u.name, s.requested_by) AS "requestedBy", s.scope, s.status,
  s.started_at AS "startedAt", s.usable_at AS "usableAt", s.ended_at AS "endedAt", s.reason`;

/** One run without its tasks; null when there is none of that id. */
export async function getSyncHead(sql: Sql, id: string): Promise<SyncHeadRow | null> {
  const { rows } = await sql.query<SyncHeadRow>(
    `SELECT ${head} FROM syncs s LEFT JOIN users u ON u.id::text = s.requested_by WHERE s.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** The latest runs with what they did: kept totals where there are some, else counted now. */
export async function listSyncRuns(sql: Sql, limit: number): Promise<SyncRunRow[]> {
  const { rows } = await sql.query<SyncRunRow>(
    `WITH chosen AS (SELECT * FROM syncs ORDER BY started_at DESC LIMIT $1)
     SELECT ${head}, coalesce(k.counts, c.counts, '{}') AS counts, coalesce(k.calls, m.calls, 0) AS calls,
       coalesce(k.retries, m.retries, 0) AS retries, coalesce(k.throttles, m.throttles, 0) AS throttles,
       coalesce(k.failures, m.failures, 0) AS failures,
       coalesce(k.metrics_requested, m.metrics, 0)::float8 AS "metricsRequested",
       coalesce(k.bytes_scanned, m.bytes, 0)::float8 AS "bytesScanned",
       CASE WHEN k.sync_id IS NOT NULL THEN k.cost_usd WHEN m.unpriced THEN NULL ELSE coalesce(m.cost, 0) END AS "costUsd"
     FROM chosen s
       LEFT JOIN users u ON u.id::text = s.requested_by
       LEFT JOIN sync_totals k ON k.sync_id = s.id
       LEFT JOIN LATERAL (${countsOf("s.id", "k.sync_id IS NULL")}) c ON true
       LEFT JOIN LATERAL (${metersOf("s.id", "k.sync_id IS NULL")}) m ON true
     ORDER BY s.started_at DESC`,
    [limit],
  );
  return rows;
}

/**
 * Keeps the totals of runs that ended before an instant and have none yet, the latest `limit` of them. Their figures do
 * not change any more: a worker that still held a task has noticed the end by then.
 */
export async function keepSyncTotals(sql: Sql, endedBefore: Date, limit: number): Promise<void> {
  await sql.query(
    `INSERT INTO sync_totals (sync_id, counts, calls, retries, throttles, failures, metrics_requested, bytes_scanned, cost_usd)
     SELECT s.id, coalesce(c.counts, '{}'), coalesce(m.calls, 0), coalesce(m.retries, 0), coalesce(m.throttles, 0),
       coalesce(m.failures, 0), coalesce(m.metrics, 0), coalesce(m.bytes, 0),
       CASE WHEN m.unpriced THEN NULL ELSE coalesce(m.cost, 0) END
     FROM (SELECT id, ended_at FROM syncs ORDER BY started_at DESC LIMIT $2) s
       LEFT JOIN LATERAL (${countsOf("s.id", "true")}) c ON true
       LEFT JOIN LATERAL (${metersOf("s.id", "true")}) m ON true
     WHERE s.ended_at < $1 AND NOT EXISTS (SELECT FROM sync_totals k WHERE k.sync_id = s.id)
     ON CONFLICT (sync_id) DO NOTHING`,
    [endedBefore, limit],
  );
}

/** The run to show first: one that runs, else the latest; null before the first. */
export async function latestSyncId(sql: Sql): Promise<string | null> {
  const { rows } = await sql.query<{ id: string }>(
    "SELECT id FROM syncs ORDER BY status = 'running' DESC, started_at DESC LIMIT 1",
  );
  return rows[0]?.id ?? null;
}

export async function isSyncRunning(sql: Sql): Promise<boolean> {
  return (await sql.query("SELECT 1 FROM syncs WHERE status = 'running' LIMIT 1")).rows.length > 0;
}

function countsOf(id: string, when: string): string {
  return `SELECT jsonb_object_agg(status, n) AS counts FROM (
    SELECT status, count(*) AS n FROM sync_tasks WHERE sync_id = ${id} AND ${when} GROUP BY status) g`;
}

function metersOf(id: string, when: string): string {
  return `SELECT sum(calls)::int AS calls, sum(retries)::int AS retries, sum(throttles)::int AS throttles,
      sum(failures)::int AS failures, sum(metrics_requested) AS metrics, sum(bytes_scanned) AS bytes,
      sum(cost_usd) AS cost, bool_or(cost_usd IS NULL) AS unpriced
    FROM sync_tasks t CROSS JOIN LATERAL (${metersOfTask}) n WHERE t.sync_id = ${id} AND ${when}`;
}

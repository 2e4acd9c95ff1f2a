import type { SyncScope } from "#lib/db/sql/syncs.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import type { SyncRunStatus, TaskStatus } from "#lib/domain/views/sync.ts";

export interface SyncRunRow {
  readonly id: string;
  readonly trigger: string;
  readonly requestedBy: string | null;
  readonly scope: SyncScope;
  readonly status: SyncRunStatus;
  readonly startedAt: Date;
  readonly usableAt: Date | null;
  readonly endedAt: Date | null;
  readonly reason: string | null;
  readonly counts: Readonly<Partial<Record<TaskStatus, number>>> | null;
  readonly calls: number;
  readonly retries: number;
  readonly throttles: number;
  readonly failures: number;
  readonly metricsRequested: number;
  readonly bytesScanned: number;
  readonly costUsd: number | null;
}

/** Runs with their tasks counted and their meters summed, the latest first. With an id: that run alone. */
export async function listSyncRuns(sql: Sql, limit: number, id: string | null = null): Promise<SyncRunRow[]> {
  const { rows } = await sql.query<SyncRunRow>(
    `WITH chosen AS (SELECT * FROM syncs WHERE $2::uuid IS NULL OR id = $2 ORDER BY started_at DESC LIMIT $1)
     SELECT s.id, s.trigger, coalesce(u.name, s.requested_by) AS "requestedBy", s.scope, s.status,
       s.started_at AS "startedAt", s.usable_at AS "usableAt", s.ended_at AS "endedAt", s.reason, c.counts,
       coalesce(m.calls, 0) AS calls, coalesce(m.retries, 0) AS retries, coalesce(m.throttles, 0) AS throttles,
       coalesce(m.failures, 0) AS failures, coalesce(m.metrics, 0) AS "metricsRequested",
       coalesce(m.bytes, 0) AS "bytesScanned", CASE WHEN m.unpriced THEN NULL ELSE coalesce(m.cost, 0) END AS "costUsd"
     FROM chosen s
       LEFT JOIN users u ON u.id::text = s.requested_by
       LEFT JOIN LATERAL (SELECT jsonb_object_agg(status, n) AS counts FROM (
         SELECT status, count(*) AS n FROM sync_tasks WHERE sync_id = s.id GROUP BY status) g) c ON true
       LEFT JOIN LATERAL (SELECT sum(calls)::int AS calls, sum(retries)::int AS retries, sum(throttles)::int AS throttles,
           sum(failures)::int AS failures, sum(metrics_requested)::float8 AS metrics, sum(bytes_scanned)::float8 AS bytes,
           sum(cost_usd) AS cost, bool_or(cost_usd IS NULL) AS unpriced
         FROM sync_meters n JOIN sync_tasks k ON k.id = n.task_id WHERE k.sync_id = s.id) m ON true
     ORDER BY s.started_at DESC`,
    [limit, id],
  );
  return rows;
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

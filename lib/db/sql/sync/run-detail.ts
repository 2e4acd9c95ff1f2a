import type { Sql } from "#lib/db/sql/transaction.ts";
import type { SourceName } from "#lib/domain/collection/source.ts";
import type { SyncOperationView, TaskStatus } from "#lib/domain/views/sync.ts";

export interface TaskRow {
  readonly accountId: string;
  readonly region: string;
  readonly source: SourceName;
  readonly status: TaskStatus;
  readonly done: number;
  readonly total: number | null;
  readonly attempts: number;
  readonly reason: string | null;
  readonly remedy: string | null;
}

/** The tasks of a run, place by place. */
export async function listRunTasks(sql: Sql, syncId: string): Promise<TaskRow[]> {
  const { rows } = await sql.query<TaskRow>(
    `SELECT account_id AS "accountId", region, source, status, progress_done AS done, progress_total AS total, attempts,
       reason, remedy
     FROM sync_tasks WHERE sync_id = $1 ORDER BY account_id, region`,
    [syncId],
  );
  return rows;
}

/** What a run asked of AWS, by operation, the most called first. */
export async function listRunOperations(sql: Sql, syncId: string): Promise<SyncOperationView[]> {
  const { rows } = await sql.query<SyncOperationView>(
    `SELECT m.service, m.operation, sum(m.calls)::int AS calls, sum(m.retries)::int AS retries,
       sum(m.throttles)::int AS throttles, sum(m.failures)::int AS failures,
       sum(m.metrics_requested)::float8 AS "metricsRequested", sum(m.bytes_scanned)::float8 AS "bytesScanned",
       CASE WHEN bool_or(m.cost_usd IS NULL) THEN NULL ELSE sum(m.cost_usd) END AS "costUsd"
     FROM sync_meters m JOIN sync_tasks t ON t.id = m.task_id WHERE t.sync_id = $1
     GROUP BY m.service, m.operation ORDER BY sum(m.calls) DESC, m.service, m.operation`,
    [syncId],
  );
  return rows;
}

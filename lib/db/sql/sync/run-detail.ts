import type { Sql } from "#lib/db/sql/transaction.ts";
import type { SourceName } from "#lib/domain/collection/source.ts";
import type { FactState } from "#lib/domain/fleet/fact.ts";
import type { SyncOperationView, TaskStatus } from "#lib/domain/views/sync.ts";

/** Tasks of one source in one account that have the same status. */
export interface TaskGroupRow {
  readonly accountId: string;
  readonly source: SourceName;
  readonly status: TaskStatus;
  readonly count: number;
}

/** The tasks of a run, counted by account, source and status: all sums of the page are made of these. */
export async function countRunTasks(sql: Sql, syncId: string): Promise<TaskGroupRow[]> {
  const { rows } = await sql.query<TaskGroupRow>(
    `SELECT account_id AS "accountId", source, status, count(*)::int AS count
     FROM sync_tasks WHERE sync_id = $1 GROUP BY account_id, source, status`,
    [syncId],
  );
  return rows;
}

/** One task with what is known of its source now. */
export interface TaskRow {
  readonly region: string;
  readonly source: SourceName;
  readonly status: TaskStatus;
  readonly done: number;
  readonly total: number | null;
  readonly attempts: number;
  readonly reason: string | null;
  readonly remedy: string | null;
  readonly observedAt: Date | null;
  readonly since: Date | null;
  /** The source's state here now; null where it was never tried. */
  readonly state: FactState | null;
  /** When it was last tried, whatever came of it. */
  readonly attemptedAt: Date | null;
}

/** The tasks of one account of a run, Region by Region. */
export async function listAccountTasks(sql: Sql, syncId: string, accountId: string): Promise<TaskRow[]> {
  const { rows } = await sql.query<TaskRow>(
    `SELECT t.region, t.source, t.status, t.progress_done AS done, t.progress_total AS total, t.attempts, t.reason,
       t.remedy, s.observed_at AS "observedAt", s.since, s.state, s.updated_at AS "attemptedAt"
     FROM sync_tasks t
       LEFT JOIN source_states s ON s.account_id = t.account_id AND s.region = t.region AND s.source = t.source
     WHERE t.sync_id = $1 AND t.account_id = $2 ORDER BY t.region`,
    [syncId, accountId],
  );
  return rows;
}

/** What one operation was asked in one place. */
export interface SlowedRow {
  readonly accountId: string;
  readonly name: string | null;
  readonly region: string;
  readonly service: string;
  readonly operation: string;
  readonly calls: number;
  readonly throttles: number;
}

/** What a run asked of AWS: by operation, the dearest first, then the most called; and where it was throttled the most. */
export interface RunMeters {
  readonly operations: SyncOperationView[];
  readonly slowed: SlowedRow[];
}

/**
 * The meters of task `t`. OFFSET keeps the planner from reading the meters of all kept runs to join them: it takes a run's
 * tasks and looks each one's few meters up, so that the cost grows with the run and not with the history.
 */
export const metersOfTask = "SELECT * FROM sync_meters WHERE task_id = t.id OFFSET 0";

/** Sums the meters of a run. */
export async function sumRunMeters(sql: Sql, syncId: string, slowedPlaces: number): Promise<RunMeters> {
  const { rows: operations } = await sql.query<SyncOperationView>(
    `SELECT m.service, m.operation, sum(m.calls)::int AS calls, sum(m.retries)::int AS retries,
       sum(m.throttles)::int AS throttles, sum(m.failures)::int AS failures,
       sum(m.metrics_requested)::float8 AS "metricsRequested", sum(m.bytes_scanned)::float8 AS "bytesScanned",
       CASE WHEN bool_or(m.cost_usd IS NULL) THEN NULL ELSE sum(m.cost_usd) END AS "costUsd"
     FROM sync_tasks t CROSS JOIN LATERAL (${metersOfTask}) m WHERE t.sync_id = $1
     GROUP BY m.service, m.operation
     ORDER BY coalesce(sum(m.cost_usd), 0) DESC, sum(m.calls) DESC, m.service, m.operation`,
    [syncId],
  );
  if (operations.every(({ throttles }) => throttles === 0)) return { operations, slowed: [] };
  const { rows: slowed } = await sql.query<SlowedRow>(
    `SELECT t.account_id AS "accountId", a.name, t.region, m.service, m.operation, sum(m.calls)::int AS calls,
       sum(m.throttles)::int AS throttles
     FROM sync_tasks t CROSS JOIN LATERAL (${metersOfTask.replace("OFFSET", "AND throttles > 0 OFFSET")}) m
       LEFT JOIN accounts a ON a.id = t.account_id
     WHERE t.sync_id = $1
     GROUP BY t.account_id, a.name, t.region, m.service, m.operation
     ORDER BY sum(m.throttles) DESC, t.account_id, t.region, m.operation LIMIT $2`,
    [syncId, slowedPlaces],
  );
  return { operations, slowed };
}

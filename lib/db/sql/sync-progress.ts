import type { SourceName } from "#lib/domain/collection/source.ts";
import { getSync, type SyncRow } from "./syncs.ts";
import type { Sql } from "./transaction.ts";

/** How far one source is over all places of a sync. */
export interface SourceProgress {
  readonly source: SourceName;
  readonly phase: string;
  readonly tasks: number;
  readonly ended: number;
  readonly running: number;
  readonly failed: number;
  readonly denied: number;
  readonly skipped: number;
  readonly postponed: number;
  /** Items of tasks that know their total. */
  readonly done: number;
  readonly total: number;
}

/** One thing that a sync could not learn, and in how many places. */
export interface UnlearnedReason {
  readonly source: SourceName;
  readonly status: string;
  readonly reason: string;
  readonly remedy: string | null;
  readonly places: number;
  readonly examples: readonly string[];
}

export interface SyncProgress {
  readonly sync: SyncRow;
  readonly sources: readonly SourceProgress[];
  readonly tasks: number;
  readonly ended: number;
  readonly calls: number;
  readonly metricsRequested: number;
  readonly bytesScanned: number;
  readonly costUsd: number;
}

/** A sync at a glance: two grouped reads, cheap enough to poll each second. Null for an id that does not exist. */
export async function getSyncProgress(sql: Sql, id: string): Promise<SyncProgress | null> {
  const sync = await getSync(sql, id);
  if (sync === null) return null;
  const { rows: sources } = await sql.query<SourceProgress>(
    `SELECT source, min(phase) AS phase, count(*)::int AS tasks,
       count(*) FILTER (WHERE status NOT IN ('waiting', 'running'))::int AS ended,
       count(*) FILTER (WHERE status = 'running')::int AS running, count(*) FILTER (WHERE status = 'failed')::int AS failed,
       count(*) FILTER (WHERE status = 'denied')::int AS denied, count(*) FILTER (WHERE status = 'skipped')::int AS skipped,
       count(*) FILTER (WHERE status = 'postponed')::int AS postponed,
       coalesce(sum(progress_done) FILTER (WHERE progress_total IS NOT NULL), 0)::int AS done,
       coalesce(sum(progress_total), 0)::int AS total
     FROM sync_tasks WHERE sync_id = $1 GROUP BY source`,
    [id],
  );
  const { rows: meters } = await sql.query<
    Pick<SyncProgress, "calls" | "metricsRequested" | "bytesScanned" | "costUsd">
  >(
    `SELECT coalesce(sum(m.calls), 0)::int AS calls, coalesce(sum(m.metrics_requested), 0)::int AS "metricsRequested",
       coalesce(sum(m.bytes_scanned), 0)::float8 AS "bytesScanned", coalesce(sum(m.cost_usd), 0)::float8 AS "costUsd"
     FROM sync_meters m JOIN sync_tasks t ON t.id = m.task_id WHERE t.sync_id = $1`,
    [id],
  );
  const meter = meters[0] ?? { calls: 0, metricsRequested: 0, bytesScanned: 0, costUsd: 0 };
  const sum = (key: "tasks" | "ended") => sources.reduce((total, source) => total + source[key], 0);
  return { sync, sources, tasks: sum("tasks"), ended: sum("ended"), ...meter };
}

/** What a sync could not learn or put off, the most widespread first. */
export async function listUnlearned(sql: Sql, id: string): Promise<UnlearnedReason[]> {
  const { rows } = await sql.query<UnlearnedReason>(
    `SELECT source, status, reason, min(remedy) AS remedy, count(*)::int AS places,
       (array_agg(trim(account_id || ' ' || region) ORDER BY account_id, region))[1:3] AS examples
     FROM sync_tasks WHERE sync_id = $1 AND status IN ('failed', 'denied', 'partial', 'postponed') AND reason IS NOT NULL
     GROUP BY source, status, reason ORDER BY count(*) DESC, source, reason`,
    [id],
  );
  return rows;
}

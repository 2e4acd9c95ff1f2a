import type { Sql } from "#lib/db/sql/transaction.ts";

export interface FreshnessRow {
  readonly lastCompletedAt: Date | null;
  readonly runningId: string | null;
  readonly runningSince: Date | null;
  readonly usable: boolean;
  readonly tasks: number;
  readonly ended: number;
  readonly failed: number;
  readonly denied: number;
}

/** The last complete sync, the one that runs, and how many sources could not be read when they were last tried. */
export async function getFreshness(sql: Sql): Promise<FreshnessRow> {
  const { rows } = await sql.query<FreshnessRow>(
    `WITH running AS (
       SELECT id, started_at, usable_at FROM syncs WHERE status = 'running' ORDER BY started_at DESC LIMIT 1),
     tasks AS (
       SELECT count(*)::int AS tasks, count(*) FILTER (WHERE status NOT IN ('waiting', 'running'))::int AS ended
       FROM sync_tasks WHERE sync_id = (SELECT id FROM running)),
     states AS (
       SELECT count(*) FILTER (WHERE s.state = 'failed')::int AS failed,
         count(*) FILTER (WHERE s.state = 'denied')::int AS denied
       FROM source_states s JOIN accounts a ON a.id = s.account_id AND a.enabled)
     SELECT (SELECT max(ended_at) FROM syncs WHERE status = 'complete') AS "lastCompletedAt",
       (SELECT id FROM running) AS "runningId", (SELECT started_at FROM running) AS "runningSince",
       coalesce((SELECT usable_at IS NOT NULL FROM running), false) AS usable,
       tasks.tasks, tasks.ended, states.failed, states.denied
     FROM tasks CROSS JOIN states`,
  );
  return (
    rows[0] ?? {
      lastCompletedAt: null,
      runningId: null,
      runningSince: null,
      usable: false,
      tasks: 0,
      ended: 0,
      failed: 0,
      denied: 0,
    }
  );
}

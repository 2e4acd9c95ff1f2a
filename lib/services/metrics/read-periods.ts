import type { ClaimedTask } from "#lib/db/sql/sync-tasks.ts";
import type { TimeWindow } from "#lib/domain/collection/source.ts";
import type { ServiceContext } from "#lib/services/context.ts";

/** A window of time that a task was told to read, by the hour or by the day. */
export interface ReadPeriod extends TimeWindow {
  readonly granularity: "hour" | "day";
}

/** The windows of metrics or starts that a task was told to read; none before it was planned. */
export async function readPeriods(context: ServiceContext, task: Pick<ClaimedTask, "id">): Promise<ReadPeriod[]> {
  // Only the windows: the names of functions beside them may be thousands.
  const { rows } = await context.db.pool.query<{ granularity: ReadPeriod["granularity"]; from: string; to: string }>(
    `SELECT DISTINCT r->>'granularity' AS granularity, r->>'from' AS "from", r->>'to' AS "to"
     FROM sync_tasks t CROSS JOIN LATERAL
       jsonb_array_elements((t.input->'requests') || coalesce(t.input->'insights', '[]')) r WHERE t.id = $1`,
    [task.id],
  );
  return rows.map(({ granularity, from, to }) => ({ granularity, from: new Date(from), to: new Date(to) }));
}

/** When the earliest of some windows begins; null where there is none. */
export function earliest(periods: readonly ReadPeriod[], granularity: ReadPeriod["granularity"]): Date | null {
  const begins = periods.filter((period) => period.granularity === granularity).map(({ from }) => from.getTime());
  return begins.length === 0 ? null : new Date(Math.min(...begins));
}

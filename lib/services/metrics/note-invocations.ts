import { saveLastInvocations } from "#lib/db/sql/last-invocations.ts";
import type { ClaimedTask } from "#lib/db/sql/sync-tasks.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { earliest, readPeriods } from "./read-periods.ts";

/** Notes when the functions of a place last ran, by what a task has read of their metrics. */
export async function noteInvocations(context: ServiceContext, task: ClaimedTask): Promise<void> {
  const periods = await readPeriods(context, task);
  const [hoursFrom, daysFrom] = [earliest(periods, "hour"), earliest(periods, "day")];
  if (hoursFrom === null && daysFrom === null) return;
  await saveLastInvocations(context.db.pool, task, { hoursFrom, daysFrom });
}

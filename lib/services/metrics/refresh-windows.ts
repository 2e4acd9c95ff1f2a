import { listTouchedFunctions } from "#lib/db/sql/function-windows.ts";
import type { ClaimedTask } from "#lib/db/sql/sync-tasks.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { earliest, readPeriods } from "./read-periods.ts";
import { refreshSpans } from "./refresh-window.ts";
import { type WindowName, windowNames, windowOf } from "./window-spans.ts";

/** Works out the aggregates of a place's functions over 24 hours, 7, 30 and 90 days, where a task has read anything new. */
export async function refreshWindows(context: ServiceContext, task: ClaimedTask): Promise<void> {
  await refresh(context, task, windowNames);
}

/** The same for the windows that are made of days, which is all that a reading of days tells of. */
export async function refreshDayWindows(context: ServiceContext, task: ClaimedTask): Promise<void> {
  const now = context.clock.now();
  await refresh(
    context,
    task,
    windowNames.filter((name) => windowOf(name, now).granularity === "day"),
  );
}

async function refresh(context: ServiceContext, task: ClaimedTask, names: readonly WindowName[]): Promise<void> {
  const now = context.clock.now();
  const spans = names.map((name) => windowOf(name, now));
  const periods = await readPeriods(context, task);
  const touched = await listTouchedFunctions(context.db.pool, task, {
    hoursFrom: earliest(periods, "hour"),
    daysFrom: earliest(periods, "day"),
  });
  await refreshSpans(context, task, { spans, touched, now });
}

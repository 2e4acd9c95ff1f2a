import { ensurePartitions } from "#lib/db/partitions.ts";
import { rollMetricDays, rollStartDays } from "#lib/db/sql/day-rolls.ts";
import { rollFailureDays } from "#lib/db/sql/failures.ts";
import { rollProvisionedDays } from "#lib/db/sql/provisioned-metrics.ts";
import { rollRegionDays } from "#lib/db/sql/region-metrics.ts";
import type { ClaimedTask } from "#lib/db/sql/sync-tasks.ts";
import { rollVersionDays } from "#lib/db/sql/version-days.ts";
import { daysOf } from "#lib/services/collection/time-windows.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { readPeriods } from "./read-periods.ts";

/** Makes day rows of the days whose hours a task read. */
export async function rollDays(context: ServiceContext, task: ClaimedTask): Promise<void> {
  const hours = (await readPeriods(context, task)).filter(({ granularity }) => granularity === "hour");
  const days = [...new Set(hours.flatMap(daysOf).map((day) => day.getTime()))].map((time) => new Date(time));
  if (days.length === 0) return;
  await ensurePartitions(context.db.pool, "function_days", days);
  await context.inSqlTransaction(async (sql) => {
    if (task.source === "metrics") {
      await rollMetricDays(sql, task, days);
      await rollRegionDays(sql, task, days);
      await rollProvisionedDays(sql, task, days);
    } else {
      await rollStartDays(sql, task, days);
      await rollFailureDays(sql, task, days);
      await rollVersionDays(sql, task, days);
    }
  });
}

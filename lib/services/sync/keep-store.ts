import { dropPartitions } from "#lib/db/partitions.ts";
import { trimLogReadings } from "#lib/db/sql/log-readings.ts";
import { isoDay } from "#lib/db/sql/place.ts";
import { deleteOldSyncs } from "#lib/db/sql/syncs.ts";
import { addMs, dayMs, startOfUtcDay } from "#lib/services/collection/time-windows.ts";
import { dropExpiredExamples } from "#lib/services/failures/example-runner.ts";
import { expireSuppressions } from "#lib/services/findings/expire-suppressions.ts";
import { rollUpMissing } from "#lib/services/metrics/refresh-rollups.ts";
import type { SyncContext } from "./sync-context.ts";

/** Days that the tasks of ended syncs are kept. */
const syncDays = 30;

/** Lets go of what the store keeps only for a time, and makes up for what was left undone. */
export async function keepStore(context: SyncContext): Promise<void> {
  const now = context.clock.now();
  const oldestHour = addMs(startOfUtcDay(now), -(context.settings.hourDays - 1) * dayMs);
  const oldestNetworkDay = isoDay(addMs(startOfUtcDay(now), -(context.settings.networkDays - 1) * dayMs));
  const { pool } = context.db;
  const dropped = await dropPartitions(pool, "function_hours", oldestHour);
  await pool.query("DELETE FROM region_hours WHERE at < $1", [oldestHour]);
  await pool.query("DELETE FROM provisioned_hours WHERE at < $1", [oldestHour]);
  await pool.query("DELETE FROM failure_hours WHERE at < $1", [oldestHour]);
  await pool.query("DELETE FROM version_hours WHERE at < $1", [oldestHour]);
  await pool.query("DELETE FROM subnet_days WHERE day < $1::date", [oldestNetworkDay]);
  await pool.query("DELETE FROM nat_gateway_days WHERE day < $1::date", [oldestNetworkDay]);
  await trimLogReadings(pool, oldestHour);
  await deleteOldSyncs(pool, addMs(now, -syncDays * dayMs));
  await dropExpiredExamples(context);
  await expireSuppressions(context);
  await rollUpMissing(context);
  context.logger.info({ dropped }, "the store was kept in order");
}

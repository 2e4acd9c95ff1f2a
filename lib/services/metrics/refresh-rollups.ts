import { listMonthUsage } from "#lib/db/sql/function-windows.ts";
import { isoDay } from "#lib/db/sql/place.ts";
import {
  daysReadBy,
  listDayColumns,
  listRolledFunctions,
  listUnrolledDays,
  lockRollups,
  replaceRollups,
} from "#lib/db/sql/rollups.ts";
import { blendedRates } from "#lib/domain/cost/duration-rates.ts";
import { gbSecondsOfMbMs } from "#lib/domain/cost/function-cost.ts";
import { listPrices } from "#lib/domain/cost/price-list.ts";
import { addMs, dayMs, later, startOfUtcDay } from "#lib/services/collection/time-windows.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { createHistogramRoller } from "./roll-histograms.ts";
import { rollupRows } from "./rollup-row.ts";
import { createDaySummer } from "./sum-days.ts";

/** Days summed at a time: bounds memory, to some 3 MB a day of 10,000 functions. */
const chunkDays = 8;
/** Days without rollups are looked for this far back. */
const historyDays = 400;

/**
 * Rolls up the UTC days that a sync has read, from `oldest` on. Days that were not read again keep their rollups as they
 * are: team membership is that of the day.
 */
export async function refreshRollups(context: ServiceContext, syncId: string, oldest: Date): Promise<void> {
  const read = await daysReadBy(context.db.pool, syncId);
  if (read === null) return;
  const ends = addMs(startOfUtcDay(addMs(read.to, -1)), dayMs);
  await rollUp(context, later(startOfUtcDay(read.from), oldest), ends);
}

/** Rolls up days that have been left out: of a sync that was cancelled, say. */
export async function rollUpMissing(context: ServiceContext): Promise<void> {
  const oldest = addMs(startOfUtcDay(context.clock.now()), -historyDays * dayMs);
  for (const day of await listUnrolledDays(context.db.pool, isoDay(oldest))) {
    await rollUp(context, new Date(day), addMs(new Date(day), dayMs));
  }
}

/** Rolls up the days from `begins` (inclusive) to `ends` (exclusive), newest first: what pages show first. */
async function rollUp(context: ServiceContext, begins: Date, ends: Date): Promise<void> {
  const { pool } = context.db;
  const usage = await listMonthUsage(pool);
  const rates = blendedRates(
    usage.map(({ region, architecture, mbMs }) => ({ region, architecture, gbSeconds: gbSecondsOfMbMs(mbMs) })),
    listPrices,
  );
  const functions = await listRolledFunctions(pool);
  const sumDay = createDaySummer(functions);
  const roll = createHistogramRoller(functions);
  for (let to = ends; to > begins; to = addMs(to, -chunkDays * dayMs)) {
    const range = { from: isoDay(later(begins, addMs(to, -chunkDays * dayMs))), to: isoDay(to) };
    await context.inSqlTransaction(async (sql) => {
      await lockRollups(sql);
      const days = await listDayColumns(sql, range.from, range.to);
      const rows = days.flatMap((day) => {
        const histogramsOf = roll(day);
        return rollupRows(sumDay(day), rates, ({ dimension, value }) => histogramsOf(dimension, value));
      });
      await replaceRollups(sql, range, rows);
    });
  }
}

import { listPostponedReadings, type PostponedReading } from "#lib/db/sql/postponed-readings.ts";
import type { SourceName } from "#lib/domain/collection/source.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";
import { utcMonthOf } from "./utc-month.ts";

/** A reading that the month's budget did not have the money for. */
export interface Postponed extends PostponedReading {
  /** When it goes on at the latest, unless a whole month's budget is too small for it: the next UTC month, or now. */
  readonly goesOnAt: Date;
}

/** Sources that AWS bills for; all others are always read. */
export const billedSources = ["metrics", "metric-history", "starts"] as const satisfies readonly SourceName[];

/** What is put off at present: which source, in which place, since when, why, and when it goes on. The longest first. */
export async function listPostponed(context: ServiceContext): Promise<readonly Postponed[]> {
  authorize(context.actor, "sync:read");
  const now = context.clock.now();
  const rows = await listPostponedReadings(context.db.pool, billedSources);
  return rows.map((row) => {
    const next = utcMonthOf(row.lastAt).to;
    return { ...row, goesOnAt: next > now ? next : now };
  });
}

import { sharedDatabase } from "#lib/db/shared-database.ts";
import { type ClaimedDaysRow, listClaimedDays } from "#lib/db/sql/concurrency/claimed-days.ts";
import type { PlaceRow } from "#lib/db/sql/concurrency/places.ts";
import type { ClaimedDay } from "#lib/domain/concurrency/headroom-runway.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";

const dayMs = 86_400_000;
/** A quarter: long enough for a trend, short enough to be about now. */
const trendDays = 90;

/** Daily maxima of the last 90 days by `account:region`, whatever period is looked at. */
export async function claimedDaysByPlace(scope: FleetScope, now: Date): Promise<ReadonlyMap<string, ClaimedDaysRow>> {
  const since = new Date(now.getTime() - trendDays * dayMs);
  const rows = await listClaimedDays(sharedDatabase().pool, scope, since, now);
  return new Map(rows.map((row) => [`${row.accountId}:${row.region}`, row]));
}

type Held = Pick<PlaceRow, "reserved" | "provisionedWithoutReserved" | "unknownReservations">;

/**
 * A place's days: the metric where AWS sent it on any of them, else unreserved and what is held today, unless that is not
 * known. Days of both kinds are not mixed: where one follows the other, that would be growth.
 */
export function claimedDaysOf(row: ClaimedDaysRow | undefined, held: Held): ClaimedDay[] {
  if (row === undefined) return [];
  const measured = row.claimed.some((claimed) => claimed !== null);
  const fixed = measured || held.unknownReservations > 0 ? null : held.reserved + held.provisionedWithoutReserved;
  return row.days.map((day, index) => {
    const unreserved = row.unreserved[index] ?? null;
    const derived = unreserved === null || fixed === null ? null : unreserved + fixed;
    return { day, claimed: row.claimed[index] ?? derived };
  });
}

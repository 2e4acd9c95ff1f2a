import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listPlaces, type PlaceRow } from "#lib/db/sql/concurrency/places.ts";
import type { Granularity } from "#lib/db/sql/concurrency/region-moments.ts";
import { claimedConcurrency } from "#lib/domain/concurrency/claimed-concurrency.ts";
import { type ClaimedDay, headroomRunway } from "#lib/domain/concurrency/headroom-runway.ts";
import type { ConcurrencyPlace } from "#lib/domain/views/concurrency.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import { claimedDaysByPlace, claimedDaysOf } from "./claimed-days.ts";

/** An account-Region with the days that its trend rests on. */
export interface PlaceWithDays {
  readonly place: ConcurrencyPlace;
  readonly days: readonly ClaimedDay[];
  /** Executions at once on the same days. */
  readonly running: readonly (number | null)[];
  readonly provisionedAlone: number;
}

/** Account-Regions by how much of the limit is claimed, the tightest first; those not known come last. */
export async function listConcurrencyPlaces(
  scope: FleetScope,
  granularity: Granularity,
  now: Date,
): Promise<PlaceWithDays[]> {
  const [rows, daysOf] = await Promise.all([
    listPlaces(sharedDatabase().pool, scope, granularity),
    claimedDaysByPlace(scope, now),
  ]);
  return rows
    .map((row) => {
      const read = daysOf.get(`${row.accountId}:${row.region}`);
      const days = claimedDaysOf(read, row);
      const running = read?.concurrent ?? [];
      return {
        place: concurrencyPlace(row, days, now),
        days,
        running,
        provisionedAlone: row.provisionedWithoutReserved,
      };
    })
    .toSorted(({ place: a }, { place: b }) => (b.share ?? -1) - (a.share ?? -1) || b.functions - a.functions);
}

function concurrencyPlace(row: PlaceRow, days: readonly ClaimedDay[], now: Date): ConcurrencyPlace {
  const peak = peakOf(row);
  const known = peak.claimed !== null && row.limit !== null;
  return {
    place: `${row.accountId}:${row.region}`,
    accountId: row.accountId,
    accountName: row.accountName ?? row.accountId,
    region: row.region,
    functions: row.functions,
    limit: row.limit,
    ...peak,
    headroom: known ? (row.limit ?? 0) - (peak.claimed ?? 0) : null,
    share: known && row.limit ? (peak.claimed ?? 0) / row.limit : null,
    concurrent: row.concurrent,
    reserved: row.reserved,
    provisioned: row.provisioned,
    unknownReservations: row.unknownReservations,
    invocations: row.invocations,
    throttles: row.throttles,
    runway: headroomRunway(days, row.limit, now.toISOString().slice(0, 10)),
  };
}

/** The metric where AWS sends it; else the sum of its parts, unless a reservation is not known. */
function peakOf(row: PlaceRow): Pick<ConcurrencyPlace, "claimed" | "basis" | "peakAt"> {
  if (row.claimed !== null)
    return { claimed: row.claimed, basis: "metric", peakAt: row.claimedAt?.toISOString() ?? null };
  if (row.unreserved === null || row.unknownReservations > 0) return { claimed: null, basis: null, peakAt: null };
  const { claimed } = claimedConcurrency(
    row.unreserved,
    [
      { arn: "", reserved: row.reserved, provisioned: 0, maxConcurrency: null },
      { arn: "", reserved: null, provisioned: row.provisionedWithoutReserved, maxConcurrency: null },
    ],
    row.limit ?? 0,
  );
  return { claimed, basis: "derived", peakAt: row.unreservedAt?.toISOString() ?? null };
}

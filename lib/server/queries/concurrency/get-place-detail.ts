import { sharedDatabase } from "#lib/db/shared-database.ts";
import { type EventSourceRow, listEventSources, listWaiting } from "#lib/db/sql/concurrency/event-sources.ts";
import { judgeMapping, type MappingVerdict } from "#lib/domain/concurrency/event-source-concurrency.ts";
import type { TrialChange } from "#lib/domain/concurrency/reservation-trial.ts";
import type { ConcurrencyPlaceDetail, EventSource } from "#lib/domain/views/concurrency.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import { getTrial } from "./get-trial.ts";
import type { PlaceWithDays } from "./list-places.ts";
import { listStarvedHours } from "./list-starved.ts";

const mostMappings = 500;
const mostShown = 100;

/** Everything of the chosen account-Region that is read for it alone. */
export async function getPlaceDetail(
  scope: FleetScope,
  chosen: PlaceWithDays,
  changes: readonly TrialChange[],
  now: Date,
): Promise<ConcurrencyPlaceDetail> {
  const { pool } = sharedDatabase();
  const { place, days, running } = chosen;
  const [starved, trial, mappings, waiting] = await Promise.all([
    listStarvedHours(scope, place),
    getTrial(scope, chosen, changes, now),
    listEventSources(pool, place, mostMappings),
    listWaiting(pool, place, scope, mostShown),
  ]);
  const known = typeof trial === "string" ? { trial: null, trialUnknown: trial } : { trial, trialUnknown: null };
  return { claimedDays: days, runningDays: running, starved, ...known, eventSources: judged(mappings), waiting };
}

/** What is worth a look comes first. */
const order: readonly MappingVerdict[] = [
  "switchedOff",
  "overReservation",
  "unbounded",
  "unknown",
  "bounded",
  "disabled",
];

function judged(rows: readonly EventSourceRow[]): EventSource[] {
  return rows
    .map(({ scaling, enabled, reservationKnown, ...row }) => {
      const { service, reserved } = row;
      return { ...row, ...judgeMapping({ service, enabled, scaling, reserved, reservationKnown }) };
    })
    .toSorted((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict))
    .slice(0, mostShown);
}

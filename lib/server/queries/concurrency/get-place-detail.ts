import { sharedDatabase } from "#lib/db/shared-database.ts";
import { type EventSourceRow, listEventSources, listWaiting } from "#lib/db/sql/concurrency/event-sources.ts";
import { judgeMapping, type MappingVerdict } from "#lib/domain/concurrency/event-source-concurrency.ts";
import type { TrialChange } from "#lib/domain/concurrency/reservation-trial.ts";
import type { ConcurrencyPlaceDetail, EventSource, EventSourceCounts } from "#lib/domain/views/concurrency.ts";
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
    listEventSources(pool, place, mostMappings + 1),
    listWaiting(pool, place, scope, mostShown),
  ]);
  const known = typeof trial === "string" ? { trial: null, trialUnknown: trial } : { trial, trialUnknown: null };
  const judged = judgedSources(mappings.slice(0, mostMappings));
  const eventSources = judged.slice(0, mostShown).map(({ bindsUnknown: _, ...source }) => source);
  const eventSourceCounts = countsOf(judged, mappings.length > mostMappings);
  return { claimedDays: days, runningDays: running, starved, ...known, eventSources, eventSourceCounts, waiting };
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

interface JudgedSource extends EventSource {
  /** Whether it exceeds its function's reservation cannot be told, though there is one or may be. */
  readonly bindsUnknown: boolean;
}

function judgedSources(rows: readonly EventSourceRow[]): JudgedSource[] {
  return rows
    .map(({ scaling, enabled, reservationKnown, ...row }) => {
      const { service, reserved } = row;
      const judgement = judgeMapping({ service, enabled, scaling, reserved, reservationKnown });
      const bindsUnknown = judgement.verdict === "unknown" && (reserved !== null || !reservationKnown);
      return { ...row, ...judgement, bindsUnknown };
    })
    .toSorted((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict));
}

function countsOf(judged: readonly JudgedSource[], more: boolean): EventSourceCounts {
  const over = judged.filter(({ verdict }) => verdict === "overReservation" || verdict === "switchedOff").length;
  return { read: judged.length, more, over, unknown: judged.filter(({ bindsUnknown }) => bindsUnknown).length };
}

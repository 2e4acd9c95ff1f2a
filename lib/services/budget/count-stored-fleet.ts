import { getOrganizationCounts } from "#lib/db/sql/control-policies.ts";
import {
  type DetailSubject,
  lastListedAt,
  listAccountShapes,
  listDetailSubjects,
  listPlaceShapes,
  type StoredPlaceShape,
} from "#lib/db/sql/fleet-shape.ts";
import { type FleetShape, type PlaceShape, usualFigures } from "#lib/domain/collection/estimate-shape.ts";
import type { DetailCounts } from "#lib/domain/collection/fleet-counts.ts";
import { dueDetails } from "#lib/services/collection/plan-detail.ts";
import type { ServiceContext } from "#lib/services/context.ts";

/** A fleet as it was last read. */
export interface StoredFleet {
  readonly shape: FleetShape;
  readonly functions: number;
  readonly readAt: Date;
  /** Places whose activity or logs were never measured: their part is what is usual. */
  readonly unmeasuredPlaces: number;
}

/** Counts the fleet that the store knows; null where none was read yet. */
export async function countStoredFleet(context: ServiceContext, now: Date): Promise<StoredFleet | null> {
  const { pool } = context.db;
  const readAt = await lastListedAt(pool);
  if (readAt === null) return null;
  const [accounts, places, subjects] = [
    await listAccountShapes(pool),
    await listPlaceShapes(pool, now),
    await listDetailSubjects(pool),
  ];
  const organization = await getOrganizationCounts(pool);
  const byPlace = Map.groupBy(subjects, placeKey);
  const isUnmeasured = ({ functions, active, logBytesPerHour }: StoredPlaceShape) =>
    functions > 0 && (active === null || logBytesPerHour === null);
  return {
    shape: {
      ...(organization === null ? {} : { organization }),
      accounts,
      places: places.map((place) => shapeOf(place, byPlace.get(placeKey(place)) ?? [], now)),
    },
    functions: subjects.length,
    readAt,
    unmeasuredPlaces: places.filter(isUnmeasured).length,
  };
}

function shapeOf(place: StoredPlaceShape, subjects: readonly DetailSubject[], now: Date): PlaceShape {
  // Where hours were read and nobody ran, nobody is active; where none were, nobody knows.
  const usualActive = place.listed > 0 ? place.functions * usualFigures.activeShare : 0;
  const active = Math.min(place.active ?? usualActive, place.functions);
  const usualBytes = (active * usualFigures.logMbPerActiveFunctionDay * 2 ** 20) / 24;
  return {
    ...place,
    active,
    logBytesPerHour: place.logBytesPerHour ?? usualBytes,
    // The lists of log groups do not say it.
    logRetentionDays: null,
    dueDetails: dueOf(subjects, now),
  };
}

/** The functions of a place whose detail is due at an instant, as far as nothing changes until then. */
function dueOf(subjects: readonly DetailSubject[], now: Date): DetailCounts {
  const due = new Set(dueDetails(subjects, new Set(), now));
  const chosen = subjects.filter(({ name }) => due.has(name));
  const images = chosen.filter(({ packageType }) => packageType === "Image").length;
  const managed = chosen.filter(({ managedInstances }) => managedInstances);
  return {
    functions: chosen.length,
    images,
    aliases: chosen.reduce((sum, { aliases }) => sum + aliases, 0),
    publishing: chosen.filter(({ versions }) => versions > 0).length,
    again: chosen.filter((fn) => fn.detailObservedAt !== null && fn.packageType !== "Image").length,
    scaling: managed.reduce((sum, { versions }) => sum + versions + 1, 0),
  };
}

function placeKey({ accountId, region }: { readonly accountId: string; readonly region: string }): string {
  return `${accountId} ${region}`;
}

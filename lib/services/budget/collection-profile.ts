import { getCollectionCounts, type StoredCollectionCounts } from "#lib/db/sql/collection-profile.ts";
import type { CollectionProfile } from "#lib/domain/collection/economy-choice.ts";
import { metricCounts } from "#lib/domain/collection/estimate-readings.ts";
import { usualFigures } from "#lib/domain/collection/estimate-shape.ts";
import type { ServiceContext } from "#lib/services/context.ts";

/** Counting the fleet reads whole tables, and the fleet does not change by the minute. */
const keptMs = 10 * 60_000;
/** What a function's log group takes an hour where none has been measured yet. */
export const assumedGroupBytesPerHour =
  (usualFigures.activeShare * usualFigures.logMbPerActiveFunctionDay * 2 ** 20) / 24;
/** Days of log lines before connection that the first reading scans. */
const historyScanDays = 14;
/** Further back log lines are never read. */
const mostUnscannedHours = 15 * 24;

const kept = new WeakMap<object, { readonly at: number; readonly profile: Promise<CollectionProfile> }>();

/** What decides how much this fleet's collection costs; counted anew every ten minutes at most, once for all who ask. */
export async function collectionProfile(context: ServiceContext): Promise<CollectionProfile> {
  const { pool } = context.db;
  const now = context.clock.now();
  const known = kept.get(pool);
  const age = known === undefined ? Number.POSITIVE_INFINITY : now.getTime() - known.at;
  if (known !== undefined && age >= 0 && age < keptMs) return known.profile;
  const entry = { at: now.getTime(), profile: getCollectionCounts(pool, now).then(profileOf) };
  kept.set(pool, entry);
  try {
    return await entry.profile;
  } catch (error) {
    // The next one who asks counts again.
    if (kept.get(pool) === entry) kept.delete(pool);
    throw error;
  }
}

/** What the counts come to by the hour. */
export function profileOf(counts: StoredCollectionCounts): CollectionProfile {
  const { functions, places, functionsWithoutHistory } = counts;
  const perFunction = counts.metricsPerFunction ?? metricCounts.core;
  // Before the first metrics are read nobody knows who is active.
  const isMeasured = counts.activeFunctions !== null;
  const active = counts.activeFunctions ?? functions * usualFigures.activeShare;
  const listed = isMeasured ? counts.listedFunctions : functions * usualFigures.listedShare;
  const ofPlaces = places * metricCounts.region;
  const unmeasured = counts.logGroups - counts.scannedGroups;
  const measured = counts.scannedBytesPerHour ?? 0;
  const perGroup = counts.scannedGroups > 0 ? measured / counts.scannedGroups : assumedGroupBytesPerHour;
  const scannedBytesPerHour = measured + unmeasured * perGroup;
  return {
    metricsPerReading: active * perFunction + ofPlaces,
    // All that are listed over the day, the day's percentiles, and each week those that are not listed.
    metricsPerDay:
      listed * (perFunction + metricCounts.percentile) + ofPlaces + ((functions - listed) / 7) * metricCounts.core,
    scannedBytesPerHour,
    unscannedHours: Math.min(mostUnscannedHours, Math.max(0, counts.unscannedHours - 1)),
    unreadHistory: {
      metrics: functionsWithoutHistory * perFunction,
      bytes: counts.unscannedShare * scannedBytesPerHour * historyScanDays * 24,
    },
  };
}

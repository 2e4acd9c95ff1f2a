import { type EconomyLevel, economyLevels } from "./economy.ts";
import type { CollectionPrices } from "./economy-choice.ts";
import { type ReadingKind, readingOf } from "./estimate-readings.ts";
import type { FleetShape } from "./estimate-shape.ts";
import type { FleetCounts } from "./fleet-counts.ts";
import { freshness } from "./freshness.ts";
import { type BoundQuota, type BoundTerm, lowerBound, type QuotaRate } from "./lower-bound.ts";
import type { SourceName } from "./source.ts";

/** What one reading of the fleet asks of AWS. */
export interface ReadingEstimate {
  readonly kind: ReadingKind;
  /** Calls by source and operation, most first. Answers that succeed; retries and polls come on top. */
  readonly terms: readonly BoundTerm[];
  readonly calls: number;
  /** At the shares of the quotas that the estimate was made for. */
  readonly seconds: number;
  /** The quota that decides how long it takes. */
  readonly longest: BoundQuota | null;
  readonly metrics: number;
  readonly scannedBytes: number;
  readonly usd: number;
}

/** What a level of economy comes to. */
export interface LevelEstimate {
  readonly level: number;
  readonly title: string;
  readonly callsPerDay: number;
  readonly metricsPerDay: number;
  readonly scannedBytesPerDay: number;
  /** A month of 730 hours, the first reading not counted. */
  readonly usdPerMonth: number;
  /** The first reading, once. */
  readonly firstUsd: number;
}

export interface CollectionEstimate {
  readonly functions: number;
  readonly accounts: number;
  /** Account-Regions that hold functions, and those that are looked at and hold none. */
  readonly places: number;
  readonly emptyPlaces: number;
  /** At level 0. */
  readonly readings: readonly ReadingEstimate[];
  readonly levels: readonly LevelEstimate[];
}

export interface EstimateOptions {
  readonly now: Date;
  readonly prices: CollectionPrices;
  readonly quotaOf: (service: string, operation: string) => QuotaRate;
  /** From a call to its answer. */
  readonly latencySeconds: number;
}

const daysPerMonth = 730 / 24;
const hoursPerDay = 24;

/**
 * What collecting a fleet asks of AWS before a call is made: the lower bound of each reading, what AWS bills for it, and
 * what that comes to by day and month at each level of economy.
 */
export function estimateCollection(shape: FleetShape, options: EstimateOptions): CollectionEstimate {
  const [usual] = economyLevels;
  const kinds = ["first", "hourly", "daily"] as const;
  return {
    functions: shape.places.reduce((sum, { functions }) => sum + functions, 0),
    accounts: shape.accounts.length,
    places: shape.places.filter(({ functions }) => functions > 0).length,
    emptyPlaces: shape.places.filter(({ functions }) => functions === 0).length,
    readings: kinds.map((kind) => estimateReading(shape, kind, usual, options)),
    levels: economyLevels.map((level) => estimateLevel(shape, level, options)),
  };
}

/** One reading at one level. A turn that reads metrics, where the level does not read them in all. */
export function estimateReading(
  shape: FleetShape,
  kind: ReadingKind,
  level: EconomyLevel,
  { now, prices, quotaOf, latencySeconds }: EstimateOptions,
): ReadingEstimate {
  const { counts, reads } = readingOf(shape, kind, level, now);
  const { terms, calls, seconds, longest } = lowerBound(counts, { quotaOf, latencySeconds, reads });
  const metrics = Math.round(metricsOf(counts, reads));
  const scannedBytes = reads("starts") ? counts.places.reduce((sum, place) => sum + (place.scannedBytes ?? 0), 0) : 0;
  const usd = metrics * prices.metricUsd + scannedBytes * prices.scannedByteUsd;
  return { kind, terms, calls, seconds, longest, metrics, scannedBytes, usd };
}

function metricsOf({ places }: FleetCounts, reads: (source: SourceName) => boolean): number {
  return places
    .filter(({ functions }) => functions > 0)
    .flatMap(({ metricWindows }) => metricWindows)
    .reduce((sum, { source, metrics = 0 }) => sum + (reads(source) ? metrics : 0), 0);
}

function estimateLevel(shape: FleetShape, level: EconomyLevel, options: EstimateOptions): LevelEstimate {
  const hourly = estimateReading(shape, "hourly", level, options);
  const daily = estimateReading(shape, "daily", level, options);
  const first = estimateReading(shape, "first", level, options);
  const metricCalls = ofSource(hourly.terms, "metrics");
  const turns = level.readsMetrics ? hoursPerDay / level.metricsEveryHours : 0;
  const metricsPerDay = Math.max(0, turns - 1) * hourly.metrics + daily.metrics;
  const scannedBytesPerDay = (hoursPerDay - 1) * hourly.scannedBytes + daily.scannedBytes;
  const usdPerDay = metricsPerDay * options.prices.metricUsd + scannedBytesPerDay * options.prices.scannedByteUsd;
  return {
    level: level.level,
    title: level.title,
    callsPerDay: Math.round(
      (hoursPerDay - 1) * (hourly.calls - metricCalls) +
        Math.max(0, turns - 1) * metricCalls +
        daily.calls +
        betweenCalls(daily.terms),
    ),
    metricsPerDay,
    scannedBytesPerDay,
    usdPerMonth: usdPerDay * daysPerMonth,
    firstUsd: first.usd,
  };
}

/** Sources that are read several times a day and not each hour: the daily reading holds one of these times. */
function betweenCalls(terms: readonly BoundTerm[]): number {
  return terms.reduce((sum, { source, calls }) => {
    const { everyHours } = freshness[source];
    return everyHours > 1 && everyHours < hoursPerDay ? sum + calls * (hoursPerDay / everyHours - 1) : sum;
  }, 0);
}

function ofSource(terms: readonly BoundTerm[], source: BoundTerm["source"]): number {
  return terms.reduce((sum, term) => sum + (term.source === source ? term.calls : 0), 0);
}

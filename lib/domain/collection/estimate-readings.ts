import { trailEventNames } from "#lib/domain/changes/trail-events.ts";
import { natMetrics } from "#lib/domain/network/nat-traffic.ts";
import type { EconomyLevel } from "./economy.ts";
import type { AccountShape, FleetShape, PlaceShape } from "./estimate-shape.ts";
import type { AccountCounts, DetailCounts, FleetCounts, MetricWindowCounts, PlaceCounts } from "./fleet-counts.ts";
import { freshness } from "./freshness.ts";
import type { SourceName } from "./source.ts";
import { unreadWindows } from "./start-windows.ts";

/**
 * Metrics of an ordinary function as CloudWatch bills them, the metric-statistic pairs that they are asked in (five of
 * Duration), those of an account-Region as a whole, one pair each, and those that have percentiles, with their pairs.
 */
export const metricCounts = { core: 5, coreQueries: 9, region: 5, percentile: 1, percentileQueries: 5 } as const;

/**
 * A reading of the fleet.
 *
 * - `first`: everything, for the first time;
 * - `hourly`: what the schedule reads each hour;
 * - `daily`: the hourly reading of the turn in which everything is due.
 */
export type ReadingKind = "first" | "hourly" | "daily";

export interface Reading {
  readonly counts: FleetCounts;
  readonly reads: (source: SourceName) => boolean;
}

/** Days that the first reading asks for beyond those of which hours are kept. */
const historyDays = 396;
/** Days of NAT gateways' traffic that are asked for. */
const natDays = 30;
/** Days that hours are kept, today included. */
const hourDays = 15;
/** Every function's detail is read within a day, that of restless ones four times. */
const detailTurns = { usual: 24, restless: 6 } as const;
/** What a role uses is read once in so many daily readings. */
const usageTurns = 7;

/** What a reading asks for, place by place, at a level of economy. A turn that reads metrics, where not all do. */
export function readingOf(shape: FleetShape, kind: ReadingKind, level: EconomyLevel, now: Date): Reading {
  return {
    counts: {
      ...(shape.organization === undefined ? {} : { organization: shape.organization }),
      accounts: shape.accounts.map((account) => accountReading(account, kind)),
      places: shape.places.map((place) => placeReading(place, kind, level, now)),
    },
    reads: (source) => (kind !== "hourly" || freshness[source].everyHours === 1) && levelReads(level, kind, source),
  };
}

/** Roles' use is read of all at first, and then of a seventh each day. */
function accountReading({ usedRoles, ...account }: AccountShape, kind: ReadingKind): AccountCounts {
  return { ...account, usageRoles: kind === "first" ? usedRoles : Math.ceil(usedRoles / usageTurns) };
}

function levelReads(level: EconomyLevel, kind: ReadingKind, source: SourceName): boolean {
  if (source === "metrics") return level.readsMetrics;
  if (source === "metric-history") return level.readsMetrics && (level.readsHistory || kind !== "first");
  return source !== "starts" || level.readsStarts;
}

function placeReading(place: PlaceShape, kind: ReadingKind, level: EconomyLevel, now: Date): PlaceCounts {
  const first = kind === "first";
  const {
    restless: _restless,
    natGateways,
    dueDetails,
    active,
    listed,
    rareMetrics,
    logBytesPerHour,
    hasInsights,
    ...counts
  } = place;
  // Groups of functions that did not run are known to hold nothing.
  const queriedLogGroups = Math.min(place.queriedLogGroups, Math.ceil(first ? listed : active));
  const whole = first ? firstScans(place, level, now) : hourlyScan;
  const scans = [...whole, ...sampleScans(kind, level)];
  return {
    ...counts,
    ...(first ? {} : { details: dueDetails ?? averageDetails(place) }),
    listedMetrics: listedSeries(place, kind === "hourly" ? active : listed),
    metricWindows: [
      ...(first ? firstWindows(place, now) : laterWindows(place, kind, now)),
      ...(kind === "hourly" || !level.readsMetrics ? [] : natWindows(natGateways)),
    ],
    describedLogGroups: place.queriedLogGroups,
    queriedLogGroups,
    logWindows: scans.reduce((sum, { periods }) => sum + queriesOf(periods, queriedLogGroups), 0),
    // Of Lambda Insights no single starts are looked at.
    ...(hasInsights ? { insightsWindows: whole.reduce((sum, { periods }) => sum + queriesOf(periods, 1), 0) } : {}),
    scannedBytes: logBytesPerHour * scans.reduce((sum, { hours }) => sum + hours, 0),
    trailLookUps: first && place.modifiedLately ? trailEventNames.length : 0,
  };
}

/** Log lines that are scanned at once: for how many hours, and how many rows each kind of start has in the answer. */
interface Scan {
  readonly hours: number;
  readonly periods: number;
}

const hourlyScan: readonly Scan[] = [{ hours: 1, periods: 1 }];

/** Today by the hour, as far as it has settled, and the days before it. */
function firstScans({ logRetentionDays }: PlaceShape, level: EconomyLevel, now: Date): Scan[] {
  const group = { logGroupName: "", retentionDays: logRetentionDays, scanned: [] };
  return unreadWindows([group], { now, hourDays })
    .filter(({ isHistory }) => level.readsHistory || !isHistory)
    .map(({ granularity, from, to }) => {
      const hours = (to.getTime() - from.getTime()) / 3_600_000;
      return { hours, periods: granularity === "hour" ? hours : hours / 24 };
    });
}

/** One hour of each day is scanned once more, start by start. */
function sampleScans(kind: ReadingKind, level: EconomyLevel): readonly Scan[] {
  return kind !== "hourly" && level.readsHistory ? hourlyScan : [];
}

/** Rows that one answer is planned with, and rows of a log group in an hour that was never scanned. */
const plannedRows = 60_000;
const assumedRows = 100;
const groupsPerQuery = 50;

/** Queries for one window and up to 50 log groups: its periods are divided where their rows might not fit one answer. */
function queriesOf(periods: number, logGroups: number): number {
  const rows = Math.max(1, Math.min(logGroups, groupsPerQuery)) * assumedRows;
  return Math.ceil(periods / Math.max(1, Math.floor(plannedRows / rows)));
}

/** Each metric is listed by function, and again by function and alias or version. */
function listedSeries(place: PlaceShape, functions: number): number {
  const rare = place.listed === 0 ? 0 : (place.rareMetrics * functions) / place.listed;
  return Math.round(2 * (functions * metricCounts.core + rare));
}

/** All hours that are kept, and thirteen months of days: further back than listings reach, so every function is asked. */
function firstWindows(place: PlaceShape, now: Date): MetricWindowCounts[] {
  const asked = askedOf(place.functions, place.rareMetrics);
  return [
    { source: "metrics", ...asked, periods: (hourDays - 1) * 24 + now.getUTCHours() + 1 },
    { source: "metric-history", ...asked, periods: historyDays },
  ];
}

/**
 * Each hour the functions that are active; in the daily turn all that are listed over the day instead, and percentiles of
 * the day before, since all else of a day follows from its hours. Functions that are not listed are asked weekly: on an
 * average day a seventh of them.
 */
function laterWindows(place: PlaceShape, kind: ReadingKind, now: Date): MetricWindowCounts[] {
  const { functions, active, listed, rareMetrics } = place;
  if (kind === "hourly") {
    const rare = listed === 0 ? 0 : (rareMetrics * active) / listed;
    return [{ source: "metrics", ...askedOf(active, rare), periods: Math.min(4, now.getUTCHours() + 1) }];
  }
  const asked = askedOf(listed, rareMetrics);
  const dead = (functions - listed) / 7;
  return [
    { source: "metrics", ...asked, periods: 26 },
    { source: "metrics", metrics: dead * metricCounts.core, queries: dead * metricCounts.coreQueries, periods: 7 * 24 },
    {
      source: "metric-history",
      metrics: listed * metricCounts.percentile,
      queries: listed * metricCounts.percentileQueries,
      periods: 2,
    },
  ];
}

/** Traffic of NAT gateways, once a day: a month of days, whose number AWS does not bill. */
function natWindows(natGateways: number): MetricWindowCounts[] {
  const metrics = natGateways * natMetrics.length;
  return metrics === 0 ? [] : [{ source: "network", metrics, queries: metrics, periods: natDays }];
}

function askedOf(functions: number, rare: number) {
  return {
    metrics: functions * metricCounts.core + rare + metricCounts.region,
    queries: functions * metricCounts.coreQueries + rare + metricCounts.region,
  };
}

/** What is due on an average hour. */
function averageDetails(place: PlaceShape): DetailCounts {
  const { functions, restless, images, aliases, publishing, scaling } = place;
  const due = Math.ceil((functions - restless) / detailTurns.usual + restless / detailTurns.restless);
  const part = (count: number) => (functions === 0 ? 0 : Math.round((count * due) / functions));
  return {
    functions: due,
    images: part(images),
    aliases: part(aliases),
    publishing: part(publishing),
    again: part(functions - images),
    scaling: part(scaling),
  };
}

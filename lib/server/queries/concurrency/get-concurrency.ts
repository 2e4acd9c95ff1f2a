import { sharedDatabase } from "#lib/db/shared-database.ts";
import { type HourOfWeekRow, listMoments, listThrottleHours } from "#lib/db/sql/concurrency/moments.ts";
import { type Granularity, granularityOf } from "#lib/db/sql/concurrency/region-moments.ts";
import { listThrottled } from "#lib/db/sql/concurrency/throttled.ts";
import { listWeightedAliases } from "#lib/db/sql/concurrency/weighted-aliases.ts";
import type { TrialChange } from "#lib/domain/concurrency/reservation-trial.ts";
import { aliasRoute } from "#lib/domain/concurrency/version-comparison.ts";
import type {
  ConcurrencyPlace,
  ConcurrencyView,
  ThrottledFunction,
  WeightedAlias,
} from "#lib/domain/views/concurrency.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import { listMissingSources } from "#lib/server/queries/period/missing-sources.ts";
import { getPlaceDetail } from "./get-place-detail.ts";
import { listConcurrencyHolders, listStarvationCandidates } from "./list-holders.ts";
import { listConcurrencyPlaces } from "./list-places.ts";
import { listProvisionedConcurrency } from "./list-provisioned.ts";

const mostThrottled = 100;
const mostAliases = 100;

/** What the page of concurrency is asked for. */
export interface ConcurrencyRequest {
  /** The chosen `account:region`; the tightest one where there is no such. */
  readonly place: string | null;
  /** Reservations to try in it. */
  readonly changes: readonly TrialChange[];
  readonly canSeeCost: boolean;
}

/** Everything the page of concurrency shows. */
export async function getConcurrency(
  given: FleetScope,
  { place, changes, canSeeCost }: ConcurrencyRequest,
  now: Date,
): Promise<ConcurrencyView> {
  // Limits belong to account-Regions: a team has none.
  const scope = { ...given, teamId: null };
  const granularity = granularityOf(scope, now);
  const listed = await listConcurrencyPlaces(scope, granularity, now);
  const picked = listed.find((one) => one.place.place === place) ?? listed[0] ?? null;
  const chosen = picked?.place ?? null;
  const [ofPlace, detail, provisioned, weighted, holders, throttled, heatmap, missing] = await Promise.all([
    chosen === null ? { moments: [], candidates: [] } : readPlace(scope, granularity, chosen),
    picked === null ? null : getPlaceDetail(scope, picked, changes, now),
    listProvisionedConcurrency(scope, granularity, canSeeCost),
    listAliases(scope),
    listConcurrencyHolders(
      scope,
      listed.map((one) => one.place),
    ),
    listThrottledFunctions(scope, granularity),
    granularity === "hour" ? throttleHeatmap(scope) : [],
    listMissingSources(scope, ["limits", "functions", "metrics", "detail", "region-resources"]),
  ]);
  return {
    places: listed.map((one) => one.place),
    chosen,
    granularity,
    ...ofPlace,
    ...{ detail, provisioned, weighted, canSeeCost },
    incompleteFrom: lastMoment(scope, granularity),
    holders,
    throttled,
    heatmap,
    missing,
  };
}

async function readPlace(scope: FleetScope, granularity: Granularity, chosen: ConcurrencyPlace) {
  const [rows, candidates] = await Promise.all([
    listMoments(sharedDatabase().pool, scope, granularity, chosen),
    listStarvationCandidates(scope, chosen),
  ]);
  return { moments: rows.map(({ at, ...values }) => ({ t: at.toISOString(), ...values })), candidates };
}

async function listAliases(scope: FleetScope): Promise<WeightedAlias[]> {
  const rows = await listWeightedAliases(sharedDatabase().pool, scope, mostAliases);
  return rows.map(({ functionName, arn, accountId, region, ...alias }) => {
    return { ...aliasRoute(alias), arn, accountId, region, name: functionName };
  });
}

async function listThrottledFunctions(scope: FleetScope, granularity: Granularity): Promise<ThrottledFunction[]> {
  const rows = await listThrottled(sharedDatabase().pool, scope, granularity, mostThrottled);
  return rows.map((row) => ({ ...row, worstAt: row.worstAt.toISOString(), lastAt: row.lastAt.toISOString() }));
}

async function throttleHeatmap(scope: FleetScope): Promise<(number | null)[][]> {
  const rows = await listThrottleHours(sharedDatabase().pool, scope);
  const at = new Map(rows.map((row: HourOfWeekRow) => [row.weekday * 24 + row.hour, row.throttles]));
  return Array.from({ length: 7 }, (_, day) =>
    Array.from({ length: 24 }, (_, hour) => at.get((day + 1) * 24 + hour) ?? null),
  );
}

function lastMoment(scope: FleetScope, granularity: Granularity): string | null {
  const step = granularity === "hour" ? 3_600_000 : 86_400_000;
  const begins = Math.floor(scope.to.getTime() / step) * step;
  return scope.preset === null || begins === scope.to.getTime() ? null : new Date(begins).toISOString();
}

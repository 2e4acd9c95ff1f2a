import { priceList } from "#lib/aws/price-list.ts";
import { quotaClassOf } from "#lib/aws/quotas/quota-table.ts";
import { isServiceName } from "#lib/aws/service-name.ts";
import { type EconomyLevel, economyLevels } from "#lib/domain/collection/economy.ts";
import { type CollectionEstimate, type EstimateOptions, estimateCollection } from "#lib/domain/collection/estimate.ts";
import { assumedShape, type FleetFigures, type FleetShape } from "#lib/domain/collection/estimate-shape.ts";
import type { QuotaRate } from "#lib/domain/collection/lower-bound.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { readCollectionSettings } from "#lib/services/settings/collection-settings.ts";
import { countStoredFleet, type StoredFleet } from "./count-stored-fleet.ts";
import { assumptionsOf, type EstimateOrigin } from "./estimate-assumptions.ts";

/** What a sync would ask of AWS, with what that was worked out from. Made without a call to AWS. */
export interface SyncEstimate extends CollectionEstimate {
  readonly origin: EstimateOrigin;
  readonly pricesAsOf: string;
  /** Part of each quota that is used where a class has no share of its own. */
  readonly quotaShare: number;
  readonly monthlyBudgetUsd: number | null;
  /** The level at which a usual month fits the budget; null without one. */
  readonly budgetLevel: EconomyLevel | null;
  /** Whole sentences. */
  readonly assumptions: readonly string[];
}

/** From a call to its answer; a Region on the other side of the world takes three times as long. */
const latencySeconds = 0.08;

/** The part of the shape that a sync is about; everything where nothing is named. */
export interface EstimateScope {
  readonly accounts?: readonly string[] | undefined;
  readonly regions?: readonly string[] | undefined;
}

export interface EstimateRequest {
  /** The share where no class has its own: LAMPLIGHT_QUOTA_SHARE. */
  readonly quotaShare: number;
  readonly scope?: EstimateScope;
  /** In place of the budget that is set. */
  readonly monthlyBudgetUsd?: number | null;
}

/** Estimates from the fleet that the store knows, by its settings; null where no fleet was read yet. */
export async function estimateSync(context: ServiceContext, request: EstimateRequest): Promise<SyncEstimate | null> {
  const now = context.clock.now();
  const stored = await countStoredFleet(context, now);
  if (stored === null) return null;
  const { quotaShares, monthlyBudgetUsd } = await readCollectionSettings(context.db.pool);
  const shape = withinScope(stored.shape, request.scope ?? {});
  const estimate = estimateCollection(shape, optionsFor(now, request.quotaShare, quotaShares));
  return complete(estimate, originOf(stored), { monthlyBudgetUsd, ...request });
}

/** Estimates from figures that somebody gave, without a store. */
export function estimateFromFigures(
  figures: FleetFigures,
  {
    quotaShare,
    monthlyBudgetUsd,
    now,
  }: EstimateRequest & { readonly monthlyBudgetUsd: number | null; readonly now: Date },
): SyncEstimate {
  const estimate = estimateCollection(assumedShape(figures), optionsFor(now, quotaShare, {}));
  return complete(estimate, { kind: "figures", figures }, { quotaShare, monthlyBudgetUsd });
}

/** The prices, quotas and waiting times that estimates go by. */
export function optionsFor(
  now: Date,
  quotaShare: number,
  quotaShares: Readonly<Record<string, number>>,
): EstimateOptions {
  return { now, prices: priceList, latencySeconds, quotaOf: quotasAt(quotaShare, quotaShares) };
}

function quotasAt(usual: number, shares: Readonly<Record<string, number>>) {
  return (service: string, operation: string): QuotaRate => {
    if (!isServiceName(service)) throw new Error(`No quota is known for the service ${service}.`);
    const { name, perSecond } = quotaClassOf(service, operation);
    return { name, perSecond: perSecond * (shares[name] ?? usual) };
  };
}

/** The part of a fleet that lies within a scope. */
export function withinScope(shape: FleetShape, { accounts: ids, regions }: EstimateScope): FleetShape {
  const has = (list: readonly string[] | undefined, value: string) => list === undefined || list.includes(value);
  const { accounts, places } = shape;
  return {
    ...shape,
    accounts: accounts.filter(({ accountId }) => has(ids, accountId)),
    places: places.filter(({ accountId, region }) => has(ids, accountId) && has(regions, region)),
  };
}

function originOf({ functions, readAt, unmeasuredPlaces }: StoredFleet): EstimateOrigin {
  return { kind: "store", functions, readAt, unmeasuredPlaces };
}

function complete(
  estimate: CollectionEstimate,
  origin: EstimateOrigin,
  { quotaShare, monthlyBudgetUsd }: { readonly quotaShare: number; readonly monthlyBudgetUsd: number | null },
): SyncEstimate {
  const fits = ({ usdPerMonth }: { readonly usdPerMonth: number }) => usdPerMonth <= (monthlyBudgetUsd ?? 0);
  const level = estimate.levels.find(fits)?.level ?? economyLevels.length - 1;
  return {
    ...estimate,
    origin,
    pricesAsOf: priceList.asOf,
    quotaShare,
    monthlyBudgetUsd,
    budgetLevel: monthlyBudgetUsd === null ? null : (economyLevels[level] ?? null),
    assumptions: assumptionsOf(origin, quotaShare),
  };
}

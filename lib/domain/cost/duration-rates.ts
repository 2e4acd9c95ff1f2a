import { type DurationTier, type PriceList, pricedArchitecture } from "./price-list.ts";

/** GB-seconds of one function or group in one month, Region and architecture. */
export interface DurationUsage {
  readonly region: string;
  readonly architecture: string;
  readonly gbSeconds: number;
}

/** What a GB-second costs on average in one Region and architecture, tiers counted. */
export interface DurationRate {
  readonly pricePerGbSecond: number;
  /** True when use went beyond the first tier and the further tiers are not known. */
  readonly upperBound: boolean;
}

/** Blended rates of one month by Region and architecture. */
export type DurationRates = ReadonlyMap<string, DurationRate>;

/** The key under which a Region's and architecture's rate stands. */
export const rateKey = (region: string, architecture: string): string => `${region} ${architecture}`;

/** What so many GB-seconds cost over all tiers: each tier's part at the tier's price. */
export function tieredCost(gbSeconds: number, tiers: readonly DurationTier[]): number {
  return tiers.reduce((sum, tier, k) => {
    const end = tiers[k + 1]?.fromGbSeconds ?? Infinity;
    return sum + Math.max(0, Math.min(gbSeconds, end) - tier.fromGbSeconds) * tier.price;
  }, 0);
}

/**
 * The blended price of a GB-second per Region and architecture: cost over tiers ÷ GB-seconds, where the tiers run over
 * the organisation's whole use of the month, as AWS bills them under consolidated billing. Each function then pays the
 * blended rate, so that the functions' costs add up to the whole. Regions without a price are absent.
 */
export function blendedRates(usages: Iterable<DurationUsage>, prices: PriceList): DurationRates {
  const totals = new Map<string, DurationUsage>();
  for (const usage of usages) {
    const key = rateKey(usage.region, usage.architecture);
    totals.set(key, { ...usage, gbSeconds: usage.gbSeconds + (totals.get(key)?.gbSeconds ?? 0) });
  }
  const rates = new Map<string, DurationRate>();
  for (const [key, total] of totals) {
    const architecture = pricedArchitecture(total.architecture);
    const known = architecture && prices.regions.get(total.region)?.[architecture];
    const first = known?.durationTiers[0];
    if (!known || !first) continue;
    const cost = tieredCost(total.gbSeconds, known.durationTiers);
    rates.set(key, {
      pricePerGbSecond: total.gbSeconds > 0 ? cost / total.gbSeconds : first.price,
      upperBound: !known.allTiersKnown && total.gbSeconds > smallestFirstTier,
    });
  }
  return rates;
}

/** GB-seconds a month up to which every published list has one price: the smallest first tier (x86_64). */
const smallestFirstTier = 6e9;

import { type DurationRates, rateKey } from "./duration-rates.ts";
import { type PriceList, pricedArchitecture } from "./price-list.ts";

/** Reports must cover this share of invocations before billed time is taken from them. */
export const fewestCoverage = 0.95;

/** What one function used in one period. */
export interface FunctionUsage {
  readonly region: string;
  readonly architecture: string;
  /** Sum of the Invocations metric; null where metrics were not read. */
  readonly invocations: number | null;
  /** REPORT records read. */
  readonly reports: number;
  /** Σ billed ms × configured MB over those reports. */
  readonly billedMbMs: number;
  /** Σ of the Duration metric (ms) × configured MB; null where metrics were not read. */
  readonly durationMbMs: number | null;
}

export interface BilledSeconds {
  readonly gbSeconds: number;
  /** "reports": from billed time. "metric": from the Duration metric, which lacks INIT and rounding up to 1 ms. */
  readonly basis: "reports" | "metric";
}

/** MB-milliseconds as GB-seconds: ÷ 1000 ms ÷ 1024 MB. AWS's GB is 1024 MB here. */
export function gbSecondsOfMbMs(mbMs: number): number {
  return mbMs / 1000 / 1024;
}

/**
 * GB-seconds of a function. Where reports cover at least 95 % of invocations: billed time, scaled up to all invocations
 * (÷ coverage). Otherwise the Duration metric, an underestimate: INIT is billed since 2025-08-01 but not in it.
 * Null when neither is known.
 */
export function billedSecondsOf(usage: Omit<FunctionUsage, "region" | "architecture">): BilledSeconds | null {
  const { invocations, reports, billedMbMs, durationMbMs } = usage;
  if (invocations === null) return null;
  if (invocations === 0 && reports === 0) return { gbSeconds: 0, basis: "reports" };
  const coverage = invocations === 0 ? 1 : reports / invocations;
  if (coverage >= fewestCoverage) {
    return { gbSeconds: gbSecondsOfMbMs(billedMbMs) / Math.min(1, coverage), basis: "reports" };
  }
  return durationMbMs === null ? null : { gbSeconds: gbSecondsOfMbMs(durationMbMs), basis: "metric" };
}

export type FunctionCost =
  | {
      readonly state: "known";
      readonly requestsUsd: number;
      readonly durationUsd: number;
      readonly totalUsd: number;
      readonly gbSeconds: number;
      /** True when billed time was not covered by reports, so that INIT and rounding are left out. */
      readonly initMissing: boolean;
      /** True when tiers beyond the first are not known for the Region and would have cut the price. */
      readonly upperBound: boolean;
      readonly priceDate: string;
    }
  | { readonly state: "unknown"; readonly reason: string };

const unknown = (reason: string): FunctionCost => ({ state: "unknown", reason });

/**
 * The list-price estimate of requests and duration of one function:
 * invocations × request price + GB-seconds × the organisation's blended duration rate of the Region and architecture.
 * USD; before the free tier, Savings Plans and discounts. A price or usage that is not known makes the cost unknown,
 * and no other Region's price stands in.
 */
export function functionCostUsd(usage: FunctionUsage, prices: PriceList, rates: DurationRates): FunctionCost {
  const { region } = usage;
  const architecture = pricedArchitecture(usage.architecture);
  if (architecture === null) return unknown(`No list price is known for the architecture ${usage.architecture}.`);
  const regionPrices = prices.regions.get(region);
  if (!regionPrices) return unknown(`No list price is known for ${region}.`);
  if (regionPrices.currency !== "USD") return unknown(`${region} is billed in ${regionPrices.currency}.`);
  const { request, durationTiers, allTiersKnown } = regionPrices[architecture];
  const firstTier = durationTiers[0];
  if (request === null) return unknown(`The price of a request in ${region} is not known.`);
  if (firstTier === undefined) return unknown(`The price of duration on ${architecture} in ${region} is not known.`);
  if (usage.invocations === null) return unknown("Invocations have not been read.");
  const billed = billedSecondsOf(usage);
  if (billed === null) return unknown("Neither reports nor the Duration metric have been read.");
  const rate = rates.get(rateKey(region, architecture)) ?? {
    pricePerGbSecond: firstTier.price,
    upperBound: !allTiersKnown,
  };
  const requestsUsd = usage.invocations * request;
  const durationUsd = billed.gbSeconds * rate.pricePerGbSecond;
  return {
    state: "known",
    requestsUsd,
    durationUsd,
    totalUsd: requestsUsd + durationUsd,
    gbSeconds: billed.gbSeconds,
    initMissing: billed.basis === "metric",
    upperBound: rate.upperBound,
    priceDate: prices.date,
  };
}

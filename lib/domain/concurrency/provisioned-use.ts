import { listPrices, type PriceList, pricedArchitecture } from "#lib/domain/cost/price-list.ts";
import { breakEvenShare } from "#lib/domain/starts/remedies/judge-provisioned-concurrency.ts";

/** What was provisioned for one version or alias, and what of it ran. */
export interface ProvisionedFacts {
  readonly region: string;
  readonly architecture: string;
  readonly memoryMb: number | null;
  /** Environments that are allocated now. */
  readonly allocated: number;
  /** Hours of the period in which the account-Region's metrics were read. */
  readonly readHours: number;
  /** Σ over those hours of the average ProvisionedConcurrencyUtilization, 0 to 1 each; null where none had a call. */
  readonly usedHours: number | null;
}

export type ProvisionedMoney =
  | { readonly state: "known"; readonly usdPerMonth: number; readonly idleUsdPerMonth: number | null }
  | { readonly state: "unknown"; readonly reason: string };

/** How much of it was used, what it costs to hold, and whether it pays. */
export interface ProvisionedUse {
  /** 0 to 1, on average over the period; null where nothing was read. */
  readonly usedShare: number | null;
  /** 1 − used. */
  readonly idleShare: number | null;
  readonly money: ProvisionedMoney;
  /** Busy share above which it is cheaper than on demand; null where a price is not known. */
  readonly breakEvenShare: number | null;
}

/** A month as AWS's price pages count it: 730 hours. */
const secondsPerMonth = 730 * 3_600;

/**
 * Used, idle and its price. AWS sends the utilisation with calls only, so an hour that was read and has none counts as
 * unused; within an hour the minutes without calls are not in its average, so that what is shown as used is an upper
 * bound, and what is idle a lower one. Capacity = environments × GB × 730 hours × price of a provisioned GB-second; idle
 * money is the idle share of it. Calls that run in it are billed beside that, at the lower duration price.
 *
 * Break-even (60 % at the prices of us-east-1): capacity price ÷ (duration on demand − duration provisioned).
 */
export function provisionedUse(facts: ProvisionedFacts, prices: PriceList = listPrices): ProvisionedUse {
  const { readHours, usedHours, allocated } = facts;
  const usedShare = readHours > 0 && allocated > 0 ? Math.min(1, (usedHours ?? 0) / readHours) : null;
  const idleShare = usedShare === null ? null : 1 - usedShare;
  return { usedShare, idleShare, ...moneyOf(facts, idleShare, prices) };
}

function moneyOf(
  { region, architecture, memoryMb, allocated }: ProvisionedFacts,
  idleShare: number | null,
  prices: PriceList,
): Pick<ProvisionedUse, "money" | "breakEvenShare"> {
  const priced = pricedArchitecture(architecture);
  const inRegion = prices.regions.get(region);
  const known = priced === null || inRegion?.currency !== "USD" ? null : inRegion[priced];
  const capacity = known?.provisionedConcurrencyGbSecond ?? null;
  if (known === null || capacity === null) {
    const reason = `No list price of provisioned concurrency on ${architecture} is known for ${region}.`;
    return { money: { state: "unknown", reason }, breakEvenShare: null };
  }
  const duration = known.provisionedDurationGbSecond;
  const onDemand = known.durationTiers[0]?.price;
  const breakEven =
    duration === null || onDemand === undefined ? null : breakEvenShare({ onDemand, capacity, duration });
  if (memoryMb === null) {
    return { money: { state: "unknown", reason: "Its memory has not been read." }, breakEvenShare: breakEven };
  }
  const usdPerMonth = (allocated * memoryMb * secondsPerMonth * capacity) / 1024;
  const idleUsdPerMonth = idleShare === null ? null : usdPerMonth * idleShare;
  return { money: { state: "known", usdPerMonth, idleUsdPerMonth }, breakEvenShare: breakEven };
}

import { bytesPerGb, hoursPerMonth, type NetworkPrices } from "#lib/domain/cost/network-prices.ts";
import type { NatTrafficSum } from "./nat-traffic.ts";

/** What a NAT gateway costs a month at list price, in USD. Null: the price or the traffic is not known. */
export interface NatCost {
  /** It is billed for each hour that it stands, whatever passes. */
  readonly hoursUsd: number | null;
  /** GB processed, as many a month as at the pace of the days that are known. */
  readonly processedUsd: number | null;
  /** The part that crosses zones, on both sides of it. */
  readonly crossZoneUsd: number | null;
  readonly totalUsd: number | null;
}

/** Bytes of some days as GB a month (730 hours). */
export function gbPerMonth(bytes: number, days: number): number {
  return (bytes / bytesPerGb / days) * (hoursPerMonth / 24);
}

/**
 * hours = 730 × price an hour; processed = GB a month × price a GB; between zones = GB a month × the share that starts in
 * another zone than the gateway's × price a GB × 2, since AWS bills both sides. The total leaves the last part out where it
 * is not known, and is null where one of the first two is.
 *
 * @param crossZoneShare part of the traffic, 0 to 1; null where it is not known
 * @param stands false for a gateway that is deleted or failed: AWS bills its hours no more
 */
export function natCost(
  prices: NetworkPrices | null,
  traffic: NatTrafficSum | null,
  crossZoneShare: number | null,
  stands = true,
): NatCost {
  const hoursUsd = prices === null ? null : stands ? prices.natHourUsd * hoursPerMonth : 0;
  const gb = traffic === null ? null : gbPerMonth(traffic.processedBytes, traffic.days);
  const processedUsd = prices === null || gb === null ? null : gb * prices.natGbUsd;
  const crossGbUsd = prices?.crossZoneGbUsd ?? null;
  const crossZoneUsd =
    crossGbUsd === null || gb === null || crossZoneShare === null ? null : gb * crossZoneShare * crossGbUsd * 2;
  const totalUsd = hoursUsd === null || processedUsd === null ? null : hoursUsd + processedUsd + (crossZoneUsd ?? 0);
  return { hoursUsd, processedUsd, crossZoneUsd, totalUsd };
}

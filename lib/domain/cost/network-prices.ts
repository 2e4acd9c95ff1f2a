import { networkPriceRows, networkPriceSources } from "./data/network-prices.ts";
import type { PriceSource } from "./price-source.ts";

/** Hours that a month has on average: 8,760 ÷ 12. */
export const hoursPerMonth = 730;

/** AWS bills traffic by gigabytes of 2^30 bytes. */
export const bytesPerGb = 2 ** 30;

/** List prices of a Region's network in USD. Null: not known. */
export interface NetworkPrices {
  readonly region: string;
  readonly source: PriceSource;
  /** A NAT gateway, an hour and a GB processed. */
  readonly natHourUsd: number;
  readonly natGbUsd: number;
  /** An interface endpoint, an hour in one Availability Zone and a GB processed (the first PB of a month). */
  readonly endpointAzHourUsd: number | null;
  readonly endpointGbUsd: number | null;
  /** A GB between Availability Zones, on each of the two sides. */
  readonly crossZoneGbUsd: number | null;
}

const byRegion: ReadonlyMap<string, NetworkPrices> = new Map(
  networkPriceRows.map(([region, natHourUsd, natGbUsd, endpointAzHourUsd, endpointGbUsd, crossZoneGbUsd, source]) => [
    region,
    {
      region,
      source: networkPriceSources[source],
      ...{ natHourUsd, natGbUsd, endpointAzHourUsd, endpointGbUsd, crossZoneGbUsd },
    },
  ]),
);

/** The network's list prices in a Region; null where none is known. */
export function networkPricesOf(region: string): NetworkPrices | null {
  return byRegion.get(region) ?? null;
}

/** Every Region of which prices are known. */
export const networkPriceList: readonly NetworkPrices[] = [...byRegion.values()];

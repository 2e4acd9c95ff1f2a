import {
  chinaRows,
  priceListDate,
  priceSources,
  regionRows,
  usEast1ArmProvisioned,
  usEast1Tiers,
} from "./data/lambda-prices.ts";
import type { PriceSource } from "./price-source.ts";

export type Architecture = "x86_64" | "arm64";

/** From so many GB-seconds a month on, a GB-second costs `price`. */
export interface DurationTier {
  readonly fromGbSeconds: number;
  readonly price: number;
}

/** Prices of one architecture in one Region, in the Region's currency. Null: not known. */
export interface ArchitecturePrices {
  readonly request: number | null;
  /** Ascending; empty when no duration price is known. */
  readonly durationTiers: readonly DurationTier[];
  /** False where only the first tier is known: beyond it the estimate is an upper bound. */
  readonly allTiersKnown: boolean;
  readonly provisionedConcurrencyGbSecond: number | null;
  readonly provisionedDurationGbSecond: number | null;
  /** /tmp above 512 MB. */
  readonly ephemeralStorageGbSecond: number | null;
}

export interface RegionPrices {
  readonly region: string;
  readonly currency: "USD" | "CNY";
  readonly source: PriceSource;
  readonly x86_64: ArchitecturePrices;
  readonly arm64: ArchitecturePrices;
}

/** A dated list of prices by Region. A map, so that a Region named like a property of every object finds nothing. */
export interface PriceList {
  readonly date: string;
  readonly regions: ReadonlyMap<string, RegionPrices>;
}

const nothingKnown: ArchitecturePrices = {
  request: null,
  durationTiers: [],
  allTiersKnown: false,
  provisionedConcurrencyGbSecond: null,
  provisionedDurationGbSecond: null,
  ephemeralStorageGbSecond: null,
};

const firstTier = (price: number | null): readonly DurationTier[] =>
  price === null ? [] : [{ fromGbSeconds: 0, price }];

function dollarRegion(row: (typeof regionRows)[number]): RegionPrices {
  const [region, request, durationX86, durationArm, concurrencyX86, provisionedX86, ephemeralStorageGbSecond] = row;
  const home = region === "us-east-1";
  return {
    region,
    currency: "USD",
    source: region.startsWith("me-") ? priceSources.undated : home ? priceSources.offerFile : priceSources.embedded,
    x86_64: {
      request,
      durationTiers: home ? usEast1Tiers.x86_64 : firstTier(durationX86),
      allTiersKnown: home,
      provisionedConcurrencyGbSecond: concurrencyX86,
      provisionedDurationGbSecond: provisionedX86,
      ephemeralStorageGbSecond,
    },
    arm64: {
      request,
      durationTiers: home ? usEast1Tiers.arm64 : firstTier(durationArm),
      allTiersKnown: home,
      provisionedConcurrencyGbSecond: home ? usEast1ArmProvisioned.concurrency : null,
      provisionedDurationGbSecond: home ? usEast1ArmProvisioned.duration : null,
      ephemeralStorageGbSecond,
    },
  };
}

function chinaRegion(row: (typeof chinaRows)[number]): RegionPrices {
  return {
    region: row.region,
    currency: "CNY",
    source: priceSources.embedded,
    x86_64: { ...nothingKnown, request: row.requestX86 },
    arm64: {
      ...nothingKnown,
      durationTiers: firstTier(row.durationArm),
      allTiersKnown: true,
      ephemeralStorageGbSecond: row.ephemeralStorageArm,
    },
  };
}

/** The list prices that come with Lamplight. */
export const listPrices: PriceList = {
  date: priceListDate,
  regions: new Map(
    [...regionRows.map(dollarRegion), ...chinaRows.map(chinaRegion)].map((prices) => [prices.region, prices]),
  ),
};

/** The architecture as prices know it; null for one that AWS may add later. */
export function pricedArchitecture(architecture: string): Architecture | null {
  return architecture === "x86_64" || architecture === "arm64" ? architecture : null;
}

import type { PriceSource } from "#lib/domain/cost/price-source.ts";

/**
 * List prices of what functions in a VPC pay for their network, gathered on 2026-11-22, in USD. A Region that is not
 * listed has no price here: never another Region's. Refresh through the AWS Price List API (AmazonEC2, AmazonVPC).
 */
export const networkPriceSources = {
  usEast1: {
    source:
      "AWS Price List, us-east-1, effective 2025-10-01 (NAT gateway: bulk offer file AmazonEC2 of 2026-10-06 agrees)",
    date: "2026-10-06",
  },
  euWest1: { source: "AWS Price List bulk offer file AmazonEC2, eu-west-1, published 2026-09-25", date: "2026-09-25" },
} as const satisfies Record<string, PriceSource>;

type Figure = number | null;
type Row = readonly [
  region: string,
  natHour: number,
  natGb: number,
  endpointAzHour: Figure,
  endpointGb: Figure,
  crossZoneGb: Figure,
  source: keyof typeof networkPriceSources,
];

/** Interface endpoints: the first PB of a month. Between zones: each GB is billed once on each side. */
export const networkPriceRows: readonly Row[] = [
  ["us-east-1", 0.045, 0.045, 0.01, 0.01, 0.01, "usEast1"],
  ["eu-west-1", 0.048, 0.048, null, null, null, "euWest1"],
];

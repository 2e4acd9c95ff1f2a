/** What AWS bills for that collection asks for, in dollars. */
export interface BilledPrices {
  /** One metric requested by GetMetricData. */
  readonly metricUsd: number;
  /** One byte scanned by Logs Insights. */
  readonly scannedByteUsd: number;
}

/** CloudWatch Logs bills by gigabytes of 2^30 bytes. */
const bytesPerGb = 2 ** 30;
const scannedGbUsd = 0.005;

/**
 * What collection itself costs at list price in us-east-1. Sources: AWS's bulk price list of CloudWatch, published
 * 2026-09-22: GetMetricData (CW:GMD-Metrics) USD 0.01 per 1,000 metrics requested, without a free tier; Logs Insights
 * (DataScanned-Bytes) USD 0.005 per GB of data scanned.
 */
export const priceList = {
  asOf: "2026-09-22",
  metricUsd: 0.01 / 1_000,
  scannedGbUsd,
  bytesPerGb,
  scannedByteUsd: scannedGbUsd / bytesPerGb,
} as const satisfies BilledPrices & Readonly<Record<string, unknown>>;

/** Partitions with price lists of their own, in China even in another currency: what they charge is not known here. */
const pricedApart = /^(cn|us-gov|us-iso[a-z]*|eu-isoe|eusc)-/;

/**
 * Prices of a Region. Those of us-east-1 stand for all of AWS's commercial Regions, where scanning logs may cost a little
 * more. Null where no price is known.
 */
export function pricesOf(region: string): BilledPrices | null {
  return pricedApart.test(region) ? null : priceList;
}

/**
 * What collection itself costs at list price. us-east-1; most Regions are the same, none is cheaper for metrics.
 * Sources: CloudWatch pricing page as of 2026-11-21: GetMetricData USD 0.01 per 1,000 metrics requested, without a free
 * tier; Logs Insights USD 0.005 per GB of data scanned.
 */
export const priceList = {
  asOf: "2026-11-21",
  metricUsd: 0.01 / 1_000,
  scannedGbUsd: 0.005,
  /** CloudWatch Logs bills by gigabytes of 2^30 bytes. */
  bytesPerGb: 2 ** 30,
} as const;

import { freeTierMonthly } from "./data/lambda-prices.ts";

/** The organisation's use and list-price cost of one calendar month. */
export interface MonthTotal {
  readonly requests: number;
  readonly gbSeconds: number;
  readonly requestsUsd: number;
  readonly durationUsd: number;
}

/**
 * What AWS's free tier takes off an organisation's month: the first 1,000,000 requests and 400,000 GB-seconds per
 * payer, both architectures together, at the month's average price. It belongs to the payer, so it is shown beside the
 * total and never taken off a function.
 */
export function freeTierUsd(total: MonthTotal): number {
  const free = (used: number, allowance: number, usd: number) => (used > 0 ? usd * Math.min(1, allowance / used) : 0);
  return (
    free(total.requests, freeTierMonthly.requests, total.requestsUsd) +
    free(total.gbSeconds, freeTierMonthly.gbSeconds, total.durationUsd)
  );
}

import { gbSecondsOfMbMs } from "#lib/domain/cost/function-cost.ts";

/** Times of one report with an init or restore, in ms. */
export interface ColdReport {
  readonly durationMs: number;
  readonly billedMs: number;
}

/**
 * What INIT added to the bill: Σ (billed − ⌈duration⌉) over cold reports, in ms. Not the sum of init durations: AWS
 * rounds the total up once, and of a restore bills only a part. INIT is billed for every function since 2025-08-01.
 */
export function initBilledMs(reports: Iterable<ColdReport>): number {
  let sum = 0;
  for (const { durationMs, billedMs } of reports) sum += Math.max(0, billedMs - Math.ceil(durationMs));
  return sum;
}

/** The list-price cost of that in USD: ms × configured MB ÷ 1000 ÷ 1024 × price of a GB-second. */
export function initCostUsd(billedMs: number, memoryMb: number, pricePerGbSecond: number): number {
  return gbSecondsOfMbMs(billedMs * memoryMb) * pricePerGbSecond;
}

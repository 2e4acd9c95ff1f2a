import { countOf, gamma, type Histogram } from "./histogram.ts";

/**
 * The q-quantile with values spread evenly within their bucket, so that a shift smaller than a bucket is not lost: for
 * differences between histograms. A quantile that is shown as one is `quantile`'s. Null for an empty histogram.
 */
export function interpolatedQuantile(histogram: Histogram, q: number): number | null {
  const target = Math.min(1, Math.max(0, q)) * countOf(histogram);
  let seen = histogram.zeroCount;
  if (seen > 0 && seen >= target) return 0;
  for (const [k, bucket] of histogram.buckets.entries()) {
    const count = histogram.counts[k] ?? 0;
    if (seen + count >= target) return gamma ** bucket * (1 + (Math.max(0, target - seen) / count) * (gamma - 1));
    seen += count;
  }
  return null;
}

/** √(variance) of the median of n values that are independent, by the ranks of its 95 % interval; null for none. */
export function medianStandardError(histogram: Histogram): number | null {
  const n = countOf(histogram);
  const half = z / 2 / Math.sqrt(Math.max(1, n));
  const [low, high] = [interpolatedQuantile(histogram, 0.5 - half), interpolatedQuantile(histogram, 0.5 + half)];
  return low === null || high === null ? null : (high - low) / (2 * z);
}

const z = 1.959963984540054;

/**
 * A histogram whose quantiles are right within 2 % of the value and which merges by adding counts.
 *
 * Bucket i holds the values x with γ^i ≤ x < γ^(i+1), where γ = (1 + a) / (1 − a) and a = 0.02; its stand-in value
 * 2·γ^(i+1) / (γ + 1) is at most a·x away from every x of the bucket (the mapping of DDSketch: Masson, Rim and Lee,
 * VLDB 2019). The same index can be computed inside a log query as `floor(log(x) / log(γ))`.
 *
 * Values have no unit of their own; Lamplight keeps milliseconds. Values ≤ 0 go to the zero bucket. Count, smallest
 * and largest value are kept by the row that holds the histogram.
 */
export interface Histogram {
  /** How many values were 0 or less. */
  readonly zeroCount: number;
  /** Bucket indexes, ascending, each once. */
  readonly buckets: readonly number[];
  /** `counts[k]` values lie in `buckets[k]`; never 0. */
  readonly counts: readonly number[];
}

/** a: the largest relative error of a quantile. */
export const relativeError = 0.02;
/** γ: how much wider each bucket is than the one before. */
export const gamma = (1 + relativeError) / (1 - relativeError);
/** log(γ), the divisor of the bucket index; log queries take it as a constant. */
export const logGamma = Math.log(gamma);

export const emptyHistogram: Histogram = { zeroCount: 0, buckets: [], counts: [] };

/** The bucket of a value above 0. */
export function bucketOf(value: number): number {
  return Math.floor(Math.log(value) / logGamma);
}

/** The stand-in value of a bucket, at most 2 % from every value in it. */
export function valueOfBucket(bucket: number): number {
  return (2 * gamma ** (bucket + 1)) / (gamma + 1);
}

/** How many values the histogram holds. */
export function countOf(histogram: Histogram): number {
  return histogram.counts.reduce((sum, count) => sum + count, histogram.zeroCount);
}

/** A histogram of values; each must be a finite number. */
export function histogramOf(values: Iterable<number>): Histogram {
  const counts = new Map<number, number>();
  let zeroCount = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) throw new RangeError(`A histogram holds finite numbers, not ${value}.`);
    if (value <= 0) zeroCount += 1;
    else counts.set(bucketOf(value), (counts.get(bucketOf(value)) ?? 0) + 1);
  }
  return histogramFromBuckets(counts, zeroCount);
}

/** A histogram from bucket and count pairs, as a log query returns them: any order, doubled buckets add up. */
export function histogramFromBuckets(pairs: Iterable<readonly [number, number]>, zeroCount = 0): Histogram {
  const sums = new Map<number, number>();
  for (const [bucket, count] of pairs) if (count > 0) sums.set(bucket, (sums.get(bucket) ?? 0) + count);
  const sorted = [...sums].sort((one, other) => one[0] - other[0]);
  return { zeroCount, buckets: sorted.map(([bucket]) => bucket), counts: sorted.map(([, count]) => count) };
}

/**
 * The q-quantile by nearest rank: the smallest value with at least ⌈q·n⌉ values at or below it, within 2 %.
 * Null for an empty histogram: no value is not 0. Pass the row's bounds to keep the answer inside what was seen.
 */
export function quantile(
  histogram: Histogram,
  q: number,
  bounds: { readonly min?: number | null; readonly max?: number | null } = {},
): number | null {
  const count = countOf(histogram);
  if (count === 0) return null;
  const rank = Math.min(count, Math.max(1, Math.ceil(q * count)));
  return Math.min(bounds.max ?? Infinity, Math.max(bounds.min ?? 0, valueAtRank(histogram, rank)));
}

function valueAtRank(histogram: Histogram, rank: number): number {
  let seen = histogram.zeroCount;
  if (rank <= seen) return 0;
  for (const [k, bucket] of histogram.buckets.entries()) {
    seen += histogram.counts[k] ?? 0;
    if (seen >= rank) return valueOfBucket(bucket);
  }
  throw new RangeError(`Rank ${rank} lies beyond the ${seen} values of the histogram.`);
}

/**
 * How many values lie above a threshold. Values in the threshold's own bucket (at most 4 % wide) count as not above,
 * so the answer is exact for every value that is not within one bucket of it.
 */
export function countAbove(histogram: Histogram, threshold: number): number {
  const first = threshold > 0 ? bucketOf(threshold) : -Infinity;
  let above = 0;
  for (const [k, bucket] of histogram.buckets.entries()) if (bucket > first) above += histogram.counts[k] ?? 0;
  return threshold < 0 ? above + histogram.zeroCount : above;
}

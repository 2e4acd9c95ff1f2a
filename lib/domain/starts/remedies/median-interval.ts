import { countOf, type Histogram, quantile, relativeError } from "#lib/domain/statistics/histogram.ts";

/** A figure with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const z = 1.959963984540054;

/** Fewer values than these and no interval of a median reaches 95 %: of five, not even from the least to the largest. */
export const fewestValues = 6;
/** Fewer starts than these say nothing of a function or a group. */
export const fewestStarts = 20;

/**
 * The median of some values with its 95 % interval by order statistics (binomial ranks, normal approximation: Conover,
 * Practical Nonparametric Statistics, 1999, §3.2): it asks nothing of how the values are spread. Null for fewer than six.
 */
export function medianEstimate(values: readonly number[]): Estimate | null {
  return quantileEstimate(values, 0.5);
}

/** The same for another quantile, by nearest rank. Its interval ends at the least and the largest value there are. */
export function quantileEstimate(values: readonly number[], q: number): Estimate | null {
  const n = values.length;
  if (n < fewestValues) return null;
  const sorted = values.toSorted((one, other) => one - other);
  const half = z * Math.sqrt(n * q * (1 - q));
  const at = (rank: number) => sorted[Math.min(n, Math.max(1, rank)) - 1] ?? 0;
  return { value: at(Math.ceil(n * q)), low: at(Math.floor(n * q - half)), high: at(Math.ceil(n * q + 1 + half)) };
}

/** The median of a histogram with its interval, never narrower than a bucket; null for fewer than 20 values. */
export function histogramMedian(histogram: Histogram): Estimate | null {
  const n = countOf(histogram);
  if (n < fewestStarts) return null;
  const half = (z * Math.sqrt(n)) / 2;
  const value = quantile(histogram, 0.5);
  const low = quantile(histogram, Math.max(1, Math.floor(n / 2 - half)) / n);
  const high = quantile(histogram, Math.min(n, Math.ceil(n / 2 + 1 + half)) / n);
  if (value === null || low === null || high === null) return null;
  const bucket = value * relativeError;
  return { value, low: Math.min(low, value - bucket), high: Math.max(high, value + bucket) };
}

/** One figure less another that is independent of it, intervals joined by square-and-add (MOVER: Donner and Zou, 2012). */
export function difference(one: Estimate, other: Estimate): Estimate {
  const value = one.value - other.value;
  return {
    value,
    low: value - Math.hypot(one.value - one.low, other.high - other.value),
    high: value + Math.hypot(one.high - one.value, other.value - other.low),
  };
}

/** One positive figure by another, as the difference of their logarithms. */
export function ratio(one: Estimate, other: Estimate): Estimate {
  return mapped(difference(mapped(one, Math.log), mapped(other, Math.log)), Math.exp);
}

/** A figure and its interval through a function that rises. */
export function mapped({ value, low, high }: Estimate, rise: (x: number) => number): Estimate {
  return { value: rise(value), low: rise(low), high: rise(high) };
}

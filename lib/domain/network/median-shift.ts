import { countOf, type Histogram, quantile, relativeError } from "#lib/domain/statistics/histogram.ts";
import type { Interval } from "#lib/domain/statistics/wilson-interval.ts";

/** How far the medians of two groups lie apart, in the unit of the values. An association, not a cause. */
export interface MedianShift {
  readonly treatedMedian: number;
  readonly controlMedian: number;
  /** Median of the treated group − median of the other. */
  readonly difference: number;
  /** 95 % interval. */
  readonly interval: Interval;
}

/** Each group needs so many values; below that nothing is said. */
export const fewestForShift = 20;

const z = 1.959963984540054;

/**
 * The difference of two medians with its 95 % interval, from histograms, however many values they hold: each median's
 * interval by order statistics (binomial ranks), joined by the square-and-add method (MOVER: Donner and Zou, 2012).
 * Null when a group has fewer than 20 values. Values are taken as independent, which starts of one function are not
 * quite: say how many functions stand behind them.
 */
export function medianShift(treated: Histogram, control: Histogram): MedianShift | null {
  const [first, second] = [medianWithInterval(treated), medianWithInterval(control)];
  if (first === null || second === null) return null;
  const difference = first.median - second.median;
  return {
    treatedMedian: first.median,
    controlMedian: second.median,
    difference,
    interval: {
      low: difference - Math.hypot(first.median - first.low, second.high - second.median),
      high: difference + Math.hypot(first.high - first.median, second.median - second.low),
    },
  };
}

/**
 * Shifts of several strata as one, each weighted by the inverse of its variance, so that a stratum with few values says
 * little. Null without any.
 */
export function pooledShift(shifts: readonly MedianShift[]): Pick<MedianShift, "difference" | "interval"> | null {
  let [weights, sum] = [0, 0];
  for (const { difference, interval } of shifts) {
    const weight = ((interval.high - interval.low) / (2 * z)) ** -2;
    weights += weight;
    sum += weight * difference;
  }
  if (weights === 0) return null;
  const difference = sum / weights;
  const half = z / Math.sqrt(weights);
  return { difference, interval: { low: difference - half, high: difference + half } };
}

/** The median and its interval; never narrower than what a bucket of the histogram can tell. */
function medianWithInterval(histogram: Histogram): { median: number; low: number; high: number } | null {
  const n = countOf(histogram);
  if (n < fewestForShift) return null;
  const half = (z * Math.sqrt(n)) / 2;
  const median = quantile(histogram, 0.5);
  const low = quantile(histogram, Math.max(1, Math.floor(n / 2 - half)) / n);
  const high = quantile(histogram, Math.min(n, Math.ceil(n / 2 + 1 + half)) / n);
  if (median === null || low === null || high === null) return null;
  const bucket = median * relativeError;
  return { median, low: Math.min(low, median - bucket), high: Math.max(high, median + bucket) };
}

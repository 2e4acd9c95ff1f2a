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
 * Shifts of several strata as one, by random effects (DerSimonian and Laird, 1986): each stratum is weighted by the
 * inverse of its own variance and of how much strata differ beyond it, since the functions of a stratum are few and
 * differ in more than their network. Null without any.
 */
export function pooledShift(shifts: readonly MedianShift[]): Pick<MedianShift, "difference" | "interval"> | null {
  if (shifts.length === 0) return null;
  const variances = shifts.map(({ interval }) => ((interval.high - interval.low) / (2 * z)) ** 2);
  const between = varianceBetween(shifts, variances);
  const weights = variances.map((variance) => 1 / (variance + between));
  const difference = weightedMean(shifts, weights);
  const half = z / Math.sqrt(sum(weights));
  return { difference, interval: { low: difference - half, high: difference + half } };
}

/** How much strata differ beyond what chance within them explains; 0 when it explains all. */
function varianceBetween(shifts: readonly MedianShift[], variances: readonly number[]): number {
  const weights = variances.map((variance) => 1 / variance);
  const mean = weightedMean(shifts, weights);
  const spread = sum(shifts.map(({ difference }, k) => (weights[k] ?? 0) * (difference - mean) ** 2));
  const scale = sum(weights) - sum(weights.map((weight) => weight ** 2)) / sum(weights);
  return scale > 0 ? Math.max(0, (spread - (shifts.length - 1)) / scale) : 0;
}

function weightedMean(shifts: readonly MedianShift[], weights: readonly number[]): number {
  return sum(shifts.map(({ difference }, k) => (weights[k] ?? 0) * difference)) / sum(weights);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

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

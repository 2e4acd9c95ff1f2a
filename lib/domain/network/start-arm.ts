import { countOf, gamma, type Histogram, logGamma } from "#lib/domain/statistics/histogram.ts";
import { interpolatedQuantile } from "#lib/domain/statistics/interpolated-quantile.ts";
import { seededRandom } from "#lib/domain/statistics/seeded-random.ts";

/** Starts of the functions of one side of a comparison, each function a cluster of starts that resemble each other. */
export interface StartArm {
  readonly functions: number;
  readonly inits: number;
  /** The median start, each function with its weight. */
  readonly medianMs: number;
  /** Variance of that median over functions; null for a single function, which says nothing of how functions differ. */
  readonly variance: number | null;
  /** As how many functions of equal weight the arm counts (Kish): (Σw)² / Σw². */
  readonly effective: number;
  /** Median start and weight of each function. */
  readonly levels: readonly FunctionLevel[];
}

export interface FunctionLevel {
  readonly ms: number;
  readonly weight: number;
  readonly inits: number;
}

/** How often an arm is drawn anew: the standard error is then known within 4 %. */
export const replicates = 400;

/**
 * The weight of a function with n starts is n / (n + 4): starts of one function resemble each other (about a fifth of
 * the variance of log-init is the function's own), so beyond a few dozen further starts of one function tell nothing
 * new, and a busy function does not decide for its stratum.
 */
const halfWeight = 4;

/**
 * An arm with the median of its starts and the variance of that by the cluster bootstrap: functions are drawn with
 * replacement and keep all their starts. Drawing starts anew within them as well would count the spread within
 * functions twice (Davison and Hinkley, Bootstrap Methods, 1997, §3.8). The bootstrap's variance is that of m, not of
 * m − 1, functions, so it is multiplied by m / (m − 1). Null without any start.
 */
export function startArm(histograms: readonly Histogram[], seed: number): StartArm | null {
  const starts = histograms.flatMap((histogram) => {
    const inits = countOf(histogram);
    return inits > 0
      ? [{ histogram, inits, weight: inits / (inits + halfWeight), ms: interpolatedQuantile(histogram, 0.5) ?? 0 }]
      : [];
  });
  if (starts.length === 0) return null;
  const weight = starts.reduce((sum, one) => sum + one.weight, 0);
  const effective = weight ** 2 / starts.reduce((sum, one) => sum + one.weight ** 2, 0);
  const grid = createGrid(starts);
  return {
    functions: starts.length,
    inits: starts.reduce((sum, one) => sum + one.inits, 0),
    medianMs: grid.median(Int32Array.from(starts.keys())),
    variance: starts.length > 1 ? (bootstrapVariance(grid, starts.length, seed) * effective) / (effective - 1) : null,
    effective,
    levels: starts.map(({ ms, weight, inits }) => ({ ms, weight, inits })),
  };
}

function bootstrapVariance(grid: MedianGrid, functions: number, seed: number): number {
  const random = seededRandom(seed);
  const drawn = new Int32Array(functions);
  let [mean, squares] = [0, 0];
  for (let replicate = 1; replicate <= replicates; replicate += 1) {
    for (let k = 0; k < functions; k += 1) drawn[k] = Math.floor(random() * functions);
    const median = grid.median(drawn);
    const step = median - mean;
    mean += step / replicate;
    squares += step * (median - mean);
  }
  return squares / (replicates - 1);
}

interface MedianGrid {
  /** The weighted median of the starts of these functions, by their numbers. */
  readonly median: (functions: Int32Array) => number;
}

/**
 * Weighted shares of starts below each bucket edge between the smallest and the largest median of a function, between
 * which the median of any draw of them lies. A draw then costs a few sums over its functions, however many starts.
 */
function createGrid(starts: readonly (FunctionLevel & { readonly histogram: Histogram })[]): MedianGrid {
  const width = starts.length;
  const medians = starts.map(({ ms }) => ms);
  // One bucket further on both sides: medians lie on edges at times, and rounding must not push them out.
  const first = bucketOf(medians.reduce((low, ms) => Math.min(low, ms), Infinity)) - 1;
  const last = bucketOf(medians.reduce((high, ms) => Math.max(high, ms), 0)) + 2;
  const below = new Float64Array((last - first + 1) * width);
  for (const [k, { histogram, inits, weight }] of starts.entries()) {
    const scale = weight / inits;
    let [at, seen] = [0, histogram.zeroCount];
    for (let edge = first; edge <= last; edge += 1) {
      for (; at < histogram.buckets.length && (histogram.buckets[at] ?? 0) < edge; at += 1)
        seen += histogram.counts[at] ?? 0;
      below[(edge - first) * width + k] = seen * scale;
    }
  }
  const weights = Float64Array.from(starts, ({ weight }) => weight);
  let start = (last - first) >> 1;
  const massBelow = (edge: number, functions: Int32Array) => {
    const row = edge * width;
    let sum = 0;
    for (let k = 0; k < functions.length; k += 1) sum += below[row + (functions[k] ?? 0)] ?? 0;
    return sum;
  };
  const median = (functions: Int32Array): number => {
    let half = 0;
    for (let k = 0; k < functions.length; k += 1) half += weights[functions[k] ?? 0] ?? 0;
    // A hair less than half: sums that are half but for rounding must not reach for the next value above a gap.
    half *= 0.5 - 1e-12;
    // From where the last draw's median lay, which is near this one's.
    let edge = start;
    let mass = massBelow(edge, functions);
    let other = mass;
    if (mass < half) {
      while (mass < half && edge < last - first) {
        other = mass;
        edge += 1;
        mass = massBelow(edge, functions);
      }
    } else {
      while (edge > 0) {
        other = massBelow(edge - 1, functions);
        if (other < half) break;
        edge -= 1;
        mass = other;
      }
    }
    start = edge;
    if (edge === 0) return edgeValue(first);
    const share = mass > other ? Math.min(1, (half - other) / (mass - other)) : 1;
    return edgeValue(first + edge - 1) * (1 + share * (gamma - 1));
  };
  return { median };
}

/** The value at a bucket's lower edge. */
const edgeValue = (bucket: number) => gamma ** bucket;

/** A microsecond stands for 0, which has no bucket. */
const bucketOf = (ms: number) => Math.floor(Math.log(Math.max(ms, 0.001)) / logGamma);

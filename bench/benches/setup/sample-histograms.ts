import { type Histogram, histogramOf } from "#lib/domain/statistics/histogram.ts";
import { seededRandom } from "#lib/domain/statistics/seeded-random.ts";

/** Histograms of log-normal durations: what functions give in fact, the same ones in each run. */
export interface DurationSampler {
  /** `count` durations around `medianMs`; `spread` is the standard deviation of their logarithm. */
  histogram(count: number, medianMs: number, spread: number): Histogram;
  /** A number from `low` to `high`, each magnitude alike. */
  magnitude(low: number, high: number): number;
}

export function durationSampler(seed: number): DurationSampler {
  const random = seededRandom(seed);
  // Box and Muller's transform of two uniform numbers into a normal one.
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return {
    histogram: (count, medianMs, spread) =>
      histogramOf(Array.from({ length: count }, () => medianMs * Math.exp(spread * normal()))),
    magnitude: (low, high) => low * (high / low) ** random(),
  };
}

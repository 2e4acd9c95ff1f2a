import { median, quantileOf } from "#lib/domain/statistics/order-statistics.ts";
import type { Interval } from "#lib/domain/statistics/wilson-interval.ts";

/** How far two groups lie apart. An association, not a cause: the groups were not drawn by lot. */
export interface MedianDifference {
  /** Median of the treated group − median of the other, in the unit of the values. */
  readonly difference: number;
  /** 95 % interval by bootstrap. */
  readonly interval: Interval;
  readonly treatedCount: number;
  readonly controlCount: number;
}

/** Each group needs so many values; below that nothing is said. */
const fewestInGroup = 20;

/**
 * The difference of the medians of two groups (for example init of functions in and outside of a VPC, within one
 * stratum) with its 95 % percentile bootstrap interval (B. Efron, 1979): both groups are drawn anew with replacement
 * `resamples` times. `random` gives numbers in [0, 1); with a seeded generator the interval is repeatable.
 * Null when a group has fewer than 20 values.
 */
export function medianDifference(
  treated: readonly number[],
  control: readonly number[],
  random: () => number,
  resamples = 1000,
): MedianDifference | null {
  const [ofTreated, ofControl] = [median(treated), median(control)];
  if (ofTreated === null || ofControl === null || Math.min(treated.length, control.length) < fewestInGroup) return null;
  const draw = (values: readonly number[]) => values.map(() => values[Math.floor(random() * values.length)] ?? 0);
  const drawn = Array.from({ length: resamples }, () => (median(draw(treated)) ?? 0) - (median(draw(control)) ?? 0));
  return {
    difference: ofTreated - ofControl,
    interval: { low: quantileOf(drawn, 0.025) ?? 0, high: quantileOf(drawn, 0.975) ?? 0 },
    treatedCount: treated.length,
    controlCount: control.length,
  };
}

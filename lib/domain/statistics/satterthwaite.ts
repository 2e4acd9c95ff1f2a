import { studentQuantile } from "./student-t.ts";
import type { Interval } from "./wilson-interval.ts";

/** A part of an estimate's variance and on how many degrees of freedom it rests. */
export interface VariancePart {
  readonly variance: number;
  readonly df: number;
}

/** Student's 95 % interval for a variance that is a sum of parts (Satterthwaite 1946), with at most `most` degrees. */
export function intervalAround(estimate: number, parts: readonly VariancePart[], most = largest): Interval {
  const half = studentQuantile(0.975, degreesOf(parts, most)) * Math.sqrt(varianceOf(parts));
  return { low: estimate - half, high: estimate + half };
}

/**
 * The difference that would have been told from chance in four of five such fleets (80 % power, two-sided 5 %):
 * (t₀.₉₇₅ + t₀.₈₀) × standard error.
 */
export function detectableDifference(parts: readonly VariancePart[], most = largest): number {
  const df = degreesOf(parts, most);
  return (studentQuantile(0.975, df) + studentQuantile(0.8, df)) * Math.sqrt(varianceOf(parts));
}

const varianceOf = (parts: readonly VariancePart[]) => parts.reduce((sum, { variance }) => sum + variance, 0);

/** With so many degrees Student's t is the normal distribution. */
const largest = 1e6;

function degreesOf(parts: readonly VariancePart[], most: number): number {
  const spread = parts.reduce((sum, { variance, df }) => sum + variance ** 2 / Math.max(df, 0.5), 0);
  return spread > 0 ? Math.min(most, varianceOf(parts) ** 2 / spread) : most;
}

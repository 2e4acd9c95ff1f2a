import { countOf, type Histogram, quantile } from "#lib/domain/statistics/histogram.ts";
import { type Rate, rateOf } from "#lib/domain/statistics/rate.ts";
import type { Interval } from "#lib/domain/statistics/wilson-interval.ts";

/** Where an alias sends calls: its own version, and others by weight. */
export interface AliasRoute {
  readonly alias: string;
  readonly sides: readonly { readonly version: string; readonly weight: number }[];
}

/** What the log reports say of one version in a period. */
export interface VersionCounts {
  readonly version: string;
  readonly reports: number;
  readonly coldStarts: number;
  readonly restores: number;
  /** Errors, timeouts and kills for want of memory. */
  readonly failures: number;
  readonly durations: Histogram;
}

/** A quantile with the interval that the number of reports gives it; null where too few were seen. */
export interface QuantileRange extends Interval {
  readonly valueMs: number;
}

/** One side of an alias. */
export interface VersionSide {
  readonly version: string;
  readonly reports: number;
  /** Part of the reports of both sides; null where none was seen. */
  readonly seenShare: number | null;
  readonly failures: Rate;
  readonly coldStarts: Rate;
  readonly p50: QuantileRange | null;
  readonly p95: QuantileRange | null;
  readonly p99: QuantileRange | null;
}

/** What the two sides' difference is worth. */
export type SideDifference = "higher" | "lower" | "notTellable" | "tooFew";

/**
 * The versions of an alias with their weights: AdditionalVersionWeights as AWS has them, the rest is the alias's own
 * version (AWS Lambda developer guide, "Weighted aliases").
 */
export function aliasRoute(alias: {
  readonly name: string;
  readonly version: string;
  readonly weights: Readonly<Record<string, number>>;
}): AliasRoute {
  const others = Object.entries(alias.weights).map(([version, weight]) => ({ version, weight }));
  const rest = others.reduce((left, { weight }) => left - weight, 1);
  return { alias: alias.name, sides: [{ version: alias.version, weight: Math.max(0, rest) }, ...others] };
}

/** Reports of which a quantile is shown at least: fewer hold none of the slowest. */
export const fewestForQuantile = { p50: 30, p95: 60, p99: 300 } as const;
const z = 1.959963984540054;

/** The sides of an alias beside each other, in its order; a version that nothing was seen of has no reports. */
export function compareSides(route: AliasRoute, counts: readonly VersionCounts[]): VersionSide[] {
  const byVersion = new Map(counts.map((one) => [one.version, one]));
  const all = route.sides.reduce((sum, { version }) => sum + (byVersion.get(version)?.reports ?? 0), 0);
  return route.sides.map(({ version }) => {
    const seen = byVersion.get(version);
    const reports = seen?.reports ?? 0;
    const range = (q: number, fewest: number) => (seen === undefined ? null : quantileRange(seen.durations, q, fewest));
    return {
      version,
      reports,
      seenShare: all === 0 ? null : reports / all,
      failures: rateOf(Math.min(reports, seen?.failures ?? 0), reports),
      coldStarts: rateOf(Math.min(reports, (seen?.coldStarts ?? 0) + (seen?.restores ?? 0)), reports),
      p50: range(0.5, fewestForQuantile.p50),
      p95: range(0.95, fewestForQuantile.p95),
      p99: range(0.99, fewestForQuantile.p99),
    };
  });
}

/**
 * A quantile and its 95 % interval by order statistics: the ranks n·q ± 1.96·√(n·q·(1 − q)) of the same histogram, which
 * needs no shape of the distribution. Right within the histogram's 2 %.
 */
export function quantileRange(durations: Histogram, q: number, fewest: number): QuantileRange | null {
  const n = countOf(durations);
  if (n < fewest) return null;
  const margin = (z * Math.sqrt(n * q * (1 - q))) / n;
  const valueMs = quantile(durations, q);
  const low = quantile(durations, Math.max(0, q - margin));
  const high = quantile(durations, Math.min(1, q + margin));
  return valueMs === null || low === null || high === null ? null : { valueMs, low, high };
}

/** Whether one side is told apart from the other: where intervals overlap it is not, which is no proof that they are equal. */
export function differenceOf(one: Interval | null, other: Interval | null): SideDifference {
  if (one === null || other === null) return "tooFew";
  if (one.low > other.high) return "higher";
  return one.high < other.low ? "lower" : "notTellable";
}

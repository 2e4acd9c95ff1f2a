import { gamma, type Histogram } from "#lib/domain/statistics/histogram.ts";

/** Six stored buckets make one bar: about 27 % wide, so that 10 ms to 10 s takes some thirty bars. */
const bucketsInBar = 6;

/** A histogram with bars wide enough to be seen. Bars without values in between are kept, so that the axis is whole. */
export function distributionOf(histogram: Histogram): { from: number; to: number; count: number }[] {
  const sums = new Map<number, number>();
  for (const [k, bucket] of histogram.buckets.entries()) {
    const bar = Math.floor(bucket / bucketsInBar);
    sums.set(bar, (sums.get(bar) ?? 0) + (histogram.counts[k] ?? 0));
  }
  const bars = [...sums.keys()];
  if (bars.length === 0) return [];
  const [first, last] = [Math.min(...bars), Math.max(...bars)];
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    from: gamma ** ((first + index) * bucketsInBar),
    to: gamma ** ((first + index + 1) * bucketsInBar),
    count: sums.get(first + index) ?? 0,
  }));
}

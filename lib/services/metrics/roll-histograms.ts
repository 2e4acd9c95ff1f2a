import { hexBytes } from "#lib/db/sql/bulk.ts";
import {
  type DayHistograms,
  type FleetDay,
  type RolledFunction,
  type RollupDimension,
  rollupDimensions,
} from "#lib/db/sql/rollups.ts";
import { createHistogramSum, type HistogramSum } from "#lib/domain/statistics/merge-histograms.ts";
import { packHistogram, readPacked } from "#lib/domain/statistics/packed-histogram.ts";

/** Merged histograms of one value of a dimension, as hex text for the store; null where none were read. */
export interface MergedHistograms {
  readonly duration: string | null;
  readonly init: string | null;
  readonly restore: string | null;
}

export type HistogramsOf = (dimension: RollupDimension, value: string) => MergedHistograms;

/** Merges a day's histograms by every dimension at once: each function's bytes are read once, for all sums it is part of. */
export function createHistogramRoller(functions: readonly RolledFunction[]): (day: FleetDay) => HistogramsOf {
  const values = new Map(functions.map((fn) => [fn.id, fn.values]));
  const sumsOf = ({ functionIds, packed }: DayHistograms) => {
    const sums = createSums();
    for (const [k, id] of functionIds.entries()) {
      const [mine, bytes] = [values.get(id), packed[k]];
      if (mine !== undefined && bytes !== undefined) sums.add(mine, bytes);
    }
    return sums;
  };
  return (day) => {
    const durations = sumsOf(day.durations);
    const inits = sumsOf(day.inits);
    const restores = sumsOf(day.restores);
    return (dimension, value) => ({
      duration: durations.packed(dimension, value),
      init: inits.packed(dimension, value),
      restore: restores.packed(dimension, value),
    });
  };
}

/** One sum for each value of each dimension. */
function createSums() {
  const sums = new Map(rollupDimensions.map((dimension) => [dimension, new Map<string, HistogramSum>()]));
  const sumsOf = (values: readonly string[]) =>
    rollupDimensions.flatMap((dimension, k) => {
      const byValue = sums.get(dimension);
      const value = values[k];
      if (byValue === undefined || value === undefined) return [];
      const sum = byValue.get(value) ?? createHistogramSum();
      byValue.set(value, sum);
      return [sum];
    });
  return {
    add(values: readonly string[], packed: Buffer): void {
      const mine = sumsOf(values);
      const zeros = readPacked(packed, (bucket, count) => {
        for (const sum of mine) sum.add(bucket, count);
      });
      for (const sum of mine) sum.addZeros(zeros);
    },
    packed(dimension: RollupDimension, value: string): string | null {
      const sum = sums.get(dimension)?.get(value);
      return sum === undefined ? null : hexBytes(packHistogram(sum.result()));
    },
  };
}

import { hexBytes } from "#lib/db/sql/bulk.ts";
import { listDayHistograms, listFunctionValues, type RollupDimension, rollupDimensions } from "#lib/db/sql/rollups.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import { createHistogramSum, type HistogramSum } from "#lib/domain/statistics/merge-histograms.ts";
import { packHistogram, readPacked } from "#lib/domain/statistics/packed-histogram.ts";

/** Merged histograms of one value of a dimension, as hex text for the store; null where none were read. */
export interface MergedHistograms {
  readonly duration: string | null;
  readonly init: string | null;
}

export type HistogramsOf = (dimension: RollupDimension, value: string) => MergedHistograms;

const none: MergedHistograms = { duration: null, init: null };

/** Merges a day's histograms by every dimension at once: each function's bytes are read once, for all sums it is part of. */
export async function createHistogramRoller(sql: Sql): Promise<(day: string) => Promise<HistogramsOf>> {
  const values = await listFunctionValues(sql);
  return async (day) => {
    const rows = await listDayHistograms(sql, day);
    const durations = createSums();
    const inits = createSums();
    for (const { functionId, duration, init } of rows) {
      const mine = values.get(functionId);
      if (mine === undefined) continue;
      if (duration !== null) durations.add(mine, duration);
      if (init !== null) inits.add(mine, init);
    }
    if (rows.length === 0) return () => none;
    return (dimension, value) => ({
      duration: durations.packed(dimension, value),
      init: inits.packed(dimension, value),
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

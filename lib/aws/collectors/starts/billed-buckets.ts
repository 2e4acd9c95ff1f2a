import { bucketOf, gamma } from "#lib/domain/statistics/histogram.ts";
import type { StartRow } from "./parse-row.ts";

export type BilledRow = Pick<
  StartRow,
  | "lines"
  | "durationBucket"
  | "initBucket"
  | "initBilled"
  | "oddBucket"
  | "billedSum"
  | "billedBucketSum"
  | "billedSquareSum"
>;

type Counts = readonly (readonly [bucket: number, count: number])[];

/**
 * How many lines of a row were billed what, by bucket: exactly, though rows are not told apart by it.
 *
 * A row is one bucket of duration and, where init was billed, one of init, so what they add up to lies between T and γ·T,
 * where T is the sum of both buckets' lower ends, and what was billed between ⌈T⌉ and γ·T + 1. While that holds no two
 * whole numbers beside ⌈T⌉ (T up to 24 ms), the sum of what was billed says how many lines have which of both. From there
 * on it lies in at most three buckets in a row, since γ·T + 1 < γ²·T; and with the number of lines, the sum of their
 * buckets and the sum of the squares there are three equations for the three counts. Where something else was billed the
 * row says in which bucket (`oddBucket`).
 */
export function billedBuckets(row: BilledRow): Counts {
  const { lines, oddBucket, billedSum } = row;
  if (oddBucket === null || billedSum === null) return [];
  if (oddBucket > 0) return [[oddBucket, lines]];
  const least = leastMs(row);
  return (
    (gamma * least <= Math.ceil(least) + 1 ? ofTwo(row, billedSum, Math.max(1, Math.ceil(least))) : null) ??
    ofThree(row, bucketOf(Math.max(1, Math.ceil(least)))) ?? [[bucketOf(Math.max(1, billedSum / lines)), lines]] // Less than 2 ms beside ⌈duration + init⌉, as no line of Lambda is: all of them at their mean.
  );
}

/** The least that duration and billed init of the row's lines add up to. */
function leastMs({ durationBucket, initBucket, initBilled }: BilledRow): number {
  const init = initBilled === 1 && initBucket !== null ? gamma ** initBucket : 0;
  return (durationBucket === null ? 0 : gamma ** durationBucket) + init;
}

/** Lines that were billed `least` ms or one more. */
function ofTwo({ lines }: BilledRow, billedSum: number, least: number): Counts | null {
  const more = Math.round(billedSum - lines * least);
  if (more < 0 || more > lines) return null;
  return counted([
    [bucketOf(least), lines - more],
    [bucketOf(least + 1), more],
  ]);
}

/** Lines in `first` or one of the next two buckets. */
function ofThree({ lines, billedBucketSum, billedSquareSum }: BilledRow, first: number): Counts | null {
  if (billedBucketSum === null || billedSquareSum === null) return null;
  const sum = billedBucketSum - first * lines;
  const squares = billedSquareSum - 2 * first * billedBucketSum + first * first * lines;
  const third = (squares - sum) / 2;
  const second = sum - 2 * third;
  const counts = [lines - second - third, second, third];
  if (!counts.every((count) => Number.isInteger(count) && count >= 0)) return null;
  return counted(counts.map((count, k) => [first + k, count] as const));
}

function counted(counts: Counts): Counts {
  return counts.filter(([, count]) => count > 0);
}

/**
 * A distribution as 64 equally likely values in a fixed shuffled order: the k-th draw takes value k mod 64, so that
 * counts, sums and quantiles of any stretch of draws are exact without making the draws.
 * Values are integers (hundredths of a millisecond, megabytes, kinds), so that sums are exact too.
 */
export interface ClassTable {
  /** In the order of drawing. */
  readonly values: Float64Array;
  /** prefix[k] is the sum of the first k values. */
  readonly prefix: Float64Array;
  readonly min: number;
  readonly max: number;
}

export const classCount = 64;
const stride = 37;

/** The quantile rank (0 to 63) that a draw takes; a bijection over any 64 draws in a row. */
export function rankOfDraw(draw: number): number {
  return ((draw & 63) * stride) & 63;
}

/** `valueAt` gives the value at quantile (rank + 0.5) / 64 and is called once per rank. */
export function createClassTable(valueAt: (quantile: number, rank: number) => number): ClassTable {
  const values = new Float64Array(classCount);
  const prefix = new Float64Array(classCount + 1);
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let draw = 0; draw < classCount; draw++) {
    const rank = rankOfDraw(draw);
    const value = valueAt((rank + 0.5) / classCount, rank);
    values[draw] = value;
    prefix[draw + 1] = (prefix[draw] ?? 0) + value;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return { values, prefix, min, max };
}

function sumBelow(table: ClassTable, end: number): number {
  const whole = Math.floor(end / classCount);
  return whole * (table.prefix[classCount] ?? 0) + (table.prefix[end - whole * classCount] ?? 0);
}

/** Sum of draws from..to-1. */
export function sumOfDraws(table: ClassTable, from: number, to: number): number {
  return to <= from ? 0 : sumBelow(table, to) - sumBelow(table, from);
}

/** How many of draws from..to-1 fall on draw position `position` (0 to 63). */
export function countOfPosition(position: number, from: number, to: number): number {
  return to <= from ? 0 : Math.floor((to - 1 - position) / classCount) - Math.floor((from - 1 - position) / classCount);
}

/** Smallest and largest of draws from..to-1; infinities when there is none. */
export function extremesOfDraws(table: ClassTable, from: number, to: number): { min: number; max: number } {
  if (to - from >= classCount) return { min: table.min, max: table.max };
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let draw = from; draw < to; draw++) {
    const value = table.values[draw % classCount] ?? 0;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}

/** Standard normal quantile (Acklam's rational approximation, relative error below 1.2e-9). */
export function normalQuantile(p: number): number {
  const tail = (q: number) =>
    (((((-7.784894002430293e-3 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q +
      4.374664141464968) *
      q +
      2.938163982698783) /
    ((((7.784695709041462e-3 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1);
  if (p < 0.02425) return tail(Math.sqrt(-2 * Math.log(p)));
  if (p > 0.97575) return -tail(Math.sqrt(-2 * Math.log(1 - p)));
  const q = p - 0.5;
  const r = q * q;
  return (
    ((((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
      2.506628277459239) *
      q) /
    (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
      1)
  );
}

import { countOf, type Histogram } from "#lib/domain/statistics/histogram.ts";
import { interpolatedQuantile, medianStandardError } from "#lib/domain/statistics/interpolated-quantile.ts";
import { intervalAround, type VariancePart } from "#lib/domain/statistics/satterthwaite.ts";
import type { Interval } from "#lib/domain/statistics/wilson-interval.ts";

/** What one function did in the days before and after a day. */
export interface BeforeAfter {
  readonly before: Histogram;
  readonly after: Histogram;
}

/** What changed with a change, in the unit of the values. An association, not a cause. */
export interface ChangeEffect {
  readonly beforeMedian: number;
  readonly afterMedian: number;
  readonly beforeCount: number;
  readonly afterCount: number;
  /** How the medians of functions that did not change moved in the same days, on average; null with too few of them. */
  readonly drift: number | null;
  /** After − before, less that drift where it is known. */
  readonly effect: number;
  /** 95 %. Without a drift it holds only what chance does within the function. */
  readonly interval: Interval;
  /** Functions that the drift was taken from. */
  readonly controls: number;
}

/** Each side needs so many values. */
export const fewestForEffect = 20;
/** So many unchanged functions are needed to say how far a function moves by itself. */
export const fewestControls = 3;

/**
 * The effect of a change of one function as a difference in differences: how its median moved, less how those of alike
 * functions that did not change moved in the same days. With a single changed function its own values cannot say how
 * far it would have moved anyway; the spread of the unchanged functions' moves does (Conley and Taber, Review of
 * Economics and Statistics 93(1), 2011): variance = spread of moves beyond chance within functions + chance within the
 * changed one + spread ÷ controls, with Student's t.
 *
 * Null when the function has fewer than 20 values on a side. Controls with fewer are left out; with fewer than three,
 * there is no drift.
 */
export function changeEffect(own: BeforeAfter, controls: readonly BeforeAfter[]): ChangeEffect | null {
  const move = moveOf(own);
  if (move === null) return null;
  const moves = controls.flatMap((control) => moveOf(control) ?? []);
  const known = moves.length >= fewestControls;
  const drift = known ? mean(moves.map(({ shift }) => shift)) : null;
  const effect = move.shift - (drift ?? 0);
  const { beforeMedian, afterMedian, beforeCount, afterCount } = move;
  return {
    beforeMedian,
    afterMedian,
    beforeCount,
    afterCount,
    drift,
    effect,
    interval: intervalAround(effect, [
      ...move.parts,
      ...(drift === null ? [] : [{ variance: varianceOfDrift(moves, drift), df: moves.length - 1 }]),
    ]),
    controls: known ? moves.length : 0,
  };
}

interface Move {
  readonly beforeMedian: number;
  readonly afterMedian: number;
  readonly beforeCount: number;
  readonly afterCount: number;
  readonly shift: number;
  /** Variance of the shift by chance within the function: of the median before and of that after. */
  readonly parts: readonly [VariancePart, VariancePart];
}

function moveOf({ before, after }: BeforeAfter): Move | null {
  const [beforeCount, afterCount] = [countOf(before), countOf(after)];
  if (Math.min(beforeCount, afterCount) < fewestForEffect) return null;
  const [beforeMedian, afterMedian] = [interpolatedQuantile(before, 0.5), interpolatedQuantile(after, 0.5)];
  const [first, second] = [medianStandardError(before), medianStandardError(after)];
  if (beforeMedian === null || afterMedian === null || first === null || second === null) return null;
  // The standard error is read from some 2·√n ranks around the median, so its square rests on about √n degrees.
  const parts = [
    { variance: first ** 2, df: Math.sqrt(beforeCount) },
    { variance: second ** 2, df: Math.sqrt(afterCount) },
  ] as const;
  return { beforeMedian, afterMedian, beforeCount, afterCount, shift: afterMedian - beforeMedian, parts };
}

/** How far a function moves by itself, and how well the mean of the controls is known. */
function varianceOfDrift(moves: readonly Move[], drift: number): number {
  const spread = moves.reduce((sum, { shift }) => sum + (shift - drift) ** 2, 0) / (moves.length - 1);
  const chance = mean(moves.map(({ parts: [before, after] }) => before.variance + after.variance));
  return Math.max(0, spread - chance) + spread / moves.length;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

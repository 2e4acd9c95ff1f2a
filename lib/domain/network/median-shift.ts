import { intervalAround, type VariancePart } from "#lib/domain/statistics/satterthwaite.ts";
import type { Interval } from "#lib/domain/statistics/wilson-interval.ts";
import { type CommonSpread, moderated } from "./common-spread.ts";
import { replicates, type StartArm } from "./start-arm.ts";

/** How far the medians of two groups lie apart, in ms. An association, not a cause. */
export interface MedianShift {
  /** Median of the first group − median of the other. */
  readonly difference: number;
  /** 95 % interval; null where an arm has too few functions to say how they differ, and other strata do not say it. */
  readonly interval: Interval | null;
}

/** Each arm needs so many inits; below that nothing is said of it. */
export const fewestForShift = 20;
/** Functions that an arm needs for an interval where no common spread is known: that of two is hardly one. */
const fewestFunctionsAlone = 3;

/**
 * The difference of two arms' medians with its 95 % interval: the cluster bootstrap's standard error (see `startArm`),
 * moderated by the spread common to all strata where that is known (an arm of one function has no other), and Student's t with Welch and Satterthwaite's
 * degrees of freedom. With few functions on a side the bare percentiles of a bootstrap are too narrow (Efron and
 * Tibshirani 1993, §12; Hesterberg, The American Statistician 69(4), 2015, §4). Null when an arm has fewer than 20
 * inits.
 */
export function medianShift(
  treated: StartArm | null,
  control: StartArm | null,
  common: CommonSpread | null,
): MedianShift | null {
  if (!isEnough(treated) || !isEnough(control)) return null;
  const difference = treated.medianMs - control.medianMs;
  const parts = [treated, control].flatMap((arm) => partOf(arm, common) ?? []);
  return { difference, interval: parts.length === 2 ? intervalAround(difference, parts, common?.df) : null };
}

function partOf({ functions, variance, effective, medianMs }: StartArm, common: CommonSpread | null) {
  const own = variance === null ? null : variance * effective;
  const part =
    common !== null && medianMs > 0
      ? scaled(moderated(own === null ? null : own / medianMs ** 2, effective, common), medianMs ** 2)
      : own === null || functions < fewestFunctionsAlone
        ? null
        : { variance: own, df: effective - 1 };
  // A variance from a number of draws is itself an estimate, with as many degrees of freedom less one.
  return part && { variance: part.variance / effective, df: 1 / (1 / part.df + 1 / (replicates - 1)) };
}

const scaled = ({ variance, df }: VariancePart, factor: number): VariancePart => ({ variance: variance * factor, df });

/** Whether an arm has starts enough to be compared. */
export function isEnough(arm: StartArm | null): arm is StartArm {
  return arm !== null && arm.inits >= fewestForShift;
}

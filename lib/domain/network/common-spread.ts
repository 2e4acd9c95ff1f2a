import type { VariancePart } from "#lib/domain/statistics/satterthwaite.ts";
import type { StartArm } from "./start-arm.ts";

/**
 * How much functions of one stratum and side differ, over all strata, relative to the stratum's level: Java starts in
 * seconds and Go in tens of milliseconds, but the functions of either lie apart by about the same factor.
 */
export interface CommonSpread {
  /** Variance of one function over the square of its stratum's level. */
  readonly relative: number;
  /** On how many degrees of freedom it rests. */
  readonly df: number;
}

/** With fewer degrees of freedom the spread of functions is hardly known, and nothing is drawn towards it. */
const fewestDegrees = 4;
/** How many functions' worth the common spread counts in the spread of one arm. */
const priorDegrees = 4;

/** One spread from those of several arms; null when too few functions stand behind them. */
export function spreadOver(arms: readonly CommonSpread[]): CommonSpread | null {
  const df = arms.reduce((sum, arm) => sum + arm.df, 0);
  if (df < fewestDegrees) return null;
  const relative = arms.reduce((sum, arm) => sum + arm.relative * arm.df, 0) / df;
  return relative > 0 ? { relative, df } : null;
}

/** The common spread of arms' medians, by their bootstrap variances. */
export function commonSpreadOfMedians(arms: readonly StartArm[]): CommonSpread | null {
  return spreadOver(
    arms.flatMap(({ variance, effective, medianMs }) =>
      variance === null || medianMs <= 0
        ? []
        : [{ relative: (variance * effective) / medianMs ** 2, df: effective - 1 }],
    ),
  );
}

/**
 * An arm's own relative variance, drawn towards the common one as if four more functions had been seen (moderated
 * variance: Smyth, Statistical Applications in Genetics and Molecular Biology 3(1), 2004): three functions that happen
 * to lie close together do not feign certainty. Null is that of a single function, which takes the common one whole.
 */
export function moderated(relative: number | null, effective: number, common: CommonSpread): VariancePart {
  const prior = Math.min(priorDegrees, common.df);
  const own = relative === null ? 0 : effective - 1;
  return { variance: (prior * common.relative + own * (relative ?? 0)) / (prior + own), df: prior + own };
}

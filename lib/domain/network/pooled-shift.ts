import { detectableDifference, intervalAround, type VariancePart } from "#lib/domain/statistics/satterthwaite.ts";
import type { Interval } from "#lib/domain/statistics/wilson-interval.ts";
import { type CommonSpread, moderated, spreadOver } from "./common-spread.ts";
import { isEnough } from "./median-shift.ts";
import type { StartArm } from "./start-arm.ts";

/** Two sides of one stratum. */
export interface ArmPair {
  readonly treated: StartArm | null;
  readonly control: StartArm | null;
}

/** The shift over all strata, in ms. An association, not a cause. */
export interface PooledShift {
  readonly difference: number;
  readonly interval: Interval;
  /** The smallest shift that would have been told from chance with 80 % power. */
  readonly detectable: number;
  readonly strata: number;
  /** Functions and inits that stand behind it, of both sides. */
  readonly treated: SideCount;
  readonly control: SideCount;
  /** Standard deviation of the shift between strata beyond chance, in ms; 0 when chance explains all of it. */
  readonly betweenStrata: number;
}

export interface SideCount {
  readonly functions: number;
  readonly inits: number;
}

/** A function needs so many inits for its median to count as its level: the median of fewer leans upwards. */
const fewestOfFunction = 5;

interface Side {
  readonly mean: number;
  /** Variance of one function's level around the mean; null for one function. */
  readonly spread: number | null;
  readonly effective: number;
  readonly count: SideCount;
}

interface Contrast {
  readonly difference: number;
  /** Mean level of all functions of the stratum, by which spreads of strata are made comparable. */
  readonly level: number;
  readonly sides: readonly [Side, Side];
}

/**
 * The shift of all strata as one. Within a stratum the mean of the functions' median inits is compared: unlike the
 * median of few functions it leans to no side when one arm is smaller, a lean that would add up over strata.
 *
 * - Functions of a stratum differ in proportion to its level (Java starts in seconds, Go in tens of milliseconds), so
 *   one relative spread is estimated over all arms. An arm's own variance is drawn towards it as if four more
 *   functions had been seen (moderated variance: Smyth, SAGMB 3(1), 2004), and an arm of one function takes it whole.
 * - Random effects over strata (DerSimonian and Laird, 1986): weights 1 / (variance by the common spread + variance
 *   between strata). These do not hang on an arm's own noisy variance, which would favour arms that look calm by luck.
 * - The variance of the result is built from the moderated variances, and the interval is Student's t with
 *   Satterthwaite's degrees of freedom, in place of the normal quantile that is too narrow for few functions and
 *   strata (what Hartung and Knapp, 2001, do for a variance of one part).
 *
 * Null when no stratum can be compared, or the spread of functions is hardly known.
 */
export function pooledShift(pairs: readonly ArmPair[]): PooledShift | null {
  const contrasts = pairs.flatMap((pair) => contrastOf(pair) ?? []);
  const common = commonSpread(contrasts);
  if (common === null) return null;
  const chance = contrasts.map(({ level, sides: [treated, control] }) => {
    return common.relative * level ** 2 * (1 / treated.effective + 1 / control.effective);
  });
  const between = varianceBetween(contrasts, chance);
  const weights = chance.map((variance) => 1 / (variance + between));
  const total = sum(weights);
  const share = (k: number) => (weights[k] ?? 0) / total;
  const difference = sum(contrasts.map((contrast, k) => share(k) * contrast.difference));
  const parts: VariancePart[] = [
    ...contrasts.flatMap((contrast, k) => partsOf(contrast, share(k), common)),
    { variance: between * sum(weights.map((_, k) => share(k) ** 2)), df: contrasts.length - 1 },
  ];
  const count = (side: 0 | 1): SideCount => ({
    functions: sum(contrasts.map(({ sides }) => sides[side].count.functions)),
    inits: sum(contrasts.map(({ sides }) => sides[side].count.inits)),
  });
  return {
    difference,
    // Arms that took the common spread took the same one: together they know no more of it than all arms do.
    interval: intervalAround(difference, parts, common.df),
    detectable: detectableDifference(parts, common.df),
    strata: contrasts.length,
    treated: count(0),
    control: count(1),
    betweenStrata: Math.sqrt(between),
  };
}

function contrastOf({ treated, control }: ArmPair): Contrast | null {
  if (!isEnough(treated) || !isEnough(control)) return null;
  const [first, second] = [sideOf(treated), sideOf(control)];
  if (first === null || second === null) return null;
  const effective = first.effective + second.effective;
  const level = (first.mean * first.effective + second.mean * second.effective) / effective;
  return level > 0 ? { difference: first.mean - second.mean, level, sides: [first, second] } : null;
}

function sideOf({ levels }: StartArm): Side | null {
  const counted = levels.filter(({ inits }) => inits >= fewestOfFunction);
  if (counted.length === 0) return null;
  const total = sum(counted.map(({ weight }) => weight));
  const mean = sum(counted.map(({ ms, weight }) => ms * weight)) / total;
  const effective = total ** 2 / sum(counted.map(({ weight }) => weight ** 2));
  const around = sum(counted.map(({ ms, weight }) => weight * (ms - mean) ** 2)) / total;
  return {
    mean,
    spread: counted.length > 1 ? (around * effective) / (effective - 1) : null,
    effective,
    count: { functions: counted.length, inits: sum(counted.map(({ inits }) => inits)) },
  };
}

function commonSpread(contrasts: readonly Contrast[]): CommonSpread | null {
  return spreadOver(
    contrasts.flatMap(({ sides, level }) =>
      sides.flatMap(({ spread, effective }) =>
        spread === null ? [] : [{ relative: spread / level ** 2, df: effective - 1 }],
      ),
    ),
  );
}

function partsOf({ level, sides }: Contrast, share: number, common: CommonSpread): VariancePart[] {
  return sides.map(({ spread, effective }) => {
    const part = moderated(spread === null ? null : spread / level ** 2, effective, common);
    return { variance: (part.variance * (share * level) ** 2) / effective, df: part.df };
  });
}

/** How much strata differ beyond what chance within them explains; 0 when it explains all. */
function varianceBetween(contrasts: readonly Contrast[], chance: readonly number[]): number {
  const weights = chance.map((variance) => 1 / variance);
  const total = sum(weights);
  const mean = sum(contrasts.map(({ difference }, k) => (weights[k] ?? 0) * difference)) / total;
  const spread = sum(contrasts.map(({ difference }, k) => (weights[k] ?? 0) * (difference - mean) ** 2));
  const scale = total - sum(weights.map((weight) => weight ** 2)) / total;
  return scale > 0 ? Math.max(0, (spread - (contrasts.length - 1)) / scale) : 0;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

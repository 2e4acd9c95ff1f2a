/** Failures in one step of time (a UTC day), out of what could have failed. */
export interface OnsetStep {
  readonly count: number;
  /** Reports read or invocations of the step; steps without any are left out. */
  readonly total: number;
}

/**
 * Twice the log-likelihood that a change must add before it is taken for one. The highest of n places' ratios is
 * compared, so the mark stands well above the 10.8 that one place would need at 99.9 %.
 */
const leastEvidence = 16;

/**
 * Where the rate of failures rose, if it did: the index of the first step of the higher rate. One change-point of a
 * Poisson process by maximum likelihood (Raftery and Akman, Biometrika 73, 1986, with exposures): the place k that
 * maximises Σ xᵢ·ln λ before and after it. Null where no place adds enough, or the rate fell there. Deterministic; of
 * equal places the first.
 */
export function riseOnset(steps: readonly OnsetStep[]): number | null {
  const all = steps.reduce((sum, step) => add(sum, step), { count: 0, total: 0 });
  const nothing = likelihood(all);
  let best: { readonly index: number; readonly evidence: number } | null = null;
  let before = { count: 0, total: 0 };
  for (const [index, step] of steps.entries()) {
    if (index > 0 && before.total > 0) {
      const after = { count: all.count - before.count, total: all.total - before.total };
      const rises = after.total > 0 && after.count * before.total > before.count * after.total;
      const evidence = 2 * (likelihood(before) + likelihood(after) - nothing);
      if (rises && evidence > (best?.evidence ?? leastEvidence)) best = { index, evidence };
    }
    before = add(before, step);
  }
  return best?.index ?? null;
}

function add(sum: OnsetStep, step: OnsetStep): OnsetStep {
  return { count: sum.count + step.count, total: sum.total + step.total };
}

/** Of a stretch at its own best rate, without what does not depend on the rate. */
function likelihood({ count, total }: OnsetStep): number {
  return count <= 0 || total <= 0 ? 0 : count * Math.log(count / total);
}

import { fewestForRate, type Rate, rateOf } from "#lib/domain/statistics/rate.ts";
import { type Interval, wilsonInterval } from "#lib/domain/statistics/wilson-interval.ts";
import { coldStartRate, type StartCounts } from "./start-rates.ts";

/** Counts of a period; without `provisionedInits` none are known to have been of provisioned concurrency. */
export interface FeltCounts extends StartCounts {
  /** Reports with an init of environments that provisioned concurrency made: always ahead of need. */
  readonly provisionedInits?: number | null;
}

/** What one hour of each UTC day, looked at start by start, has shown. */
export interface StartSample {
  /** Starts on demand that were looked at. */
  readonly inits: number;
  /** Of these, the environments that Lambda had initialised ahead of need. */
  readonly ahead: number;
  /** Starts in the same hours whose log does not tell when the environment was started. */
  readonly unseen: number;
}

/** Samples of several groups or days together; null where there is none. */
export function sumSamples(samples: Iterable<StartSample>): StartSample | null {
  return [...samples].reduce<StartSample | null>(
    (sum, { inits, ahead, unseen }) => ({
      inits: inits + (sum?.inits ?? 0),
      ahead: ahead + (sum?.ahead ?? 0),
      unseen: unseen + (sum?.unseen ?? 0),
    }),
    null,
  );
}

/** Share of invocations whose caller waited for a start. */
export interface FeltStarts {
  /** The estimate of all reports; its value is null where it is not known. `hits` is rounded. */
  readonly rate: Rate;
  /** 95 %, of the sample and of the reports together; the same as the rate's. */
  readonly interval: Interval;
  /** Starts on demand that were looked at one by one. */
  readonly sampledInits: number;
  /** Of these, how many somebody waited for. */
  readonly sampledFelt: number;
  /** `counts`: there was no start that could have been ahead of need, so nothing is estimated. */
  readonly basis: "sample" | "counts" | "none";
  /** Why it is not known, as a sentence; null where it is. */
  readonly reason: string | null;
}

const reasons = {
  noReport: "No report was read.",
  unseen:
    "The log does not tell when environments are started: JSON logs have platform.initStart only at the system log level DEBUG.",
  notYet: "No start was looked at yet: one hour of each day is, once the day is over.",
} as const;

const unknownRate: Rate = { hits: 0, n: 0, value: null, interval: { low: 0, high: 1 }, tooFew: true };

/**
 * The cold-start rate without the starts that nobody waited for. Lambda initialises environments of on-demand functions
 * ahead of need, too ("proactive initialisation"); of the sampled starts a share a = ahead / sampled was so, and it
 * stands for all of the period's inits on demand: felt = r × s, with r = starts / reports (coldStartRate) and
 * s = (restores + failed inits + inits on demand × (1 − a)) / starts. A snapshot is restored when it is invoked, and an
 * init that fails is waited for, so both count whole; inits of provisioned concurrency count not at all. With neither,
 * felt = starts / reports × (1 − ahead / sampled).
 *
 * The interval is that of a product of two independent estimates by MOVER on the logarithm (G. Y. Zou and A. Donner,
 * "Construction of confidence limits about effect measures", Statistics in Medicine 27, 2008), from the Wilson intervals
 * of r and a. Where an estimate or a limit is 0 and has no logarithm, the product of the limits is taken, which is wider.
 * It tells the uncertainty of sampling alone: that the sampled hours are like the others is assumed.
 */
export function feltStarts(counts: FeltCounts, sample: StartSample | null): FeltStarts {
  const sampledInits = sample?.inits ?? 0;
  const ahead = Math.min(sample?.ahead ?? 0, sampledInits);
  const none = (reason: string): FeltStarts => ({
    rate: unknownRate,
    interval: unknownRate.interval,
    sampledInits,
    sampledFelt: sampledInits - ahead,
    basis: "none",
    reason,
  });
  if (counts.reports <= 0) return none(reasons.noReport);
  const provisioned = Math.min(counts.provisionedInits ?? 0, counts.coldStarts);
  const onDemand = counts.coldStarts - provisioned;
  const certain = counts.restores + counts.initFailures;
  if (onDemand === 0) return known(rateOf(Math.min(certain, counts.reports), counts.reports), sampledInits, ahead);
  if (sampledInits === 0) return none((sample?.unseen ?? 0) > 0 ? reasons.unseen : reasons.notYet);
  const all = coldStartRate(counts);
  const starts = counts.coldStarts + certain;
  const feltShare = (share: number) => (certain + onDemand * (1 - share)) / starts;
  const aheadInterval = wilsonInterval(ahead, sampledInits);
  const share = {
    value: feltShare(ahead / sampledInits),
    interval: { low: feltShare(aheadInterval.high), high: feltShare(aheadInterval.low) },
  };
  const value = (all.value ?? 0) * share.value;
  const interval = productInterval({ value: all.value ?? 0, interval: all.interval }, share);
  const rate: Rate = {
    hits: Math.round(value * counts.reports),
    n: counts.reports,
    value,
    interval,
    tooFew: counts.reports < fewestForRate || sampledInits < fewestForRate,
  };
  return { rate, interval, sampledInits, sampledFelt: sampledInits - ahead, basis: "sample", reason: null };
}

function known(rate: Rate, sampledInits: number, ahead: number): FeltStarts {
  const { interval } = rate;
  return { rate, interval, sampledInits, sampledFelt: sampledInits - ahead, basis: "counts", reason: null };
}

interface Estimate {
  readonly value: number;
  readonly interval: Interval;
}

/** 95 % interval of a product of two independent estimates of shares; see feltStarts. */
function productInterval(one: Estimate, other: Estimate): Interval {
  const limit = (side: "low" | "high"): number => {
    const [value, wide] = [one.value * other.value, one.interval[side] * other.interval[side]];
    if (value <= 0 || wide <= 0) return wide;
    const apart = (estimate: Estimate) => Math.log(estimate.interval[side] / estimate.value);
    const distance = Math.hypot(apart(one), apart(other));
    return value * Math.exp(side === "low" ? -distance : distance);
  };
  return { low: Math.max(0, limit("low")), high: Math.min(1, limit("high")) };
}

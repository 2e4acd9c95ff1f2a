import { listPrices, pricedArchitecture } from "#lib/domain/cost/price-list.ts";
import { rateOf } from "#lib/domain/statistics/rate.ts";
import { fewestStarts } from "./median-interval.ts";
import type { JudgedRemedy, RemedyEffect, RemedyMoney } from "./start-remedy.ts";
import { type ConcurrencyNeed, type StartSubject, secondsPerMonth } from "./start-subject.ts";

/**
 * Keep environments ready. So many as 95 of 100 hours needed at once; its effect: the share of cold starts that fell into
 * hours which so many would have covered.
 */
export function judgeProvisionedConcurrency(subject: StartSubject): JudgedRemedy {
  const { concurrency } = subject;
  const have = subject.provisioned ?? 0;
  const reason = obstacle(subject, have);
  if (reason !== null) return { kind: "provisionedConcurrency", reason };
  const covered = concurrency === null ? null : rateOf(concurrency.coldStartsWithin, concurrency.coldStarts);
  const effect = effectOf(subject);
  const prices = pricesOf(subject);
  const busyShare = concurrency === null ? null : busyShareOf(subject, moreEnvironments(concurrency, have), have);
  return {
    kind: "provisionedConcurrency",
    effect,
    money: moneyOf(subject, have),
    basis: effect.state === "known" ? "measuredHere" : "notKnown",
    n: effect.state === "known" ? { starts: covered?.n ?? 0, functions: 1 } : { starts: 0, functions: 0 },
    caveats: [
      "It serves a version or an alias, not $LATEST.",
      "It claims its part of the account's concurrency in the Region, used or not.",
      "Scheduled or target-tracking scaling costs less where load follows the clock.",
      ...(subject.provisioned === null ? ["Whether it has provisioned concurrency already is not known."] : []),
    ],
    detail: {
      environments: concurrency?.environments ?? null,
      have,
      hours: concurrency?.hours ?? 0,
      covered,
      busyShare,
      breakEvenShare: prices === null ? null : breakEvenShare(prices),
    },
  };
}

function obstacle({ snapStart, managedInstances, concurrency }: StartSubject, have: number): string | null {
  if (managedInstances) return "Environments of Managed Instances run all the time.";
  if (snapStart === "PublishedVersions") return "It cannot be combined with SnapStart, which is on.";
  if (concurrency !== null && have >= concurrency.environments)
    return `${have} environments are provisioned, and 95 of 100 hours needed no more than ${concurrency.environments}.`;
  return null;
}

function effectOf({ concurrency, initWaitedMs, days }: StartSubject): RemedyEffect {
  if (concurrency === null) return { state: "unknown", reason: "Its concurrency by the hour has not been read." };
  if (concurrency.coldStarts < fewestStarts)
    return { state: "unknown", reason: "Fewer than 20 cold starts were seen in the hours that are kept." };
  const { value, interval } = rateOf(concurrency.coldStartsWithin, concurrency.coldStarts);
  if (value === null) return { state: "unknown", reason: "No cold start was seen." };
  const perDay = initWaitedMs / days;
  return {
    state: "known",
    savedMsPerDay: { value: perDay * value, low: perDay * interval.low, high: perDay * interval.high },
    p95AfterMs: null,
  };
}

interface ProvisionedPrices {
  readonly onDemand: number;
  readonly capacity: number;
  readonly duration: number;
}

function pricesOf({ region, architecture }: StartSubject): ProvisionedPrices | null {
  const priced = pricedArchitecture(architecture);
  const prices = listPrices.regions.get(region);
  if (!prices || priced === null || prices.currency !== "USD") return null;
  const {
    durationTiers,
    provisionedConcurrencyGbSecond: capacity,
    provisionedDurationGbSecond: duration,
  } = prices[priced];
  const onDemand = durationTiers[0]?.price;
  return onDemand === undefined || capacity === null || duration === null ? null : { onDemand, capacity, duration };
}

/** u* = capacity ÷ (on demand − duration under provisioned concurrency): 60 % at the prices of us-east-1. */
export function breakEvenShare({ onDemand, capacity, duration }: ProvisionedPrices): number {
  return capacity / (onDemand - duration);
}

/**
 * How much of the time the environments to be added would be busy. Those that are provisioned take what they can first:
 * only what is left over for on-demand environments can move.
 */
function busyShareOf({ durationSumMs, days }: StartSubject, more: number, have: number): number | null {
  if (durationSumMs === null) return null;
  const busyEnvironments = durationSumMs / (days * 86_400_000);
  return Math.min(1, Math.max(0, busyEnvironments - have) / more);
}

/**
 * More environments × GB × seconds of a month × capacity price, less what busy time becomes cheaper by. Busy time is taken
 * to run in the environments that are there already, then in those to be added, as far as it fits; the months' 5-minute
 * rounding of AWS changes nothing of what stands still.
 */
function moneyOf(subject: StartSubject, have: number): RemedyMoney {
  const prices = pricesOf(subject);
  const { concurrency, memoryMb, durationSumMs } = subject;
  if (prices === null)
    return {
      state: "unknown",
      reason: `No list price of provisioned concurrency on ${subject.architecture} is known for ${subject.region}.`,
    };
  if (concurrency === null || memoryMb === null || durationSumMs === null)
    return { state: "unknown", reason: "Its concurrency, memory or duration is not known." };
  const more = moreEnvironments(concurrency, have);
  const capacityGbSeconds = (more * memoryMb * secondsPerMonth) / 1024;
  const moved = capacityGbSeconds * (busyShareOf(subject, more, have) ?? 0);
  return {
    state: "known",
    usdPerMonth: capacityGbSeconds * prices.capacity + moved * (prices.duration - prices.onDemand),
  };
}

const moreEnvironments = ({ environments }: ConcurrencyNeed, have: number) => Math.max(0, environments - have);

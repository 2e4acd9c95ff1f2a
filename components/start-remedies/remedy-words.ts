import { formatBytes, formatCount, formatDuration, formatNoun, formatPercent, formatUsd } from "#lib/client/format.ts";
import type { Estimate } from "#lib/domain/starts/remedies/median-interval.ts";
import type { RemedyMoney, StartRemedy, StartRemedyKind } from "#lib/domain/starts/remedies/start-remedy.ts";

/** The names of the remedies. */
export const remedyNames: Record<StartRemedyKind, string> = {
  snapStart: "SnapStart",
  provisionedConcurrency: "Provisioned concurrency",
  smallerPackage: "Smaller package",
  arm64: "Run on arm64",
  lessInit: "Less or later init",
};

/** What a remedy takes away of a day's waiting, with its interval. */
export function effectWords({ effect }: StartRemedy): string {
  if (effect.state === "unknown") return effect.reason;
  if (effect.state === "atMost") return `at most ${formatDuration(effect.savedMsPerDay)} of waiting a day`;
  const { value, low, high } = effect.savedMsPerDay;
  return `${formatDuration(value)} of waiting a day (95 % interval ${formatDuration(low)} – ${formatDuration(high)})`;
}

/** What it costs or saves a month at list price. */
export function moneyWords(money: RemedyMoney): string {
  if (money.state === "unknown") return money.reason;
  const { usdPerMonth } = money;
  if (Math.abs(usdPerMonth) < leastUsd) return "nothing";
  return usdPerMonth < 0 ? `saves ${formatUsd(-usdPerMonth)} a month` : `${formatUsd(usdPerMonth)} a month`;
}

/** What a remedy costs or saves, a saving that rests on a bound as a bound. */
export function costWords({ money, effect }: StartRemedy): string {
  const bound = effect.state === "atMost" && money.state === "known" && money.usdPerMonth < 0;
  const priced = money.state === "known" && Math.abs(money.usdPerMonth) >= leastUsd;
  return `${bound ? "at best " : ""}${moneyWords(money)}${priced ? ", at list price" : ""}`;
}

/** Sums that cancel each other leave a rest of the last digit. */
const leastUsd = 1e-9;

/** How sure the effect is: what it rests on, with n. */
export function certaintyWords({ basis, n }: StartRemedy): string {
  if (basis === "notKnown") return "Not known";
  if (basis === "measuredHere") return `Measured on this function, by ${formatNoun(n.starts, "cold start")}`;
  return `By comparison with ${formatNoun(n.functions, "function")} of this fleet (${formatNoun(n.starts, "start")} in 30 days)`;
}

/** The figures behind it in a sentence; null where there is nothing to add. */
export function detailWords(remedy: StartRemedy): string | null {
  switch (remedy.kind) {
    case "snapStart": {
      const { restoredMs } = remedy.detail;
      return restoredMs === null
        ? null
        : `Functions of this fleet with its runtime restore in ${formatDuration(restoredMs.value)} by the median (${interval(restoredMs)}).`;
    }
    case "provisionedConcurrency":
      return provisionedWords(remedy.detail);
    case "smallerPackage": {
      const { fromBytes, toBytes, ratio } = remedy.detail;
      if (toBytes === null) return null;
      const share = ratio === null ? "" : `; such a step goes with init ${shareWords(ratio)} as long`;
      return `From ${formatBytes(fromBytes)} to ${formatBytes(toBytes)}, the median of its runtime in this fleet${share}.`;
    }
    case "arm64": {
      const { ratio } = remedy.detail;
      return ratio === null
        ? null
        : `With its runtime, init on arm64 takes ${shareWords(ratio)} of init on x86_64 in this fleet.`;
    }
    case "lessInit": {
      const { quartileMs } = remedy.detail;
      return quartileMs === null
        ? null
        : `A quarter of the fleet's functions with its runtime stay below ${formatDuration(quartileMs.value)} by the median.`;
    }
  }
}

type ProvisionedDetail = Extract<StartRemedy, { readonly kind: "provisionedConcurrency" }>["detail"];

function provisionedWords({
  environments,
  have,
  hours,
  covered,
  busyShare,
  breakEvenShare,
}: ProvisionedDetail): string | null {
  if (environments === null) return null;
  const size = `In 95 of 100 of the hours in which it ran (${formatCount(hours)}) no more than ${formatNoun(environments, "environment")} ran at once${have > 0 ? `; ${have} are provisioned` : ""}.`;
  const within =
    covered?.value == null
      ? ""
      : ` ${formatCount(covered.hits)} of ${formatCount(covered.n)} cold starts fell into such hours.`;
  const busy =
    busyShare === null || breakEvenShare === null
      ? ""
      : ` ${have > 0 ? "Those to be added" : "They"} would be busy ${formatPercent(busyShare)} of the time; from ${formatPercent(breakEvenShare)} on they cost less than on demand.`;
  return size + within + busy;
}

const shareWords = (ratio: Estimate) =>
  `${formatPercent(ratio.value)} (${formatPercent(ratio.low)} – ${formatPercent(ratio.high)})`;
const interval = ({ low, high }: Estimate) => `${formatDuration(low)} – ${formatDuration(high)}`;

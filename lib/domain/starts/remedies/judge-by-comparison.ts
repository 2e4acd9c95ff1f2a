import { listPrices } from "#lib/domain/cost/price-list.ts";
import { runtimeEntries } from "#lib/domain/runtimes/runtime-lifecycle.ts";
import type { RuntimeEvidence } from "./fleet-evidence.ts";
import { type Estimate, histogramMedian } from "./median-interval.ts";
import type { JudgedRemedy, RemedyEffect, RemedyMoney } from "./start-remedy.ts";
import { daysPerMonth, type StartSubject } from "./start-subject.ts";

const nothing = { starts: 0, functions: 0 };
/** Environments of Managed Instances are no wait, and instances are paid for, not duration. */
const onInstances = "It runs on Managed Instances, whose environments run all the time.";
const association = "An association between functions of this fleet, not a cause: they differ in more than this.";

/** A package as large as is usual in the fleet for the runtime. Never promised where the interval holds "no change". */
export function judgeSmallerPackage(subject: StartSubject, evidence: RuntimeEvidence): JudgedRemedy {
  const kind = "smallerPackage";
  if (subject.managedInstances) return { kind, reason: onInstances };
  const { codeBytes, packageType } = subject;
  if (packageType === "Image") return { kind, reason: "Lambda does not tell the size of a container image." };
  if (codeBytes === null) return { kind, reason: "The size of its package is not known." };
  const { size } = evidence;
  if (size.state === "known" && codeBytes <= size.medianBytes)
    return { kind, reason: "Its package is no larger than half of the packages of the same runtime in this fleet." };
  const ratio =
    size.state === "known" ? powered(size.medianBytes / Math.min(codeBytes, size.largestBytes), size.exponent) : null;
  const effect = effectOf(subject, ratio, size.state === "unknown" ? size.reason : null, "a smaller package");
  const known = effect.state === "known" && size.state === "known";
  return {
    kind,
    effect,
    money: known && ratio ? initMoney(subject, ratio.value) : { state: "known", usdPerMonth: 0 },
    basis: known ? "fleetComparison" : "notKnown",
    n: known ? { starts: size.starts, functions: size.functions } : nothing,
    caveats: [association, "What counts is what init loads: a smaller package helps as far as less is loaded."],
    detail: { fromBytes: codeBytes, toBytes: size.state === "known" ? size.medianBytes : null, ratio },
  };
}

/** share^exponent, no further than from the largest package that was compared; a share below one turns the interval round. */
function powered(share: number, { value, low, high }: Estimate): Estimate {
  return { value: share ** value, low: share ** high, high: share ** low };
}

/** The other architecture: its init by the fleet's own functions, its money by list price. */
export function judgeArm64(subject: StartSubject, evidence: RuntimeEvidence): JudgedRemedy {
  const kind = "arm64";
  if (subject.managedInstances) return { kind, reason: onInstances };
  const { runtime, architecture } = subject;
  if (architecture !== "x86_64") return { kind, reason: `It runs on ${architecture}.` };
  if (runtime !== null && !runsOnArm64(runtime)) return { kind, reason: `${runtime} does not run on arm64.` };
  const { arm64 } = evidence;
  const ratio = arm64.state === "known" ? arm64.ratio : null;
  const reason = runtime === null ? "container images are not compared with one another" : null;
  const effect = effectOf(subject, ratio, reason ?? (arm64.state === "unknown" ? arm64.reason : null), "arm64");
  const known = effect.state === "known" && arm64.state === "known";
  return {
    kind,
    effect,
    money: armMoney(subject),
    basis: known ? "fleetComparison" : "notKnown",
    n: known ? { starts: arm64.starts, functions: arm64.functions } : nothing,
    caveats: [
      association,
      "Layers, extensions and native libraries have to be built for arm64.",
      "The saving holds at equal speed; it is gone where arm64 takes over 25 % longer.",
    ],
    detail: { ratio },
  };
}

function runsOnArm64(runtime: string): boolean {
  const entry = runtimeEntries.find((one) => one.runtime === runtime);
  return entry === undefined || (entry.os !== "al1" && runtime !== "nodejs10.x");
}

/** Do less in init, or do it later: at most down to what a quarter of the fleet's functions of the runtime manage. */
export function judgeLessInit(subject: StartSubject, evidence: RuntimeEvidence): JudgedRemedy {
  const kind = "lessInit";
  if (subject.managedInstances) return { kind, reason: onInstances };
  if (subject.snapStart === "PublishedVersions") return { kind, reason: "Its init runs when a version is published." };
  const { quartile } = evidence;
  const own = histogramMedian(subject.init);
  if (quartile.state === "known" && own !== null && own.value <= quartile.initMs.value)
    return { kind, reason: "Its median init is among the shortest quarter of its runtime in this fleet." };
  const share = quartile.state === "known" && own !== null ? quartile.initMs.value / own.value : null;
  const known = share !== null && quartile.state === "known";
  const effect: RemedyEffect = known
    ? {
        state: "atMost",
        savedMsPerDay: (subject.initWaitedMs / subject.days) * (1 - share),
        p95AfterMs: subject.initP95Ms === null ? null : subject.initP95Ms * share,
      }
    : { state: "unknown", reason: notKnown(quartile.state === "unknown" ? quartile.reason : null) };
  return {
    kind,
    effect,
    money: known ? initMoney(subject, share) : { state: "known", usdPerMonth: 0 },
    basis: known ? "fleetComparison" : "notKnown",
    n: known ? { starts: quartile.starts, functions: quartile.functions } : nothing,
    caveats: [
      "A bound, not a forecast: what this function needs in init is not known.",
      "What is done later is waited for later, by the first caller that needs it.",
    ],
    detail: { quartileMs: quartile.state === "known" ? quartile.initMs : null },
  };
}

function effectOf(subject: StartSubject, ratio: Estimate | null, reason: string | null, what: string): RemedyEffect {
  if (ratio === null || reason !== null) return { state: "unknown", reason: notKnown(reason) };
  if (ratio.high >= 1)
    return {
      state: "unknown",
      reason: `Nothing is promised: in this fleet ${what} goes with init ${percent(ratio.low)} to ${percent(ratio.high)} as long${ratio.low > 1 ? "" : ', which holds "no change"'}.`,
    };
  const perDay = subject.initWaitedMs / subject.days;
  return {
    state: "known",
    savedMsPerDay: {
      value: perDay * (1 - ratio.value),
      low: perDay * (1 - ratio.high),
      high: perDay * (1 - ratio.low),
    },
    p95AfterMs: subject.initP95Ms === null ? null : subject.initP95Ms * ratio.value,
  };
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

function notKnown(reason: string | null): string {
  return reason === null
    ? "Fewer than 20 inits of this function were seen in the period."
    : `Not known in this fleet: ${reason}.`;
}

/** INIT is billed: what of it falls away is saved. */
function initMoney({ initCostUsd, days }: StartSubject, ratio: number): RemedyMoney {
  if (initCostUsd === null) return { state: "unknown", reason: "What its INIT costs is not known." };
  return { state: "known", usdPerMonth: -(initCostUsd / days) * daysPerMonth * (1 - ratio) };
}

/** Duration at the price of arm64 in place of x86_64, at equal speed. */
function armMoney({ region, costUsd, requestsUsd, days }: StartSubject): RemedyMoney {
  const prices = listPrices.regions.get(region);
  const [x86, arm] = [prices?.x86_64.durationTiers[0]?.price, prices?.arm64.durationTiers[0]?.price];
  if (x86 === undefined || arm === undefined || prices?.currency !== "USD")
    return { state: "unknown", reason: `The price of duration on both architectures is not known for ${region}.` };
  if (costUsd === null || requestsUsd === null) return { state: "unknown", reason: "What it costs is not known." };
  return { state: "known", usdPerMonth: -((costUsd - requestsUsd) / days) * daysPerMonth * (1 - arm / x86) };
}

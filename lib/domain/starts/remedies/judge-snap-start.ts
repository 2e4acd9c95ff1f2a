import type { RuntimeEvidence } from "./fleet-evidence.ts";
import { difference, histogramMedian } from "./median-interval.ts";
import { snapStartPrices } from "./snap-start-prices.ts";
import type { JudgedRemedy, RemedyEffect, RemedyMoney } from "./start-remedy.ts";
import { coldStartsPerDay, daysPerMonth, type StartSubject, secondsPerMonth } from "./start-subject.ts";

/** The first version of each runtime with SnapStart (AWS Lambda developer guide, as of August 2026). */
const firstVersions: Readonly<Record<string, readonly [number, number]>> = {
  java: [11, 0],
  python: [3, 12],
  dotnet: [8, 0],
};

/** Whether AWS offers SnapStart for a managed runtime. */
export function supportsSnapStart(runtime: string): boolean {
  const [, name = "", major = "0", minor = "0"] = /^([a-z]+)(\d+)(?:\.(\d+))?/.exec(runtime) ?? [];
  const first = Object.hasOwn(firstVersions, name) ? firstVersions[name] : undefined;
  if (!first) return false;
  return Number(major) > first[0] || (Number(major) === first[0] && Number(minor) >= first[1]);
}

/** Restore a snapshot in place of init. Its effect: this function's median init less the fleet's median restore. */
export function judgeSnapStart(subject: StartSubject, evidence: RuntimeEvidence): JudgedRemedy {
  const reason = obstacle(subject);
  if (reason !== null) return { kind: "snapStart", reason };
  const { restored } = evidence;
  const effect = effectOf(subject, restored);
  const known = effect.state === "known" && restored.state === "known";
  return {
    kind: "snapStart",
    effect,
    money: moneyOf(subject),
    basis: known ? "fleetComparison" : "notKnown",
    n: known ? { starts: restored.starts, functions: restored.functions } : { starts: 0, functions: 0 },
    caveats: caveatsOf(subject),
    detail: {
      restoredMs: restored.state === "known" ? restored.medianMs : null,
      java: subject.runtime?.startsWith("java") ?? false,
    },
  };
}

function obstacle(subject: StartSubject): string | null {
  const { runtime, packageType, snapStart, provisioned, fileSystems, ephemeralStorageMb, managedInstances } = subject;
  if (snapStart === "PublishedVersions")
    return "It is on. Invocations of $LATEST do not use it: call a version or alias.";
  if (managedInstances) return "Functions on Managed Instances do not use it.";
  if (packageType === "Image" || runtime === null)
    return "It is judged for managed runtimes only, not for container images.";
  if (!supportsSnapStart(runtime))
    return `AWS offers it for Java 11, Python 3.12 and .NET 8 and later, not for ${runtime}.`;
  if (provisioned !== null && provisioned > 0) return "It cannot be combined with provisioned concurrency.";
  if (fileSystems !== null && fileSystems > 0) return "It cannot be combined with a mounted file system.";
  if (ephemeralStorageMb > 512) return `It allows 512 MB of /tmp at most; this function has ${ephemeralStorageMb} MB.`;
  return null;
}

function effectOf(subject: StartSubject, restored: RuntimeEvidence["restored"]): RemedyEffect {
  if (restored.state === "unknown") return { state: "unknown", reason: `Not known in this fleet: ${restored.reason}.` };
  const own = histogramMedian(subject.init);
  if (own === null)
    return { state: "unknown", reason: "Fewer than 20 inits of this function were seen in the period." };
  const perStart = difference(own, restored.medianMs);
  if (perStart.low <= 0)
    return { state: "unknown", reason: "Restores in this fleet are not clearly shorter than this function's inits." };
  const perDay = coldStartsPerDay(subject);
  const most = subject.initWaitedMs / subject.days;
  const capped = (ms: number) => Math.min(most, Math.max(0, ms) * perDay);
  return {
    state: "known",
    savedMsPerDay: { value: capped(perStart.value), low: capped(perStart.low), high: capped(perStart.high) },
    p95AfterMs: restored.p95Ms,
  };
}

/** GB × seconds of a month × cache price × one version + restores of a month × GB × restore price. Java: no charge. */
function moneyOf(subject: StartSubject): RemedyMoney {
  if (subject.runtime?.startsWith("java")) return { state: "known", usdPerMonth: 0 };
  const price = snapStartPrices.get(subject.region);
  if (!price) return { state: "unknown", reason: `No list price of SnapStart is known for ${subject.region}.` };
  if (subject.memoryMb === null) return { state: "unknown", reason: "The function's memory is not known." };
  const gb = subject.memoryMb / 1024;
  const restores = coldStartsPerDay(subject) * daysPerMonth;
  return {
    state: "known",
    usdPerMonth: gb * secondsPerMonth * price.cacheGbSecond + restores * gb * price.restoredGb,
  };
}

function caveatsOf({ runtime, provisioned, fileSystems }: StartSubject): readonly string[] {
  return [
    ...(runtime?.startsWith("java")
      ? ["AWS makes no SnapStart charge for Java."]
      : [
          "Each published version keeps its snapshot and is paid for until it is deleted; one version is counted here.",
        ]),
    "State made in init is shared by all restored environments: connections, random seeds and credentials have to be made anew.",
    "Callers have to invoke a version or an alias.",
    ...(provisioned === null
      ? ["Whether it has provisioned concurrency, which excludes SnapStart, is not known."]
      : []),
    ...(fileSystems === null ? ["Whether it mounts a file system, which excludes SnapStart, is not known."] : []),
  ];
}

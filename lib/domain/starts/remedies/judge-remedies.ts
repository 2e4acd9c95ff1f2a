import type { FleetEvidence } from "./fleet-evidence.ts";
import { judgeArm64, judgeLessInit, judgeSmallerPackage } from "./judge-by-comparison.ts";
import { judgeProvisionedConcurrency } from "./judge-provisioned-concurrency.ts";
import { judgeSnapStart } from "./judge-snap-start.ts";
import { applies, type JudgedRemedy, type StartRemedy } from "./start-remedy.ts";
import type { StartSubject } from "./start-subject.ts";

/** What can be done about one function's starts. */
export interface RemedyVerdict {
  readonly remedies: readonly StartRemedy[];
  readonly excluded: readonly Exclude<JudgedRemedy, StartRemedy>[];
  /** Null where no effect is known above zero. */
  readonly best: StartRemedy | null;
}

/** A remedy that costs money is best only where it takes away so many times what the best free one does. */
const worthPaying = 4;

/** Judges every remedy for one function, by its own figures and the fleet's. */
export function judgeRemedies(subject: StartSubject, evidence: FleetEvidence): RemedyVerdict {
  const own = evidence(subject.runtime ?? "");
  const judged = [
    judgeSnapStart(subject, own),
    judgeProvisionedConcurrency(subject),
    judgeSmallerPackage(subject, own),
    judgeArm64(subject, own),
    judgeLessInit(subject, own),
  ];
  const remedies = judged.filter(applies);
  return {
    remedies,
    excluded: judged.flatMap((one) => (applies(one) ? [] : [one])),
    best: bestOf(remedies),
  };
}

/**
 * The best: of those that cost nothing the one that surely takes away most (the low end of its interval); one that costs
 * money only where it takes away four times as much, and of those the one with the least money for each second. A cost
 * that is not known counts as the dearest. Bounds are no effects and never best.
 */
export function bestOf(remedies: readonly StartRemedy[]): StartRemedy | null {
  const sure = remedies.filter((remedy) => surelySavedMs(remedy) > 0);
  const free = sure.filter(({ money }) => money.state === "known" && money.usdPerMonth <= 0);
  const paid = sure.filter((remedy) => !free.includes(remedy));
  const bestFree = free.toSorted((a, b) => surelySavedMs(b) - surelySavedMs(a))[0] ?? null;
  const bar = bestFree === null ? 0 : worthPaying * surelySavedMs(bestFree);
  const bestPaid = paid
    .filter((remedy) => surelySavedMs(remedy) >= bar)
    .toSorted((a, b) => dearness(a) - dearness(b))[0];
  return bestPaid ?? bestFree;
}

/** The low end of what a remedy saves a day; 0 where that is not known, or a bound. */
function surelySavedMs({ effect }: StartRemedy): number {
  return effect.state === "known" ? Math.max(0, effect.savedMsPerDay.low) : 0;
}

function dearness(remedy: StartRemedy): number {
  const { money } = remedy;
  return money.state === "known" ? money.usdPerMonth / surelySavedMs(remedy) : Number.POSITIVE_INFINITY;
}

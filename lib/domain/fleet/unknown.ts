import type { Fact, Unknown } from "#lib/domain/fleet/fact.ts";

/** Why a fact is not known, in the shape that is stored and shown; null when it is known or does not apply. */
export function unknownOf(fact: Fact<unknown>): Unknown | null {
  switch (fact.state) {
    case "known":
    case "notApplicable":
      return null;
    case "notYetRead":
      return { state: fact.state, reason: "It has not been read yet.", since: null };
    default:
      return { state: fact.state, reason: fact.reason, since: fact.since.toISOString() };
  }
}

/** The value of a fact, `empty` where it does not apply, null where it is not known. */
export function valueOfFact<T>(fact: Fact<T>, empty: T): T | null {
  if (fact.state === "known") return fact.value;
  return fact.state === "notApplicable" ? empty : null;
}

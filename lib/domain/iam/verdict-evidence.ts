import {
  type ActionSet,
  addAll,
  addRange,
  addsTo,
  countActions,
  emptyActionSet,
  hasRange,
  intersection,
} from "./action-set.ts";
import type { JsonObject } from "./policy-document.ts";

/** A statement that proves a verdict. */
export interface StatementEvidence {
  /** Policy ARN, or `inline:NAME`. */
  readonly source: string;
  /** The statement as written. */
  readonly statement: JsonObject;
}

/** A statement that may prove something, with the actions it grants. */
export interface Candidate {
  readonly source: string;
  /** Place of the statement in its document. */
  readonly position: number;
  readonly written: JsonObject;
  readonly actions: ActionSet;
}

/**
 * The candidates that prove that every action of the run [start, end) is granted: each one that does so alone, else the
 * fewest that a greedy choice needs, largest first. Empty when all together do not.
 */
export function provingCandidates(candidates: readonly Candidate[], start: number, end: number): readonly Candidate[] {
  const alone = candidates.filter((candidate) => hasRange(candidate.actions, start, end));
  if (alone.length > 0) return alone;
  const wanted = emptyActionSet();
  addRange(wanted, start, end);
  const covered = emptyActionSet();
  const ranked = candidates
    .map((candidate) => ({ candidate, part: intersection(candidate.actions, wanted) }))
    .map((entry) => ({ ...entry, size: countActions(entry.part) }))
    .sort((a, b) => b.size - a.size || byPlace(a.candidate, b.candidate));
  const chosen = ranked.filter(({ part }) => {
    const adds = addsTo(part, covered);
    if (adds) addAll(covered, part);
    return adds;
  });
  return hasRange(covered, start, end) ? chosen.map((entry) => entry.candidate) : [];
}

function byPlace(a: Candidate, b: Candidate): number {
  if (a.source !== b.source) return a.source < b.source ? -1 : 1;
  return a.position - b.position;
}

/** Evidence of the candidates, each once, sorted by source and place in the document. */
export function asEvidence(candidates: Iterable<Candidate>): readonly StatementEvidence[] {
  return [...new Set(candidates)].sort(byPlace).map(({ source, written }) => ({ source, statement: written }));
}

import { type ActionRuns, addRuns, touchesRuns } from "#lib/domain/iam/action-patterns.ts";
import { type ActionSet, addAll, emptyActionSet, hasAction, intersection } from "#lib/domain/iam/action-set.ts";
import { cuttingLevels, decidedByResources, remainingActions } from "#lib/domain/iam/grant-remainder.ts";
import type { Proof } from "#lib/domain/iam/proof.ts";
import type { RoleRights } from "#lib/domain/iam/role-rights.ts";
import type { StatementGrant } from "#lib/domain/iam/statement-grant.ts";
import { indicesIn, labelsOf } from "./action-indices.ts";
import type { ReachDetail, ReachVerdict } from "./reach.ts";

/** Which of a statement's actions concern a verdict, as merged runs. */
export type RunsOfGrant = (grant: StatementGrant) => ActionRuns;

/** A statement as proof of `actions`. */
export function proofOf(source: string, { statement }: StatementGrant, actions: readonly string[]): Proof {
  const { mode = "only", patterns = [] } = statement.resources ?? {};
  return {
    source,
    statement: statement.written,
    actions,
    resources: mode === "only" ? patterns : patterns.map((pattern) => `!${pattern}`),
  };
}

/** A statement and the policy that it stands in. */
export interface SourcedGrant {
  readonly source: string;
  readonly grant: StatementGrant;
}

/** A role with its Allow statements in order of source and then of place in the document. */
export interface JudgedRole {
  readonly rights: RoleRights;
  readonly certain: readonly SourcedGrant[];
  /** Those under conditions that not every call meets; none where these are not asked for. */
  readonly conditional: readonly SourcedGrant[];
  /** How many actions are named of a verdict and of each proof. */
  readonly actionsShown: number;
  /**
   * What is left of a statement on some resource after boundary, limits and Deny; reckoned once for each. Null where the
   * role's effective set tells as much: resources decide of none of its actions, or the statement is on everything.
   */
  readonly remaining: (grant: StatementGrant) => ActionSet | null;
}

function remainingOf(rights: RoleRights): JudgedRole["remaining"] {
  const decided = decidedByResources(rights);
  if (decided === null) return () => null;
  const known = new Map<StatementGrant, ActionSet>();
  return (grant) => {
    if (grant.scope.coversAll || !touchesRuns(decided, grant.actions)) return null;
    const left = known.get(grant) ?? remainingActions(grant, rights);
    known.set(grant, left);
    return left;
  };
}

/** Makes a role ready for its questions. */
export function judgedRole(rights: RoleRights, { actionsShown, onlyIf }: ReachDetail): JudgedRole {
  const policies = [...rights.policies].sort((a, b) => (a.source < b.source ? -1 : Number(a.source > b.source)));
  const grantsOf = (kind: "allows" | "conditionalAllows") =>
    policies.flatMap(({ source, compiled }) => compiled[kind].map((grant) => ({ source, grant })));
  return {
    rights,
    certain: grantsOf("allows"),
    conditional: onlyIf ? grantsOf("conditionalAllows") : [],
    actionsShown,
    remaining: remainingOf(rights),
  };
}

/** The Allow statements that give actions of `found`, each with those that its resources leave it. */
export function proofsOf(
  { certain, remaining, actionsShown }: JudgedRole,
  found: ActionSet,
  runsOf: RunsOfGrant,
): readonly Proof[] {
  const proofs: Proof[] = [];
  for (const { source, grant } of certain) {
    const runs = runsOf(grant);
    if (!touchesRuns(found, runs)) continue;
    const left = remaining(grant);
    const given = left === null ? found : intersection(found, left);
    if (left !== null && !touchesRuns(given, runs)) continue;
    proofs.push(proofOf(source, grant, labelsOf(indicesIn(runs, given, actionsShown))));
  }
  return proofs;
}

/** What boundary and service control policies let through at all, be it under conditions; null where nothing cuts. */
export function perhapsAllowed(rights: RoleRights): ActionSet | null {
  let allowed: ActionSet | null = null;
  for (const level of cuttingLevels(rights)) {
    const here = emptyActionSet();
    for (const policy of level) {
      addAll(here, policy.allowed);
      for (const grant of policy.conditionalAllows) addRuns(here, grant.actions);
    }
    allowed = allowed === null ? here : intersection(allowed, here);
  }
  return allowed;
}

/** Statements under conditions that would give more of `wanted` than the role has for certain. */
export function conditionalProofs(
  { rights, conditional, actionsShown }: JudgedRole,
  wanted: ActionSet,
  found: ActionSet,
  runsOf: RunsOfGrant,
): readonly Proof[] {
  if (conditional.length === 0) return [];
  const limit = perhapsAllowed(rights);
  const isMore = (index: number) =>
    !hasAction(found, index) && !hasAction(rights.denied, index) && (limit === null || hasAction(limit, index));
  return conditional.flatMap(({ source, grant }) => {
    // Nearly every statement under a condition names a few actions, so no set is made of what is wanted of it.
    const indices = indicesIn(runsOf(grant), wanted, actionsShown, isMore);
    return indices.length === 0 ? [] : [proofOf(source, grant, labelsOf(indices))];
  });
}

/** A verdict before it is weighed. */
export type UnweighedVerdict = Omit<ReachVerdict, "weight">;

/** A question answered with no, but for statements under conditions. */
export function negativeVerdict(onlyIf: readonly Proof[]): UnweighedVerdict {
  return { value: false, actions: [], total: 0, proofs: [], onlyIf };
}

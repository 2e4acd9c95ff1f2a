import { addRuns, touchesRuns } from "./action-patterns.ts";
import {
  type ActionSet,
  addAll,
  difference,
  emptyActionSet,
  intersection,
  isEmptySet,
  keepOnly,
  noActions,
  removeAll,
} from "./action-set.ts";
import type { ResourceScope } from "./resource-scope.ts";
import { someResourceFits } from "./some-resource-fits.ts";
import { type CompiledPolicy, grantedActions, type StatementGrant } from "./statement-grant.ts";

/** What cuts a role's grants. */
export interface Cuts {
  readonly boundary: CompiledPolicy | null;
  /** Service control policies: one list for each level, root first. A level without a document denies everything. */
  readonly limits: readonly (readonly CompiledPolicy[])[];
  /** Deny statements without a condition. */
  readonly denies: readonly StatementGrant[];
  /** Taken away on all resources that the action can act on. */
  readonly denied: ActionSet;
}

/** Some actions of a grant, on the resources that lie in all the scopes. */
interface Part {
  readonly actions: ActionSet;
  readonly scopes: readonly ResourceScope[];
}

/** Whether nothing but Deny on all resources cuts the grants, as for most roles. */
function cutsAreWhole(cuts: Cuts): boolean {
  return cuttingLevels(cuts).length === 0 && cuts.denies.every(({ scope }) => scope.coversAll);
}

/** The levels that each must allow a call, besides the role's own policies. */
export function cuttingLevels({ boundary, limits }: Pick<Cuts, "boundary" | "limits">) {
  return boundary === null ? limits : [[boundary], ...limits];
}

const allowedEverywhereBy = new WeakMap<CompiledPolicy, ActionSet>();

/** What a boundary or service control policy allows on all resources; the same one stands above many roles. */
function allowedEverywhere(policy: CompiledPolicy): ActionSet {
  const known = allowedEverywhereBy.get(policy);
  if (known !== undefined) return known;
  const everywhere = emptyActionSet();
  for (const grant of policy.allows) if (grant.scope.coversAll) addRuns(everywhere, grant.actions);
  allowedEverywhereBy.set(policy, everywhere);
  return everywhere;
}

/** What some documents together allow on all resources. */
function levelEverywhere(level: readonly CompiledPolicy[]): ActionSet {
  const [only] = level;
  if (only !== undefined && level.length === 1) return allowedEverywhere(only);
  const everywhere = emptyActionSet();
  for (const policy of level) addAll(everywhere, allowedEverywhere(policy));
  return everywhere;
}

/** The parts of a part that one level lets through. */
function throughLevel(part: Part, level: readonly CompiledPolicy[]): readonly Part[] {
  const everywhere = levelEverywhere(level);
  const whole = { actions: intersection(part.actions, everywhere), scopes: part.scopes };
  const parts: Part[] = isEmptySet(whole.actions) ? [] : [whole];
  const rest = difference(part.actions, everywhere);
  for (const policy of level) {
    for (const grant of policy.allows) {
      if (grant.scope.coversAll || !touchesRuns(rest, grant.actions)) continue;
      const scopes = [...part.scopes, grant.scope];
      if (someResourceFits(scopes)) parts.push({ actions: intersection(rest, grantedActions(grant)), scopes });
    }
  }
  return parts;
}

/** Actions that the same Deny statements concern, with the resources of these. */
interface DeniedClass {
  readonly actions: ActionSet;
  readonly outside: readonly ResourceScope[];
}

/** Sorts actions by which of the Deny statements concern them; those that none concerns are left out. */
function deniedClasses(actions: ActionSet, denies: readonly StatementGrant[]): readonly DeniedClass[] {
  let classes: readonly DeniedClass[] = [{ actions, outside: [] }];
  for (const deny of denies) {
    const named = grantedActions(deny);
    classes = classes
      .flatMap(({ actions: sorted, outside }) => [
        { actions: intersection(sorted, named), outside: [...outside, deny.scope] },
        { actions: difference(sorted, named), outside },
      ])
      .filter((found) => !isEmptySet(found.actions));
  }
  return classes.filter(({ outside }) => outside.length > 0);
}

/** Takes from a part the actions that Deny statements leave no resource of. */
function withoutDenied({ actions, scopes }: Part, denies: readonly StatementGrant[]): ActionSet {
  const scoped = denies.filter(
    ({ scope, actions: named }) =>
      !scope.coversAll && touchesRuns(actions, named) && someResourceFits([...scopes, scope]),
  );
  // A list of names never covers every name, so it takes nothing from `*` (whole services are judged by `denied`).
  if (scoped.length === 0 || (scopes.length === 0 && scoped.every(({ scope }) => scope.mode === "only"))) {
    return actions;
  }
  return deniedClasses(actions, scoped)
    .filter(({ outside }) => !someResourceFits(scopes, outside))
    .reduce((left, denied) => difference(left, denied.actions), actions);
}

/**
 * The actions of a grant that are left on at least one resource that it names: cut by boundary and by every level of
 * service control policies together, less what Deny takes. Exact as far as statements without conditions go.
 */
export function remainingActions(grant: StatementGrant, cuts: Cuts): ActionSet {
  const actions = grantedActions(grant);
  removeAll(actions, cuts.denied);
  if (cutsAreWhole(cuts) || isEmptySet(actions)) return actions;
  let parts: readonly Part[] = [{ actions, scopes: grant.scope.coversAll ? [] : [grant.scope] }];
  for (const level of cuttingLevels(cuts)) parts = parts.flatMap((part) => throughLevel(part, level));
  const [first, ...others] = parts.map((part) => withoutDenied(part, cuts.denies));
  for (const other of others) if (first !== undefined) addAll(first, other);
  return first ?? emptyActionSet();
}

/**
 * The actions of which resources decide whether something is left: those that a Deny, or a level only, names on some.
 * Of all others, a level allows them everywhere or not at all. Null where there is none, as for most roles.
 */
export function decidedByResources(cuts: Cuts): ActionSet | null {
  let decided: ActionSet | null = null;
  for (const level of cuttingLevels(cuts)) {
    const scoped = level.flatMap(({ allows }) => allows.filter(({ scope }) => !scope.coversAll));
    if (scoped.length === 0) continue;
    const only = emptyActionSet();
    for (const grant of scoped) addRuns(only, grant.actions);
    removeAll(only, levelEverywhere(level));
    if (decided === null) decided = only;
    else addAll(decided, only);
  }
  for (const deny of cuts.denies) {
    if (deny.scope.coversAll) continue;
    decided ??= emptyActionSet();
    addRuns(decided, deny.actions);
  }
  return decided;
}

function allowedBy(policies: readonly CompiledPolicy[]): ActionSet {
  const [first, ...others] = policies;
  if (first === undefined || others.length === 0) return first?.allowed ?? noActions();
  const allowed = first.allowed.slice();
  for (const other of others) addAll(allowed, other.allowed);
  return allowed;
}

/** What is left of all grants, after boundary, service control policies and Deny. */
export function effectiveActions(policies: readonly CompiledPolicy[], cuts: Cuts): ActionSet {
  const levels = cuttingLevels(cuts);
  const allowed = allowedBy(policies);
  if (levels.length === 0 && cuts.denies.length === 0) return allowed;
  const effective = allowed.slice();
  for (const level of levels) keepOnly(effective, levelEverywhere(level));
  const decided = decidedByResources(cuts);
  if (decided !== null) {
    removeAll(effective, decided);
    for (const policy of policies) {
      for (const grant of policy.allows) {
        if (touchesRuns(decided, grant.actions)) addAll(effective, remainingActions(grant, cuts));
      }
    }
  }
  removeAll(effective, cuts.denied);
  return effective;
}

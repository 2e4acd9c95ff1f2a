import { addRuns, holdsIndex } from "./action-patterns.ts";
import {
  type ActionSet,
  addAll,
  addRange,
  areEverything,
  emptyActionSet,
  hasAction,
  intersection,
  isEverything,
  noActions,
} from "./action-set.ts";
import { actionUniverse } from "./action-universe.ts";
import { cuttingLevels, effectiveActions } from "./grant-remainder.ts";
import { coversPrefix, coversService, type ResourceScope, servicesNamed } from "./resource-scope.ts";
import { type CompiledPolicy, grantedActions, type StatementGrant } from "./statement-grant.ts";

/** Where a role lives: decides what "all resources" of a service are. */
export interface RoleHome {
  readonly partition: string;
  readonly accountId: string;
}

/** A document and where it comes from: a policy ARN, or `inline:NAME`. */
export interface SourcedPolicy {
  readonly source: string;
  readonly compiled: CompiledPolicy;
}

/** What a role may do by all its policies together. */
export interface RoleRights {
  readonly home: RoleHome;
  readonly policies: readonly SourcedPolicy[];
  readonly boundary: CompiledPolicy | null;
  /**
   * Service control policies: one list for each level (root, units, account). Empty where none are known; a level
   * without a document denies everything.
   */
  readonly limits: readonly (readonly CompiledPolicy[])[];
  /** Deny statements without a condition, of the policies, the boundary and the service control policies. */
  readonly denies: readonly StatementGrant[];
  /** Taken away on all resources that the action can act on. */
  readonly denied: ActionSet;
  /**
   * Granted on at least some resource, after boundary, service control policies and Deny. An action that cannot be
   * limited to resources counts wherever a statement names it, though it takes one for `*` to use it.
   */
  readonly effective: ActionSet;
}

/** A Deny on all of one service's ARNs denies that service's resource-level actions wholly. */
function deniedByService(grant: StatementGrant, home: RoleHome): ActionSet {
  const universe = actionUniverse();
  const covered = emptyActionSet();
  for (const prefix of grant.scope.mode === "only" ? servicesNamed(grant.scope) : ["iam"]) {
    const service = universe.serviceByPrefix.get(prefix);
    if (service === undefined || !coversService(grant.scope, prefix, home.partition, home.accountId)) continue;
    for (let i = service.start; i < service.end; i++) if (universe.isScopable(i)) addRange(covered, i, i + 1);
  }
  return intersection(covered, grantedActions(grant));
}

function deniedActions(policies: readonly CompiledPolicy[], denies: readonly StatementGrant[], home: RoleHome) {
  // Most roles have no Deny, and most others one document with it.
  const denying = policies.filter((policy) => policy.denies.length > 0);
  const [only] = denying;
  if (denying.length < 2 && denies.every(({ scope }) => scope.coversAll)) return only?.denied ?? noActions();
  const denied = emptyActionSet();
  for (const policy of denying) addAll(denied, policy.denied);
  for (const grant of denies) if (!grant.scope.coversAll) addAll(denied, deniedByService(grant, home));
  return denied;
}

/**
 * Joins a role's compiled documents into what it may do. `limits` are the service control policies that stand above its
 * account, one list for each level.
 */
export function roleRights(
  policies: readonly SourcedPolicy[],
  boundary: CompiledPolicy | null,
  home: RoleHome,
  limits: readonly (readonly CompiledPolicy[])[] = [],
): RoleRights {
  const documents = policies.map((policy) => policy.compiled);
  const denying = [...documents, ...cuttingLevels({ boundary, limits }).flat()];
  const denies = denying.flatMap((policy) => policy.denies);
  const cuts = { boundary, limits, denies, denied: deniedActions(denying, denies, home) };
  return { home, policies, ...cuts, effective: effectiveActions(documents, cuts) };
}

/**
 * Whether a grant's resources are all there are, as far as power goes: `*` or an equivalent, or `NotResource` that
 * leaves all of IAM in, since what it leaves out can then be undone by the role itself (as a Deny on it could).
 */
export function coversEverything(scope: ResourceScope, home: RoleHome): boolean {
  return scope.coversAll || (scope.mode === "allBut" && coversPrefix(scope, `arn:${home.partition}:iam::`));
}

/** Whether the Allow side of some documents covers every action on every resource. */
export function allowsEverything(policies: readonly CompiledPolicy[], home: RoleHome): boolean {
  // Nearly every role ends here, before its statements are looked at.
  if (!areEverything(policies.map(({ allowed }) => allowed))) return false;
  const everywhere = emptyActionSet();
  for (const policy of policies) {
    for (const grant of policy.allows) {
      if (coversEverything(grant.scope, home)) addRuns(everywhere, grant.actions);
    }
  }
  return isEverything(everywhere);
}

/** Whether Deny takes `index` away on every resource whose ARN begins with `prefix`. */
export function isDeniedOn(rights: RoleRights, index: number, prefix: string): boolean {
  if (hasAction(rights.denied, index)) return true;
  return rights.denies.some((grant) => holdsIndex(grant.actions, index) && coversPrefix(grant.scope, prefix));
}

import {
  type ActionSet,
  addsTo,
  countActions,
  difference,
  hasAction,
  intersection,
  isEmptySet,
  meets,
  noActions,
} from "#lib/domain/iam/action-set.ts";
import type { RoleRights } from "#lib/domain/iam/role-rights.ts";
import type { StatementGrant } from "#lib/domain/iam/statement-grant.ts";
import { actionLabels } from "./action-indices.ts";
import { credentialActions } from "./credential-actions.ts";
import { dataExfiltration } from "./data-exfiltration.ts";
import { exposingActions } from "./exposing-actions.ts";
import { type Reach, type ReachDetail, type ReachVerdict, type Weight, wholeDetail } from "./reach.ts";
import {
  conditionalProofs,
  type JudgedRole,
  judgedRole,
  negativeVerdict,
  proofsOf,
  type RunsOfGrant,
} from "./reach-proofs.ts";
import { isOnEverything, type RoleSweep, scopableActions, sweepingRuns, sweepOf } from "./sweeping-grants.ts";
import { weighCredentials, weighData, weighExposure, weighWholeServices, weighWrites } from "./weigh-reach.ts";
import { wholeServices } from "./whole-services.ts";
import { writingActions } from "./writing-actions.ts";

/** The verdict that a role holds actions of `wanted`, of which it has `found` for certain. */
function verdictOf(
  role: JudgedRole,
  wanted: ActionSet,
  found: ActionSet,
  runsOf: RunsOfGrant,
  weight: Weight | null,
): ReachVerdict {
  const onlyIf = conditionalProofs(role, wanted, found, runsOf);
  if (isEmptySet(found)) return { ...negativeVerdict(onlyIf), weight };
  const proofs = proofsOf(role, found, runsOf);
  const [only] = proofs;
  return {
    value: true,
    // What one statement alone proves is what it gives; over a fleet that is half of all lists.
    actions: only !== undefined && proofs.length === 1 ? only.actions : actionLabels(found, role.actionsShown),
    total: countActions(found),
    proofs,
    onlyIf,
    weight,
  };
}

/** The actions of `wanted` that a role holds on all resources. Many roles hold none of a kind so. */
const sweptOf = (all: ActionSet, wanted: ActionSet) => (meets(all, wanted) ? intersection(all, wanted) : noActions());

/** The credentials that a role takes: an action that cannot be limited to resources needs a statement on everything. */
function takenCredentials({ effective }: RoleRights, { everything }: RoleSweep): ActionSet {
  const { all, indices } = credentialActions();
  if (!indices.some((index) => hasAction(effective, index))) return noActions();
  const taken = intersection(effective, all);
  if (!addsTo(taken, scopableActions())) return taken;
  const unlimited = difference(taken, scopableActions());
  return difference(taken, difference(unlimited, everything));
}

/** The verdict on writes by statements on everything; where no others are on all resources, the one on all writes. */
function modifyingVerdict(role: JudgedRole, sweep: RoleSweep, writing: ReachVerdict): ReachVerdict {
  const { scopable } = writingActions();
  const isSame = sweep.everything === sweep.all;
  if (isSame && writing.onlyIf.length === 0) return writing;
  const runsOf = (grant: StatementGrant) => (isOnEverything(grant) ? sweepingRuns(grant, role.rights.home) : []);
  const modified = intersection(sweep.everything, scopable);
  if (!isSame) return verdictOf(role, scopable, modified, runsOf, weighWrites(modified));
  return { ...writing, onlyIf: conditionalProofs(role, scopable, modified, runsOf) };
}

/**
 * What a role can reach: six questions, each answered with the statements that prove it.
 *
 * Judged on the role's effective rights: all policies together, minus Deny, cut by boundary and service control
 * policies. "On all resources" means `Resource` `*` or an equivalent, all ARNs of the action's service, or all but some
 * that `NotResource` names, unless boundary, limits or a Deny with `NotResource` leave only some that are named. What
 * conditions may add is told apart in `onlyIf`; a condition that practically every call meets is none.
 */
export function judgeReach(rights: RoleRights, detail: ReachDetail = wholeDetail): Reach {
  const role = judgedRole(rights, detail);
  const sweep = sweepOf(rights);
  const swept = (grant: StatementGrant) => sweepingRuns(grant, rights.home);
  const whole = wholeServices(role);
  const { scopable } = writingActions();
  const writes = sweptOf(sweep.all, scopable);
  const writing = verdictOf(role, scopable, writes, swept, weighWrites(writes));
  const taken = takenCredentials(rights, sweep);
  const named = (grant: StatementGrant) => grant.actions;
  const data = dataExfiltration(role);
  const exposed = sweptOf(sweep.all, exposingActions());
  return {
    wildcardActions: { ...whole.verdict, weight: weighWholeServices(whole.services, sweep) },
    wildcardResourceWrite: writing,
    credentialsExposure: verdictOf(role, credentialActions().all, taken, named, weighCredentials(taken, sweep)),
    dataExfiltration: { ...data.verdict, weight: weighData(data) },
    resourceExposure: verdictOf(role, exposingActions(), exposed, swept, weighExposure(exposed)),
    infrastructureModification: modifyingVerdict(role, sweep, writing),
  };
}

import { isEmptySet } from "#lib/domain/iam/action-set.ts";
import { coversPrefix } from "#lib/domain/iam/resource-scope.ts";
import type { RoleRights } from "#lib/domain/iam/role-rights.ts";
import { type SourcedGrant, statementsFor, usableAllows } from "./action-statements.ts";
import type { EscalationPath } from "./escalation-path.ts";
import type { EscalationSet } from "./escalation-set.ts";
import { actionIndex } from "./escalation-sets.ts";
import type { EstateRole } from "./estate.ts";
import type { RolePool } from "./estate-index.ts";
import {
  type Found,
  firstRoles,
  foundOn,
  isAwsOwned,
  type JudgeContext,
  pathOf,
  rolesNamed,
  sourcesOf,
} from "./judge-context.ts";
import { raisedRights, unboundedRights } from "./raised-rights.ts";

type SelfSet = EscalationSet & { readonly kind: "self" };

const assume = "sts:AssumeRole";
const updateTrust = "iam:UpdateAssumeRolePolicy";
const setDefault = "iam:SetDefaultPolicyVersion";
const takingActions: readonly string[] = [assume, updateTrust];

const everyRight = (rights: RoleRights) =>
  rights.boundary === null && rights.limits.length === 0
    ? "every right in the account"
    : "every right that its boundary and the organisation's policies leave";

/** A write on the role itself, or on a policy that is attached to it. */
function ownWrite(context: JudgeContext, set: SelfSet, action: string): readonly EscalationPath[] {
  const { role, rights } = context;
  const found = foundOn(rights, action, role.roleArn, [...new Set([...role.attachedPolicyArns, ...sourcesOf(rights)])]);
  if (found === null || isAwsOwned(role.roleArn)) return [];
  const earlier = action === setDefault;
  return pathOf(context, set, new Map([[action, found]]), {
    gains: [earlier ? "whatever earlier versions of the policy grant" : everyRight(rights)],
    potential: earlier,
    viaRole: null,
  });
}

/** A write on every policy of the account, where none that may be written is attached to the role. */
function anyPolicyWrite(context: JudgeContext, set: SelfSet, action: string): readonly EscalationPath[] {
  const { home } = context.rights;
  const everyPolicy = `arn:${home.partition}:iam::${home.accountId}:policy/`;
  const allows = usableAllows(context.rights, actionIndex(action)).filter(
    ({ grant }: SourcedGrant) => grant.scope.mode === "allBut" || coversPrefix(grant.scope, everyPolicy),
  );
  if (allows.length === 0) return [];
  return pathOf(context, set, new Map([[action, { allows, resources: [`${everyPolicy}*`] }]]), {
    gains: ["the rights of whoever a policy of the account is attached to"],
    potential: true,
    viaRole: null,
  });
}

function judgeOwn(context: JudgeContext, set: SelfSet): readonly EscalationPath[] {
  const { rights, estate } = context;
  const [action] = set.actions;
  if (action === undefined || !estate.exceeds(raisedRights(rights), rights)) return [];
  const own = ownWrite(context, set, action);
  const onPolicy = action === setDefault || action === "iam:CreatePolicyVersion";
  return own.length > 0 || !onPolicy ? own : anyPolicyWrite(context, set, action);
}

/** Other roles that the role can take by the set, with all its actions allowed on each. */
function takenRoles(context: JudgeContext, set: SelfSet, gains: (target: EstateRole) => boolean) {
  const { rights, accountId, estate, role } = context;
  const changesTrust = set.actions.includes(updateTrust);
  const crossesAccounts = set.actions.length === 1 && !changesTrust;
  const statements = statementsFor(rights, actionIndex(changesTrust ? updateTrust : assume));
  const fits = (target: EstateRole) =>
    target.roleArn !== role.roleArn &&
    (crossesAccounts || estate.inAccount(accountId).members.has(target)) &&
    !(changesTrust && isAwsOwned(target.roleArn)) &&
    gains(target) &&
    set.actions.every((action) => foundOn(rights, action, target.roleArn, sourcesOf(target.rights)) !== null);
  const fitting = (pool: RolePool) => firstRoles(rolesNamed(context, statements, pool), fits);
  const certain = fitting(changesTrust ? estate.inAccount(accountId) : estate.trustingRole(role.roleArn));
  if (certain.length > 0 || changesTrust) return { targets: certain, potential: false };
  return { targets: fitting(estate.unknownTrust), potential: true };
}

function judgeTaken(
  context: JudgeContext,
  set: SelfSet,
  gains: (target: EstateRole) => boolean,
): readonly EscalationPath[] {
  const { targets, potential } = takenRoles(context, set, gains);
  const [strongest] = targets;
  if (strongest === undefined) return [];
  const found = new Map<string, Found>();
  for (const action of set.actions) {
    const on = foundOn(context.rights, action, strongest.roleArn, sourcesOf(strongest.rights));
    if (on !== null) found.set(action, on);
  }
  const arns = targets.map(({ roleArn }) => roleArn);
  return pathOf(context, set, found, { gains: arns, potential, viaRole: strongest.roleArn });
}

function judgeRaised(context: JudgeContext, set: SelfSet): readonly EscalationPath[] {
  const { rights, estate } = context;
  const raising = set.actions.find((action) => !takingActions.includes(action)) ?? "";
  const own = estate.exceeds(raisedRights(rights), rights) ? ownWrite(context, set, raising) : [];
  if (own.length > 0) return own;
  return judgeTaken(
    context,
    set,
    (target) => !isAwsOwned(target.roleArn) && estate.exceeds(raisedRights(target.rights), rights),
  );
}

function judgeBounded(context: JudgeContext, set: SelfSet): readonly EscalationPath[] {
  const { rights, estate, role } = context;
  const removal = set.actions.find((action) => !takingActions.includes(action)) ?? "";
  if (rights.boundary !== null && estate.exceeds(unboundedRights(rights), rights)) {
    const found = foundOn(rights, removal, role.roleArn, []);
    if (found !== null) {
      const gains = ["what its policies allow beyond its permissions boundary"];
      return pathOf(context, set, new Map([[removal, found]]), { gains, potential: false, viaRole: null });
    }
  }
  return judgeTaken(
    context,
    set,
    (target) =>
      target.rights.boundary !== null &&
      !isAwsOwned(target.roleArn) &&
      estate.exceeds(unboundedRights(target.rights), rights),
  );
}

/** Whether a role has more as it stands; in another account that is whatever it has there. */
function addsRights({ rights, estate, accountId }: JudgeContext, target: EstateRole): boolean {
  if (target.rights.home.accountId !== accountId) return !isEmptySet(target.rights.effective);
  return estate.exceeds(target.rights, rights);
}

/** Judges the sets that act on roles: the role itself, or others that it can take. */
export function judgeRoleWrites(context: JudgeContext, set: SelfSet): readonly EscalationPath[] {
  switch (set.target) {
    case "own":
      return judgeOwn(context, set);
    case "otherRole":
      return judgeTaken(context, set, (target) => addsRights(context, target));
    case "raisedRole":
      return judgeRaised(context, set);
    case "boundedRole":
      return judgeBounded(context, set);
    default:
      return [];
  }
}

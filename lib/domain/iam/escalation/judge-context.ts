import { hasAction } from "#lib/domain/iam/action-set.ts";
import type { RoleRights } from "#lib/domain/iam/role-rights.ts";
import {
  type ActionStatements,
  allowsOn,
  type SourcedGrant,
  statementsFor,
  usableAllows,
} from "./action-statements.ts";
import { type EscalatingRole, type EscalationPath, type EscalationStep, mostNamed } from "./escalation-path.ts";
import type { EscalationSet } from "./escalation-set.ts";
import { actionIndex } from "./escalation-sets.ts";
import type { Estate, EstateRole } from "./estate.ts";
import { type EstateIndex, estateIndex, type RolePool } from "./estate-index.ts";
import { raisedRights } from "./raised-rights.ts";

/** What the judges of one role share. */
export interface JudgeContext {
  readonly role: EscalatingRole;
  readonly rights: RoleRights;
  readonly accountId: string;
  readonly estate: EstateIndex;
  /**
   * What the role would do first to gain something as `target`: nothing where that has more as it stands, one step where
   * it can widen it. Null where it gains nothing.
   */
  readonly gainsAs: (target: EstateRole) => readonly EscalationStep[] | null;
  /** What was found for one service, for the sets that share it. */
  readonly passTargets: Map<string, readonly EstateRole[]>;
}

/** Actions that widen a role's rights, judged on the role or on a policy that is attached to it. */
const raisingActions = ["iam:AttachRolePolicy", "iam:PutRolePolicy", "iam:CreatePolicyVersion"] as const;

/** Roles that AWS alone writes: of a service, or of IAM Identity Center. */
export const isAwsOwned = (roleArn: string) => /:role\/aws-(service-role|reserved)\//.test(roleArn);

/** Managed policies among a role's own that its account may write. */
export function writablePolicies(arns: readonly string[]): readonly string[] {
  return arns.filter((arn) => /^arn:[^:]+:iam::\d+:policy\//.test(arn));
}

/** The ARNs on which an action about a role is judged: its policies', or its own. */
export function writtenArns(action: string, roleArn: string, policyArns: readonly string[]): readonly string[] {
  const onPolicy = action === "iam:CreatePolicyVersion" || action === "iam:SetDefaultPolicyVersion";
  return onPolicy ? writablePolicies(policyArns) : [roleArn];
}

export const sourcesOf = ({ policies }: RoleRights) => policies.map(({ source }) => source);

/** Where the role may do an action about one role (or that role's policies); null where nowhere. */
export function foundOn(
  rights: RoleRights,
  action: string,
  roleArn: string,
  policyArns: readonly string[],
): Found | null {
  const statements = statementsFor(rights, actionIndex(judgedAction(action)));
  const allowed = writtenArns(action, roleArn, policyArns)
    .map((arn) => ({ arn, allows: allowsOn(statements, arn) }))
    .filter(({ allows }) => allows.length > 0);
  const [first] = allowed;
  return first === undefined ? null : { resources: allowed.map(({ arn }) => arn), allows: first.allows };
}

/** How the role can widen another one; null where it cannot. */
function raisingStep(rights: RoleRights, target: EstateRole): EscalationStep | null {
  if (isAwsOwned(target.roleArn)) return null;
  for (const action of raisingActions) {
    if (!hasAction(rights.effective, actionIndex(action))) continue;
    const found = foundOn(rights, action, target.roleArn, sourcesOf(target.rights));
    if (found !== null) return stepOf(action, action, found);
  }
  return null;
}

export function createJudgeContext(role: EscalatingRole, estate: Estate): JudgeContext {
  const index = estateIndex(estate);
  const { rights } = role;
  const mayRaise = raisingActions.some((action) => hasAction(rights.effective, actionIndex(action)));
  return {
    role,
    rights,
    accountId: rights.home.accountId,
    estate: index,
    passTargets: new Map(),
    gainsAs: (target) => {
      if (index.exceeds(target.rights, rights)) return [];
      const step = mayRaise ? raisingStep(rights, target) : null;
      return step !== null && index.exceeds(raisedRights(target.rights), rights) ? [step] : null;
    },
  };
}

/** The first roles, strongest first, that are accepted. */
export function firstRoles(roles: readonly EstateRole[], accept: (role: EstateRole) => boolean): readonly EstateRole[] {
  const found: EstateRole[] = [];
  for (const role of roles) {
    if (found.length >= mostNamed) break;
    if (accept(role)) found.push(role);
  }
  return found;
}

/** So few roles are looked at one by one. */
const fewRoles = 16;

/** The roles of `pool` that the statements may name, without looking at each where they name a few. */
export function rolesNamed(
  { estate }: JudgeContext,
  { allows }: ActionStatements,
  pool: RolePool,
): readonly EstateRole[] {
  if (allows.length === 0) return [];
  if (pool.roles.length <= fewRoles) return pool.roles;
  const scopes = allows.map(({ grant }) => grant.scope);
  if (scopes.some(({ coversAll, mode }) => coversAll || mode === "allBut")) return pool.roles;
  const places = new Set(scopes.flatMap(({ patterns }) => patterns.flatMap((pattern) => estate.matching(pattern))));
  if (places.size >= pool.roles.length) return pool.roles;
  return [...places]
    .sort((a, b) => a - b)
    .flatMap((place) => estate.roles[place] ?? [])
    .filter((role) => pool.members.has(role));
}

/** What a judge found of one action: where it would be done, and the statements that allow it there. */
export interface Found {
  readonly resources: readonly string[];
  readonly allows: readonly SourcedGrant[];
}

/** The resources of a statement as written; those that it leaves out with `!` before them. */
export const writtenResources = ({ grant: { statement } }: SourcedGrant): readonly string[] => {
  if (statement.resources === null) return [];
  const { mode, patterns } = statement.resources;
  return mode === "only" ? patterns : patterns.map((pattern) => `!${pattern}`);
};

function stepOf(action: string, judged: string, { resources, allows }: Found): EscalationStep {
  return {
    action,
    resources: [...new Set(resources)].slice(0, mostNamed),
    proofs: allows.slice(0, mostNamed).map((allow) => ({
      source: allow.source,
      statement: allow.grant.statement.written,
      actions: [judged],
      resources: writtenResources(allow),
    })),
  };
}

/** The action by which a set's wildcard is judged; other actions are themselves. */
export function judgedAction(action: string): string {
  return action.includes("*") ? "iam:PutRolePolicy" : action;
}

/**
 * A path by a set whose actions the role has. `found` tells of the actions that were judged on certain resources; the
 * others must be usable somewhere, else there is no path. `first` are steps besides those of the set.
 */
export function pathOf(
  { rights }: JudgeContext,
  set: EscalationSet,
  found: ReadonlyMap<string, Found>,
  result: Pick<EscalationPath, "gains" | "potential" | "viaRole">,
  first: readonly EscalationStep[] = [],
): readonly EscalationPath[] {
  const steps = [...first];
  for (const action of set.actions) {
    const judged = judgedAction(action);
    const known = found.get(action);
    const allows = known?.allows ?? usableAllows(rights, actionIndex(judged));
    if (allows.length === 0) return [];
    steps.push(stepOf(action, judged, { allows, resources: known?.resources ?? allows.flatMap(writtenResources) }));
  }
  return [{ id: set.id, title: set.title, steps, ...result }];
}

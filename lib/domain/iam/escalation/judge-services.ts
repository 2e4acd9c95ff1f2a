import { coversPrefix, type ResourceScope } from "#lib/domain/iam/resource-scope.ts";
import type { StatementGrant } from "#lib/domain/iam/statement-grant.ts";
import { type ActionStatements, allowsOn, leavesSome, statementsFor } from "./action-statements.ts";
import type { EscalationPath } from "./escalation-path.ts";
import type { EscalationSet } from "./escalation-set.ts";
import { actionIndex } from "./escalation-sets.ts";
import type { EstateRole } from "./estate.ts";
import { type Found, firstRoles, isAwsOwned, type JudgeContext, pathOf, rolesNamed } from "./judge-context.ts";

const lambda = "lambda.amazonaws.com";
const passRole = "iam:PassRole";

const arnsOf = (roles: readonly EstateRole[]) => roles.map(({ roleArn }) => roleArn);

function viaRoles(
  context: JudgeContext,
  set: EscalationSet,
  found: ReadonlyMap<string, Found>,
  targets: readonly EstateRole[],
  strongest: EstateRole,
  potential: boolean,
): readonly EscalationPath[] {
  const result = { gains: arnsOf(targets), potential, viaRole: strongest.roleArn };
  return pathOf(context, set, found, result, context.gainsAs(strongest) ?? []);
}

/** Roles that the role may pass to a service that they trust, and as which it would gain something. */
function passTargets(context: JudgeContext, service: string): readonly EstateRole[] {
  const known = context.passTargets.get(service);
  if (known !== undefined) return known;
  const pool = context.estate.trusting(context.accountId, service);
  if (pool.roles.length === 0) return [];
  const statements = statementsFor(context.rights, actionIndex(passRole), service);
  const candidates = rolesNamed(context, statements, pool);
  const targets = firstRoles(
    candidates,
    (target) =>
      target.roleArn !== context.role.roleArn &&
      !isAwsOwned(target.roleArn) &&
      context.gainsAs(target) !== null &&
      allowsOn(statements, target.roleArn).length > 0,
  );
  context.passTargets.set(service, targets);
  return targets;
}

export function judgePassRole(
  context: JudgeContext,
  set: EscalationSet & { readonly kind: "passRole" },
): readonly EscalationPath[] {
  for (const service of set.services) {
    const targets = passTargets(context, service);
    const [strongest] = targets;
    if (strongest === undefined) continue;
    const allows = allowsOn(statementsFor(context.rights, actionIndex(passRole), service), strongest.roleArn);
    const found = new Map<string, Found>([[passRole, { resources: arnsOf(targets), allows }]]);
    return viaRoles(context, set, found, targets, strongest, false);
  }
  return [];
}

interface FunctionRoles {
  readonly roles: readonly EstateRole[];
  /** Whether each of them is known to stand behind a function that the role may change. */
  readonly certain: boolean;
}

const scopeOf = (pattern: string): ResourceScope => ({ mode: "only", patterns: [pattern], coversAll: false });

/** A function of the account that the pattern matches, if it is as plain as most; asking of it is quick. */
function exampleOf(pattern: string, accountId: string): string {
  const [arn, partition, , region, , ...rest] = pattern.split(":");
  const example = [arn, partition, "lambda", region, accountId, ...rest].join(":");
  return /:function:/.test(pattern)
    ? example.replace(/[*?]/g, "x")
    : `arn:${partition}:lambda:x:${accountId}:function:x`;
}

/** Whether an action may be done on some function of the account. */
function mayReachFunctions(statements: ActionStatements, prefix: string, accountId: string): boolean {
  const patterns = statements.allows.flatMap(({ grant }) => grant.scope.patterns);
  if (patterns.some((pattern) => allowsOn(statements, exampleOf(pattern, accountId)).length > 0)) return true;
  // An account or Region has no colon in it: without that, one account's pattern could be read as another's.
  const ours = scopeOf(`${prefix}*`);
  const nobodys = scopeOf(`${prefix.replace(":*:", ":*:*:")}*`);
  return statements.allows.some(({ grant }) => leavesSome(statements, [grant.scope, ours], [nobodys]));
}

/** The roles behind the functions on which every one of the actions is allowed. */
function rolesBehindFunctions(context: JudgeContext, actions: readonly string[]): FunctionRoles {
  const { accountId, estate, rights } = context;
  const prefix = `arn:${rights.home.partition}:lambda:*:${accountId}:function:`;
  const statements = actions.map((action) => statementsFor(rights, actionIndex(action)));
  const isWide = ({ scope }: StatementGrant) => scope.coversAll || coversPrefix(scope, prefix);
  const allFunctions = statements.every(
    ({ allows, levels, denies }) =>
      denies.length === 0 && allows.some(({ grant }) => isWide(grant)) && levels.every((level) => level.some(isWide)),
  );
  if (allFunctions) return { roles: estate.behindFunctions(accountId).roles, certain: true };
  const [first] = statements;
  const patterns = (first?.allows ?? []).flatMap(({ grant: { scope } }) =>
    scope.mode === "only" ? scope.patterns : ["*"],
  );
  const exact = estate.behindFunctionsWhere(patterns, (arn) =>
    statements.every((deciding) => allowsOn(deciding, arn).length > 0),
  );
  if (exact !== null) return { roles: exact, certain: true };
  const reached = statements.every((deciding) => mayReachFunctions(deciding, prefix, accountId));
  return { roles: reached ? estate.behindFunctions(accountId).roles : [], certain: false };
}

function rolesHeld(context: JudgeContext, set: EscalationSet & { readonly kind: "existing" }): FunctionRoles {
  if (set.services.includes(lambda)) return rolesBehindFunctions(context, set.actions);
  const { accountId, estate } = context;
  return { roles: set.services.flatMap((service) => estate.trusting(accountId, service).roles), certain: false };
}

export function judgeExisting(
  context: JudgeContext,
  set: EscalationSet & { readonly kind: "existing" },
): readonly EscalationPath[] {
  const { roles, certain } = rolesHeld(context, set);
  const targets = firstRoles(
    roles,
    (target) => target.roleArn !== context.role.roleArn && context.gainsAs(target) !== null,
  );
  const [strongest] = targets;
  if (strongest === undefined) return [];
  return viaRoles(context, set, new Map(), targets, strongest, !certain);
}

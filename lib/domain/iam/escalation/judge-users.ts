import { asCertainPattern, coversPrefix, type ResourceScope } from "#lib/domain/iam/resource-scope.ts";
import type { RoleRights } from "#lib/domain/iam/role-rights.ts";
import { someResourceFits } from "#lib/domain/iam/some-resource-fits.ts";
import {
  allowsOn,
  leavesSome,
  type SourcedGrant,
  scopeHolds,
  statementsFor,
  usableAllows,
} from "./action-statements.ts";
import type { EscalationPath } from "./escalation-path.ts";
import type { EscalationSet } from "./escalation-set.ts";
import { actionIndex } from "./escalation-sets.ts";
import { type Found, type JudgeContext, pathOf, writtenResources } from "./judge-context.ts";
import { userRights } from "./raised-rights.ts";

type SelfSet = EscalationSet & { readonly kind: "self" };

/** The kind of resource that an action of these sets is about: `user` or `group`; null for permission sets. */
function resourceKind(action: string): "user" | "group" | null {
  if (action.startsWith("sso:")) return null;
  return action.includes("Group") ? "group" : "user";
}

/** A scope without the patterns that hold a policy variable: `${aws:username}` is nobody where a role calls. */
function withoutVariables(scope: ResourceScope): ResourceScope {
  if (scope.mode === "allBut") return scope;
  return { ...scope, patterns: scope.patterns.filter((pattern) => asCertainPattern(pattern) === pattern) };
}

/** Users or groups of one account; their names hold no colon, and nothing of another kind may be taken for one. */
interface Kind {
  readonly prefix: string;
  readonly all: ResourceScope;
  readonly none: ResourceScope;
}

function kindOf(name: "user" | "group", { home }: RoleRights): Kind {
  const prefix = `arn:${home.partition}:iam::${home.accountId}:${name}/`;
  const only = (pattern: string): ResourceScope => ({ mode: "only", patterns: [pattern], coversAll: false });
  return { prefix, all: only(`${prefix}*`), none: only(`${prefix}*:*`) };
}

interface Reach {
  readonly allows: readonly SourcedGrant[];
  readonly scopes: readonly ResourceScope[];
  /** Whether every user (or group) is reached, not only some by name. */
  readonly everyone: boolean;
}

const reachesBefore = new WeakMap<RoleRights, Map<string, Reach>>();

/** The users or groups that an action is allowed on; several sets ask it of the same action. */
function reachOf(rights: RoleRights, action: string): Reach {
  const known = reachesBefore.get(rights) ?? new Map<string, Reach>();
  reachesBefore.set(rights, known);
  const reach = known.get(action) ?? computeReach(rights, action);
  known.set(action, reach);
  return reach;
}

function computeReach(rights: RoleRights, action: string): Reach {
  const name = resourceKind(action);
  if (name === null) {
    const usable = usableAllows(rights, actionIndex(action));
    return { allows: usable, scopes: usable.map(({ grant }) => grant.scope), everyone: true };
  }
  const statements = statementsFor(rights, actionIndex(action));
  const { prefix, all, none } = kindOf(name, rights);
  // Most statements name everyone, and asking of somebody whom none names is quick.
  const anyone = `${prefix}anyone`;
  const anyoneAllowed = allowsOn(statements, anyone).length > 0;
  const reaching = statements.allows
    .map((allow) => ({ allow, scope: withoutVariables(allow.grant.scope) }))
    .filter(
      ({ scope }) => (anyoneAllowed && scopeHolds(scope, anyone)) || leavesSome(statements, [scope, all], [none]),
    );
  return {
    allows: reaching.map(({ allow }) => allow),
    scopes: reaching.map(({ scope }) => scope),
    everyone: reaching.some(({ scope }) => scope.mode === "allBut" || coversPrefix(scope, prefix)),
  };
}

/** Whether some user may be within reach of every action; pairs are enough, as no set has three. */
function meet(rights: RoleRights, reaches: readonly Reach[]): boolean {
  const { all, none } = kindOf("user", rights);
  return reaches.every((one) =>
    reaches.every((other) => one.scopes.some((a) => other.scopes.some((b) => someResourceFits([a, b, all], [none])))),
  );
}

/**
 * Judges the sets that act on users, groups and permission sets. Which there are and what they hold is not known here,
 * so only credentials of every user count as certain.
 */
export function judgeUserWrites(context: JudgeContext, set: SelfSet): readonly EscalationPath[] {
  const { rights, estate } = context;
  if (!estate.exceeds(userRights(rights), rights)) return [];
  const found = new Map<string, Found>();
  const reaches = set.actions.map((action) => {
    const reach = reachOf(rights, action);
    found.set(action, {
      allows: reach.allows,
      resources: reach.allows.flatMap(writtenResources),
    });
    return reach;
  });
  const sameResource = set.target === "user";
  const everyone = reaches.every((reach) => reach.everyone);
  if (reaches.some(({ allows }) => allows.length === 0)) return [];
  if (sameResource && !everyone && !meet(rights, reaches)) return [];
  const certain = sameResource && everyone;
  return pathOf(context, set, found, {
    gains: [gainOf(set, certain)],
    potential: !certain,
    viaRole: null,
  });
}

function gainOf(set: SelfSet, certain: boolean): string {
  if (set.target === "user") {
    if (set.actions.length > 1 && !set.actions.includes("iam:DeleteAccessKey")) return "any right, as a user";
    return certain ? "the rights of any IAM user" : "the rights of the IAM users that the statement names";
  }
  return "any right, as somebody whom it has helped";
}

import { countActions } from "#lib/domain/iam/action-set.ts";
import type { RoleRights } from "#lib/domain/iam/role-rights.ts";
import {
  type Estate,
  type EstateRole,
  everyService,
  servicesTrustedBy,
  trustedName,
  trustedNamesOf,
} from "./estate.ts";
import { exceeds } from "./exceeding-rights.ts";
import { createNameMatcher, type NameMatcher } from "./name-matcher.ts";
import { rightsKey } from "./rights-identity.ts";

/** Some roles of the estate, in its order. */
export interface RolePool {
  readonly roles: readonly EstateRole[];
  readonly members: ReadonlySet<EstateRole>;
}

/** An estate ready for questions. Roles stand strongest first, so the first that fits is the most worth naming. */
export interface EstateIndex {
  readonly roles: readonly EstateRole[];
  /** Places in `roles` of the roles that a pattern matches. */
  readonly matching: NameMatcher;
  /** Roles of one account. */
  readonly inAccount: (accountId: string) => RolePool;
  /** Roles of one account that trust a service. */
  readonly trusting: (accountId: string, service: string) => RolePool;
  /** Roles of one account that a function runs as, as far as that is known. */
  readonly behindFunctions: (accountId: string) => RolePool;
  /** Roles of any account that are known to trust a role. */
  readonly trustingRole: (roleArn: string) => RolePool;
  /** Roles of any account of which it is not known whom they trust. */
  readonly unknownTrust: RolePool;
  /** Roles behind the functions whose ARNs `holds` accepts; null where the functions are not known one by one. */
  readonly behindFunctionsWhere: (
    patterns: readonly string[],
    holds: (functionArn: string) => boolean,
  ) => readonly EstateRole[] | null;
  /** {@link exceeds}, each pair of distinct rights compared once. */
  readonly exceeds: (stronger: RoleRights, weaker: RoleRights) => boolean;
}

const lambda = "lambda.amazonaws.com";
const accountOf = (arn: string) => arn.split(":", 5)[4] ?? "";

function strongestFirst(roles: readonly EstateRole[]): readonly EstateRole[] {
  const counts = new Map<RoleRights, number>();
  const strength = ({ rights }: EstateRole) => {
    const count = counts.get(rights) ?? countActions(rights.effective);
    counts.set(rights, count);
    return count;
  };
  return roles
    .map((role) => ({ role, actions: strength(role) }))
    .sort((a, b) => b.actions - a.actions || (a.role.roleArn < b.role.roleArn ? -1 : 1))
    .map(({ role }) => role);
}

/** Keeps the answers of a question by its text. */
function remembered<T>(answer: (accountId: string, service: string) => T): (accountId: string, service?: string) => T {
  const known = new Map<string, T>();
  return (accountId, service = "") => {
    const key = `${accountId} ${service}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = answer(accountId, service);
    known.set(key, value);
    return value;
  };
}

function comparer(): EstateIndex["exceeds"] {
  const byWeaker = new Map<string, Map<string, boolean>>();
  return (stronger, weaker) => {
    const weakerKey = rightsKey(weaker);
    const strongerKey = rightsKey(stronger);
    if (weakerKey === strongerKey) return false;
    const known = byWeaker.get(weakerKey) ?? new Map<string, boolean>();
    byWeaker.set(weakerKey, known);
    const answer = known.get(strongerKey) ?? exceeds(stronger, weaker);
    known.set(strongerKey, answer);
    return answer;
  };
}

function functionLookup(estate: Estate, roles: readonly EstateRole[]): EstateIndex["behindFunctionsWhere"] {
  const { roleByFunction } = estate;
  if (roleByFunction === undefined) return () => null;
  const functionArns = [...roleByFunction.keys()];
  const matching = createNameMatcher(functionArns);
  return (patterns, holds) => {
    const places = new Set(patterns.flatMap(matching));
    const found = new Set<string | undefined>();
    for (const place of places) {
      const arn = functionArns[place] ?? "";
      if (holds(arn)) found.add(roleByFunction.get(arn));
    }
    return roles.filter(({ roleArn }) => found.has(roleArn));
  };
}

const poolOf = (roles: readonly EstateRole[]): RolePool => ({ roles, members: new Set(roles) });

/** Finds the roles that trust a role by one of the names that a trust policy may give it. */
function trustLookup(roles: readonly EstateRole[]): EstateIndex["trustingRole"] {
  const byName = new Map<string, EstateRole[]>();
  for (const role of roles) {
    for (const principal of role.trustedPrincipals ?? []) {
      const name = trustedName(principal);
      const named = byName.get(name);
      if (named === undefined) byName.set(name, [role]);
      else named.push(role);
    }
  }
  const place = new Map(roles.map((role, at) => [role, at]));
  const pools = new Map<string, RolePool>();
  return (roleArn) => {
    const names = trustedNamesOf(roleArn).filter((name) => byName.has(name));
    const key = names.join(" ");
    const known = pools.get(key);
    if (known !== undefined) return known;
    const trusting = [...new Set(names.flatMap((name) => byName.get(name) ?? []))];
    const pool = poolOf(trusting.sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0)));
    pools.set(key, pool);
    return pool;
  };
}

function build(estate: Estate): EstateIndex {
  const roles = strongestFirst(estate.roles);
  const byAccount = Map.groupBy(roles, ({ roleArn }) => accountOf(roleArn));
  const inAccount = remembered((accountId) => poolOf(byAccount.get(accountId) ?? []));
  const services = new Map(roles.map((role) => [role, servicesTrustedBy(role)]));
  const trusting = remembered((accountId, service) =>
    poolOf(
      inAccount(accountId).roles.filter((role) => {
        const trusted = services.get(role);
        return trusted?.has(service) || trusted?.has(everyService);
      }),
    ),
  );
  const { functionRoles } = estate;
  const behindFunctions = remembered((accountId) =>
    functionRoles === null
      ? trusting(accountId, lambda)
      : poolOf(inAccount(accountId).roles.filter(({ roleArn }) => functionRoles.has(roleArn))),
  );
  return {
    roles,
    matching: createNameMatcher(roles.map(({ roleArn }) => roleArn)),
    inAccount,
    trusting,
    behindFunctions,
    behindFunctionsWhere: functionLookup(estate, roles),
    trustingRole: trustLookup(roles),
    unknownTrust: poolOf(roles.filter(({ trustedPrincipals }) => trustedPrincipals === undefined)),
    exceeds: comparer(),
  };
}

const indexes = new WeakMap<Estate, EstateIndex>();

export function estateIndex(estate: Estate): EstateIndex {
  const known = indexes.get(estate) ?? build(estate);
  indexes.set(estate, known);
  return known;
}

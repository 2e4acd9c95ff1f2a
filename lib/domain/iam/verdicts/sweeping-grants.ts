import { type ActionRuns, addRuns, mergedRuns } from "#lib/domain/iam/action-patterns.ts";
import {
  type ActionSet,
  addAll,
  emptyActionSet,
  intersection,
  isEmptySet,
  keepOnly,
  noActions,
  removeAll,
} from "#lib/domain/iam/action-set.ts";
import { actionUniverse, type ServiceRange } from "#lib/domain/iam/action-universe.ts";
import { cuttingLevels } from "#lib/domain/iam/grant-remainder.ts";
import { namesPrefix, type ResourceScope, servicesNamed } from "#lib/domain/iam/resource-scope.ts";
import type { RoleHome, RoleRights } from "#lib/domain/iam/role-rights.ts";
import type { CompiledPolicy, StatementGrant } from "#lib/domain/iam/statement-grant.ts";
import { actionsWhere, clippedRuns } from "./action-indices.ts";

/** Region and account fields of the services whose ARNs leave one out. */
const arnFields: Readonly<Record<string, (accountId: string) => string>> = {
  apigateway: () => "*:",
  cloudfront: (accountId) => `:${accountId}`,
  iam: (accountId) => `:${accountId}`,
  organizations: (accountId) => `:${accountId}`,
  route53: () => ":",
  s3: () => ":",
};

/** How the ARNs of a service's resources in the role's account begin; `*` stands for whatever text. */
function servicePrefix(service: string, { partition, accountId }: RoleHome): string {
  const fields = arnFields[service]?.(accountId) ?? `*:${accountId}`;
  return `arn:${partition}:${service}:${fields}:`;
}

/**
 * Whether a scope holds all resources whose ARN begins with `prefix` (where `*` stands for whatever text), or all but
 * some that `NotResource` names: what is left out one by one bounds nothing, as a Deny on one resource does not.
 */
export function sweeps(scope: ResourceScope, prefix: string): boolean {
  return scope.coversAll || namesPrefix(scope.patterns, prefix) === (scope.mode === "only");
}

/** Services whose resources a scope may hold all of (or, as `NotResource`, leave all of out). */
function servicesConcerned(scope: ResourceScope): readonly ServiceRange[] {
  const { services, serviceByPrefix } = actionUniverse();
  const named = servicesNamed(scope);
  if (named.some((name) => /[*?]/.test(name))) return services;
  return named.flatMap((name) => serviceByPrefix.get(name) ?? []);
}

function withoutRange(runs: ActionRuns, { start, end }: ServiceRange): ActionRuns {
  return [...clippedRuns(runs, 0, start), ...clippedRuns(runs, end, actionUniverse().size)];
}

const sweepByGrant = new WeakMap<StatementGrant, { readonly accountId: string; readonly runs: ActionRuns }>();

/**
 * The actions of a statement that it holds on all resources of their service, as merged runs. Of a statement on one
 * service's ARNs only those count that can be limited to resources; the runs may hold others, which callers leave out.
 */
export function sweepingRuns(grant: StatementGrant, home: RoleHome): ActionRuns {
  if (grant.scope.coversAll) return grant.actions;
  const known = sweepByGrant.get(grant);
  if (known?.accountId === home.accountId) return known.runs;
  const runs = namedSweepingRuns(grant, home);
  sweepByGrant.set(grant, { accountId: home.accountId, runs });
  return runs;
}

function namedSweepingRuns(grant: StatementGrant, home: RoleHome): ActionRuns {
  const runs = grant.actions;
  const concerned = servicesConcerned(grant.scope);
  if (grant.scope.mode === "only") {
    const swept = concerned.filter(({ prefix }) => sweeps(grant.scope, servicePrefix(prefix, home)));
    return mergedRuns(swept.flatMap(({ start, end }) => clippedRuns(runs, start, end)));
  }
  const left = concerned.filter(({ prefix }) => !sweeps(grant.scope, servicePrefix(prefix, home)));
  return left.reduce(withoutRange, runs);
}

let scopable: ActionSet | null = null;

/** Actions that can be limited to resources; the others are granted by a statement on `*` alone. */
export function scopableActions(): ActionSet {
  scopable ??= actionsWhere(actionUniverse().isScopable);
  return scopable;
}

/** Whether a statement is on everything, perhaps but for a few resources, rather than on all of a service's ARNs. */
export const isOnEverything = ({ scope }: StatementGrant) => scope.coversAll || scope.mode === "allBut";

/** What statements on everything hold on all resources. */
function sweptByEverything(grants: readonly StatementGrant[], home: RoleHome): ActionSet {
  const concerned = grants.filter(isOnEverything);
  if (concerned.length === 0) return noActions();
  const swept = emptyActionSet();
  for (const grant of concerned) addRuns(swept, sweepingRuns(grant, home));
  return swept;
}

/** What statements on all ARNs of a service hold; most name single resources, and hold nothing so. */
function sweptByName(grants: readonly StatementGrant[], home: RoleHome): ActionSet {
  const concerned = grants.filter((grant) => !isOnEverything(grant) && sweepingRuns(grant, home).length > 0);
  if (concerned.length === 0) return noActions();
  const swept = emptyActionSet();
  for (const grant of concerned) addRuns(swept, sweepingRuns(grant, home));
  keepOnly(swept, scopableActions());
  return swept;
}

interface DocumentSweep {
  readonly accountId: string;
  /** On all resources of the action's service. */
  readonly all: ActionSet;
  /** The part of `all` that statements on everything give; the same object where that is all. */
  readonly everything: ActionSet;
}

const sweepByDocument = new WeakMap<CompiledPolicy, DocumentSweep>();

/** Most documents are wholly on `*` or wholly on named resources: those share a set that is there already. */
function sweepOfAllows(policy: CompiledPolicy, home: RoleHome): DocumentSweep {
  const { accountId } = home;
  if (policy.allows.every(({ scope }) => scope.coversAll)) {
    return { accountId, all: policy.allowed, everything: policy.allowed };
  }
  const everything = sweptByEverything(policy.allows, home);
  const named = sweptByName(policy.allows, home);
  if (isEmptySet(named)) return { accountId, all: everything, everything };
  addAll(named, everything);
  return { accountId, all: named, everything };
}

/** What a document's Allow statements hold on all resources; kept with the document. */
function documentSweep(policy: CompiledPolicy, home: RoleHome): DocumentSweep {
  const known = sweepByDocument.get(policy);
  if (known?.accountId === home.accountId) return known;
  const sweep = sweepOfAllows(policy, home);
  sweepByDocument.set(policy, sweep);
  return sweep;
}

/** What a role holds on all resources. */
export interface RoleSweep {
  readonly all: ActionSet;
  /** The part of `all` that statements on everything give. */
  readonly everything: ActionSet;
}

/** What each of some documents sweeps, together; a set of theirs where one alone has something. */
function unionOf(sweeps: readonly DocumentSweep[], part: "all" | "everything"): ActionSet {
  const telling = sweeps.filter((sweep) => sweep[part] !== noActions());
  const [first, ...others] = telling;
  if (first === undefined || others.length === 0) return first?.[part] ?? noActions();
  const union = first[part].slice();
  for (const other of others) addAll(union, other[part]);
  return union;
}

/**
 * The actions that a role holds on all resources that they can act on: each policy's, as far as boundary and every
 * level of service control policies let them through on all resources too, minus what Deny takes away there.
 */
export function sweepOf(rights: RoleRights): RoleSweep {
  const sweepsOf = (policies: readonly CompiledPolicy[]) =>
    policies.map((policy) => documentSweep(policy, rights.home));
  const sweeps = sweepsOf(rights.policies.map(({ compiled }) => compiled));
  const isSame = sweeps.every((sweep) => sweep.all === sweep.everything);
  const levels = cuttingLevels(rights);
  const swept = unionOf(sweeps, "all");
  if (rights.denies.length === 0 && levels.length === 0) {
    return { all: swept, everything: isSame ? swept : unionOf(sweeps, "everything") };
  }
  const all = swept.slice();
  for (const level of levels) keepOnly(all, unionOf(sweepsOf(level), "all"));
  // A Deny on everything is in the effective set already.
  const denies = rights.denies.filter(({ scope }) => !scope.coversAll);
  if (denies.length > 0) {
    removeAll(all, sweptByName(denies, rights.home));
    removeAll(all, sweptByEverything(denies, rights.home));
  }
  keepOnly(all, rights.effective);
  return { all, everything: isSame ? all : intersection(unionOf(sweeps, "everything"), all) };
}

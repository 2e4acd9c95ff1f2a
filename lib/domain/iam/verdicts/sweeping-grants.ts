import type { ActionRuns } from "#lib/domain/iam/action-patterns.ts";
import {
  type ActionSet,
  addAll,
  addRange,
  complement,
  emptyActionSet,
  isEmptySet,
} from "#lib/domain/iam/action-set.ts";
import { actionUniverse, type ServiceRange } from "#lib/domain/iam/action-universe.ts";
import { cuttingLevels } from "#lib/domain/iam/grant-remainder.ts";
import { coversPrefix, type ResourceScope, servicesNamed } from "#lib/domain/iam/resource-scope.ts";
import type { RoleHome, RoleRights } from "#lib/domain/iam/role-rights.ts";
import type { CompiledPolicy, StatementGrant } from "#lib/domain/iam/statement-grant.ts";
import { actionsWhere, clippedRuns, keepOnly, mergedRuns } from "./action-indices.ts";

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
  if (scope.coversAll) return true;
  const names = { ...scope, mode: "only" } as const;
  return coversPrefix(names, prefix) === (scope.mode === "only");
}

const merged = new WeakMap<StatementGrant, ActionRuns>();

/** The actions of a statement as runs in order and without overlap; kept with the statement. */
export function runsOfGrant(grant: StatementGrant): ActionRuns {
  const known = merged.get(grant);
  if (known !== undefined) return known;
  const runs = mergedRuns(grant.actions);
  merged.set(grant, runs);
  return runs;
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
  if (grant.scope.coversAll) return runsOfGrant(grant);
  const known = sweepByGrant.get(grant);
  if (known?.accountId === home.accountId) return known.runs;
  const runs = namedSweepingRuns(grant, home);
  sweepByGrant.set(grant, { accountId: home.accountId, runs });
  return runs;
}

function namedSweepingRuns(grant: StatementGrant, home: RoleHome): ActionRuns {
  const runs = runsOfGrant(grant);
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

/** The union of what statements hold on all resources. */
function sweptBy(grants: readonly StatementGrant[], home: RoleHome): ActionSet {
  const swept = emptyActionSet();
  const addRuns = (grant: StatementGrant) => {
    const runs = sweepingRuns(grant, home);
    for (let at = 0; at < runs.length; at += 2) addRange(swept, runs[at] ?? 0, runs[at + 1] ?? 0);
  };
  for (const grant of grants) if (!isOnEverything(grant)) addRuns(grant);
  keepOnly(swept, scopableActions());
  for (const grant of grants) if (isOnEverything(grant)) addRuns(grant);
  return swept;
}

interface DocumentSweep {
  readonly accountId: string;
  /** On all resources of the action's service. */
  readonly all: ActionSet;
  /** The part of `all` that statements on everything give. */
  readonly everything: ActionSet;
}

let nothing: ActionSet | null = null;
const sweepByDocument = new WeakMap<CompiledPolicy, DocumentSweep>();

/** Most documents are wholly on `*` or wholly on named resources: those share a set that is there already. */
function sweepOfAllows(policy: CompiledPolicy, home: RoleHome): DocumentSweep {
  const { accountId } = home;
  if (policy.allows.every(({ scope }) => scope.coversAll)) {
    return { accountId, all: policy.allowed, everything: policy.allowed };
  }
  const everything = sweptBy(policy.allows.filter(isOnEverything), home);
  const named = sweptBy(
    policy.allows.filter((grant) => !isOnEverything(grant)),
    home,
  );
  nothing ??= emptyActionSet();
  if (isEmptySet(named)) {
    const set = isEmptySet(everything) ? nothing : everything;
    return { accountId, all: set, everything: set };
  }
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

/**
 * The actions that a role holds on all resources that they can act on: each policy's, as far as boundary and every
 * level of service control policies let them through on all resources too, minus what Deny takes away there.
 */
export function sweepOf(rights: RoleRights): RoleSweep {
  const sweeps = rights.policies.map(({ compiled }) => documentSweep(compiled, rights.home));
  const [only] = sweeps;
  const isCut = rights.denies.length > 0 || cuttingLevels(rights).length > 0;
  if (only !== undefined && sweeps.length === 1 && !isCut) return only;
  const all = emptyActionSet();
  for (const sweep of sweeps) addAll(all, sweep.all);
  for (const level of cuttingLevels(rights)) {
    const allowed = emptyActionSet();
    for (const policy of level) addAll(allowed, documentSweep(policy, rights.home).all);
    keepOnly(all, allowed);
  }
  // A Deny on everything is in the effective set already.
  const denies = rights.denies.filter(({ scope }) => !scope.coversAll);
  if (denies.length > 0) keepOnly(all, complement(sweptBy(denies, rights.home)));
  if (isCut) keepOnly(all, rights.effective);
  if (sweeps.every((sweep) => sweep.all === sweep.everything)) return { all, everything: all };
  const everything = emptyActionSet();
  for (const sweep of sweeps) addAll(everything, sweep.everything);
  keepOnly(everything, all);
  return { all, everything };
}

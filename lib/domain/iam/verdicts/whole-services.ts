import { actionsMatching, coversEveryAction, coversRange } from "#lib/domain/iam/action-patterns.ts";
import { hasRange, hasSomeOf } from "#lib/domain/iam/action-set.ts";
import { actionUniverse, type ServiceRange } from "#lib/domain/iam/action-universe.ts";
import type { Proof } from "#lib/domain/iam/proof.ts";
import type { RoleRights } from "#lib/domain/iam/role-rights.ts";
import type { StatementGrant } from "#lib/domain/iam/statement-grant.ts";
import { clippedRuns, servicesOf } from "./action-indices.ts";
import {
  type JudgedRole,
  negativeVerdict,
  perhapsAllowed,
  proofOf,
  type SourcedGrant,
  type UnweighedVerdict,
} from "./reach-proofs.ts";

/** A service with fewer actions is granted whole by a wildcard only: an ordinary statement may list them all. */
const fewestListed = 5;

const isWildcard = (pattern: string) => /[*?]/.test(pattern);

function hasWildcard({ statement: { actions } }: StatementGrant): boolean {
  return actions.mode === "allBut" || actions.patterns.some(isWildcard);
}

const wholeByWildcard = new WeakMap<StatementGrant, ReadonlySet<ServiceRange> | "every">();

/** The services that one pattern with a wildcard covers alone; kept with the statement. */
function servicesByWildcard(grant: StatementGrant): ReadonlySet<ServiceRange> | "every" {
  const known = wholeByWildcard.get(grant);
  if (known !== undefined) return known;
  const { mode, patterns } = grant.statement.actions;
  const every = mode === "allBut" || patterns.some(coversEveryAction);
  const services = every ? "every" : new Set(patterns.filter(isWildcard).flatMap(servicesCoveredBy));
  wholeByWildcard.set(grant, services);
  return services;
}

function servicesCoveredBy(pattern: string): readonly ServiceRange[] {
  const { services, serviceByPrefix } = actionUniverse();
  const named = serviceByPrefix.get(pattern.slice(0, Math.max(pattern.indexOf(":"), 0)).toLowerCase());
  const runs = actionsMatching({ mode: "only", patterns: [pattern] });
  return (named === undefined ? services : [named]).filter(({ start, end }) => coversRange(runs, start, end));
}

/** Whether one pattern with a wildcard, or `NotAction`, covers the service. */
function isWildcardOn(grant: StatementGrant, service: ServiceRange): boolean {
  const services = servicesByWildcard(grant);
  return services === "every" || services.has(service);
}

const coversService = (grant: StatementGrant, { start, end }: ServiceRange) => coversRange(grant.actions, start, end);

function touches(grant: StatementGrant, { start, end }: ServiceRange): boolean {
  return clippedRuns(grant.actions, start, end).length > 0;
}

function isWhole(rights: RoleRights, service: ServiceRange, grants: readonly SourcedGrant[]): boolean {
  const { start, end } = service;
  if (!hasRange(rights.effective, start, end)) return false;
  if (end - start >= fewestListed) return true;
  return grants.some(({ grant }) => coversService(grant, service) && isWildcardOn(grant, service));
}

/** Each statement with the services that it proves: those it covers alone, else those it has a part in. */
function proofsByStatement(role: JudgedRole, services: readonly ServiceRange[]): readonly Proof[] {
  const { rights, certain, remaining, actionsShown } = role;
  const proved = new Map<StatementGrant, string[]>();
  for (const service of services) {
    const alone = certain.filter(
      ({ grant }) =>
        coversService(grant, service) && hasRange(remaining(grant) ?? rights.effective, service.start, service.end),
    );
    const proving = alone.length > 0 ? alone : certain.filter(({ grant }) => touches(grant, service));
    for (const { grant } of proving) {
      const names = proved.get(grant) ?? [];
      names.push(`${service.prefix}:*`);
      proved.set(grant, names);
    }
  }
  return certain.flatMap(({ source, grant }): Proof[] => {
    const names = proved.get(grant);
    return names === undefined ? [] : [proofOf(source, grant, shown(names, actionsShown))];
  });
}

/** Statements under conditions that cover whole services which the role does not hold for certain. */
function onlyIf({ rights, conditional, actionsShown }: JudgedRole, whole: ReadonlySet<ServiceRange>): readonly Proof[] {
  const grants = conditional.filter(({ grant }) => hasWildcard(grant));
  if (grants.length === 0) return [];
  const limit = perhapsAllowed(rights);
  return grants.flatMap(({ source, grant }) => {
    const names = actionUniverse().services.flatMap((service) =>
      coversService(grant, service) &&
      !whole.has(service) &&
      isWildcardOn(grant, service) &&
      !hasSomeOf(rights.denied, service.start, service.end) &&
      (limit === null || hasRange(limit, service.start, service.end))
        ? [`${service.prefix}:*`]
        : [],
    );
    return names.length === 0 ? [] : [proofOf(source, grant, shown(names, actionsShown))];
  });
}

/** The first of some services, sorted: "inspector2:*" comes before "inspector:*". */
const shown = (names: readonly string[], most: number) => (most === 0 ? [] : [...names].sort().slice(0, most));

/** The services of which a role holds every action, on whatever resource, and the verdict that says so. */
export function wholeServices(role: JudgedRole): {
  readonly services: readonly ServiceRange[];
  readonly verdict: UnweighedVerdict;
} {
  const { rights, certain } = role;
  const services = servicesOf(rights.effective).filter((service) => isWhole(rights, service, certain));
  const conditional = onlyIf(role, new Set(services));
  if (services.length === 0) return { services, verdict: negativeVerdict(conditional) };
  const names = services.map(({ prefix }) => `${prefix}:*`);
  return {
    services,
    verdict: {
      value: true,
      actions: shown(names, role.actionsShown),
      total: services.length,
      proofs: proofsByStatement(role, services),
      onlyIf: conditional,
    },
  };
}

import { type ActionRuns, actionsMatching, coversEveryAction } from "#lib/domain/iam/action-patterns.ts";
import { hasRange } from "#lib/domain/iam/action-set.ts";
import { actionUniverse, type ServiceRange } from "#lib/domain/iam/action-universe.ts";
import type { Proof } from "#lib/domain/iam/proof.ts";
import type { RoleRights } from "#lib/domain/iam/role-rights.ts";
import type { StatementGrant } from "#lib/domain/iam/statement-grant.ts";
import { clippedRuns, hasAnyOf, servicesOf } from "./action-indices.ts";
import { mostActionsShown } from "./reach.ts";
import {
  type JudgedRole,
  negativeVerdict,
  perhapsAllowed,
  proofOf,
  type SourcedGrant,
  type UnweighedVerdict,
} from "./reach-proofs.ts";
import { runsOfGrant } from "./sweeping-grants.ts";

/** A service with fewer actions is granted whole by a wildcard only: an ordinary statement may list them all. */
const fewestListed = 5;

function hasWildcard({ statement: { actions } }: StatementGrant): boolean {
  return actions.mode === "allBut" || actions.patterns.some((pattern) => /[*?]/.test(pattern));
}

/** Whether one pattern with a wildcard, or `NotAction`, covers the service. */
function isWildcardOn({ statement }: StatementGrant, { start, end }: ServiceRange): boolean {
  const { mode, patterns } = statement.actions;
  if (mode === "allBut") return true;
  return patterns.some((pattern) => {
    if (coversEveryAction(pattern)) return true;
    return /[*?]/.test(pattern) && covers(actionsMatching({ mode: "only", patterns: [pattern] }), start, end);
  });
}

/** Whether one of the merged runs holds all of [start, end). */
function covers(runs: ActionRuns, start: number, end: number): boolean {
  for (let at = 0; at < runs.length; at += 2) {
    if ((runs[at] ?? 0) <= start && end <= (runs[at + 1] ?? 0)) return true;
  }
  return false;
}

const coversService = (grant: StatementGrant, { start, end }: ServiceRange) => covers(runsOfGrant(grant), start, end);

function touches(grant: StatementGrant, { start, end }: ServiceRange): boolean {
  return clippedRuns(runsOfGrant(grant), start, end).length > 0;
}

function isWhole(rights: RoleRights, service: ServiceRange, grants: readonly SourcedGrant[]): boolean {
  const { start, end } = service;
  if (!hasRange(rights.effective, start, end)) return false;
  if (end - start >= fewestListed) return true;
  return grants.some(({ grant }) => coversService(grant, service) && isWildcardOn(grant, service));
}

/** Each statement with the services that it proves: those it covers alone, else those it has a part in. */
function proofsByStatement(role: JudgedRole, services: readonly ServiceRange[]): readonly Proof[] {
  const { rights, certain, remaining } = role;
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
    return names === undefined ? [] : [proofOf(source, grant, shown(names))];
  });
}

/** Statements under conditions that cover whole services which the role does not hold for certain. */
function onlyIf({ rights, conditional }: JudgedRole, whole: ReadonlySet<ServiceRange>): readonly Proof[] {
  const grants = conditional.filter(({ grant }) => hasWildcard(grant));
  if (grants.length === 0) return [];
  const limit = perhapsAllowed(rights);
  return grants.flatMap(({ source, grant }) => {
    const names = actionUniverse().services.flatMap((service) =>
      coversService(grant, service) &&
      !whole.has(service) &&
      isWildcardOn(grant, service) &&
      !hasAnyOf(rights.denied, service.start, service.end) &&
      (limit === null || hasRange(limit, service.start, service.end))
        ? [`${service.prefix}:*`]
        : [],
    );
    return names.length === 0 ? [] : [proofOf(source, grant, shown(names))];
  });
}

/** The first of some services, sorted: "inspector2:*" comes before "inspector:*". */
const shown = (names: readonly string[]) => [...names].sort().slice(0, mostActionsShown);

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
      actions: shown(names),
      total: services.length,
      proofs: proofsByStatement(role, services),
      onlyIf: conditional,
    },
  };
}

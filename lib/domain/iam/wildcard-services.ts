import { coversEveryAction } from "./action-patterns.ts";
import { hasRange } from "./action-set.ts";
import { actionUniverse, type ServiceRange } from "./action-universe.ts";
import { remainingActions } from "./grant-remainder.ts";
import type { RoleRights } from "./role-rights.ts";
import type { StatementGrant } from "./statement-grant.ts";
import { asEvidence, type Candidate, provingCandidates, type StatementEvidence } from "./verdict-evidence.ts";

/** A service with fewer actions does not count: one ordinary statement lists them all. */
const fewestActions = 5;
/** One statement that leaves at most so many services out is said to grant every service. */
const mostLeftOut = 10;

export interface WildcardServices {
  /** Sorted service prefixes, or `["*"]`. */
  readonly services: readonly string[];
  readonly evidence: readonly StatementEvidence[];
}

const isSweeping = (grant: StatementGrant) =>
  grant.statement.actions.mode === "allBut" || grant.statement.actions.patterns.some(coversEveryAction);

let counted: readonly ServiceRange[] | null = null;

function countedServices(): readonly ServiceRange[] {
  counted ??= actionUniverse().services.filter((service) => service.end - service.start >= fewestActions);
  return counted;
}

/** A role's Allow statements with what is left of each after boundary, service control policies and Deny. */
function candidatesOf(rights: RoleRights, accept: (grant: StatementGrant) => boolean): readonly Candidate[] {
  return rights.policies.flatMap(({ source, compiled }) =>
    compiled.allows.flatMap((grant, position) =>
      accept(grant)
        ? [
            {
              source,
              position,
              written: grant.statement.written,
              actions: remainingActions(grant, rights),
            },
          ]
        : [],
    ),
  );
}

/**
 * The services of which every action is granted, on whatever resource, after all that cuts; `["*"]` when one
 * statement on `*` or `NotAction` grants all of them but a few.
 */
export function wildcardServices(rights: RoleRights): WildcardServices {
  const services = countedServices();
  const whole = services.filter((service) => hasRange(rights.effective, service.start, service.end));
  if (whole.length === 0) return { services: [], evidence: [] };
  if (whole.length >= services.length - mostLeftOut) {
    const sweeping = candidatesOf(rights, isSweeping).filter(
      (candidate) =>
        services.filter((service) => !hasRange(candidate.actions, service.start, service.end)).length <= mostLeftOut,
    );
    if (sweeping.length > 0) return { services: ["*"], evidence: asEvidence(sweeping) };
  }
  const candidates = candidatesOf(rights, () => true);
  const proving = whole.flatMap((service) => provingCandidates(candidates, service.start, service.end));
  return { services: whole.map((service) => service.prefix).sort(), evidence: asEvidence(proving) };
}

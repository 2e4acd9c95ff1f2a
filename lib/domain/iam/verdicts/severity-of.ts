import type { Severity } from "#lib/domain/findings/finding.ts";
import type { Reach, Weight } from "./reach.ts";

/** What else is known of a role when its severity is asked for. */
export interface RoleStanding {
  readonly admin: boolean;
  /**
   * Whether it can gain rights that it lacks: for certain, perhaps (through what another service already runs), or not
   * by any path that is known.
   */
  readonly escalation: "certain" | "potential" | "none";
}

export interface RoleSeverity {
  /** Null where it can reach nothing that an ordinary execution role does not need. */
  readonly severity: Severity | null;
  /** One sentence: the gravest thing that it can reach. */
  readonly because: string;
}

const ranks: Readonly<Record<Severity, number>> = { critical: 4, high: 3, medium: 2, low: 1 };

function weightOfStanding({ admin, escalation }: RoleStanding): Weight | null {
  if (admin) return { severity: "critical", because: "It can do everything on every resource." };
  if (escalation === "certain") return { severity: "high", because: "It can gain rights that it lacks." };
  if (escalation === "potential") {
    return { severity: "medium", because: "It may gain rights through what other services already run." };
  }
  return null;
}

/**
 * How grave a role is, by what it can reach, and why. Of verdicts that weigh the same the first of this order speaks:
 * standing, identities and policies, data, credentials, whole services, writes.
 */
export function severityOf(reach: Reach, standing: RoleStanding): RoleSeverity {
  const weights = [
    weightOfStanding(standing),
    reach.resourceExposure.weight,
    reach.dataExfiltration.weight,
    reach.credentialsExposure.weight,
    reach.wildcardActions.weight,
    reach.wildcardResourceWrite.weight,
    reach.infrastructureModification.weight,
  ];
  let gravest: Weight | null = null;
  for (const weight of weights) {
    if (weight !== null && (gravest === null || ranks[weight.severity] > ranks[gravest.severity])) gravest = weight;
  }
  if (gravest !== null) return { severity: gravest.severity, because: gravest.because };
  return { severity: null, because: "It can reach nothing beyond what its policies name for ordinary work." };
}

import type { Severity } from "#lib/domain/findings/finding.ts";
import type { EscalationPath } from "#lib/domain/iam/escalation/escalation-path.ts";
import type { TrustVerdicts } from "#lib/domain/iam/trust-verdicts.ts";
import type { Reach } from "#lib/domain/iam/verdicts/reach.ts";

/** The eight questions that are answered of every role ("What a role may really do" in docs/rules.md), in this order. */
export const roleVerdictNames = [
  "admin",
  "privilegeEscalation",
  "wildcardActions",
  "wildcardResourceWrite",
  "credentialsExposure",
  "dataExfiltration",
  "resourceExposure",
  "infrastructureModification",
] as const;

export type RoleVerdictName = (typeof roleVerdictNames)[number];

/** Actions kept of each verdict and of each of its proofs; the totals tell how many there are. */
export const mostActionsKept = 40;

/** The answers to the eight questions. */
export type RoleVerdictFlags = Readonly<Record<RoleVerdictName, boolean>>;

/** The answers that follow from what a role can reach, in their order. */
export function reachFlags(reach: Reach): Omit<RoleVerdictFlags, "admin" | "privilegeEscalation"> {
  return {
    wildcardActions: reach.wildcardActions.value,
    wildcardResourceWrite: reach.wildcardResourceWrite.value,
    credentialsExposure: reach.credentialsExposure.value,
    dataExfiltration: reach.dataExfiltration.value,
    resourceExposure: reach.resourceExposure.value,
    infrastructureModification: reach.infrastructureModification.value,
  };
}

/** What was judged of a role besides `admin` and `wildcardServices`. It is stored as JSON as it stands here. */
export interface RoleJudgement {
  readonly verdicts: RoleVerdictFlags;
  /** How grave the role is by what it can reach; null where that is what an ordinary execution role needs. */
  readonly severity: Severity | null;
  /** One sentence: the gravest thing that it can reach. */
  readonly because: string;
  readonly reach: Reach;
  /** Ways in which it can gain rights that it lacks; none for an administrator, who has nothing to gain. */
  readonly escalations: readonly EscalationPath[];
  /** Who can assume it. */
  readonly trust: TrustVerdicts;
  /** Whether the service control policies above its account were known; if not, they may cut more than is told. */
  readonly controlPoliciesKnown: boolean;
}

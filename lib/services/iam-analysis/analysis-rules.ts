import type { Severity } from "#lib/domain/findings/finding.ts";

export type AnalysisRuleId =
  | "role-admin"
  | "role-privilege-escalation"
  | "role-wildcard-actions"
  | "role-wildcard-resource-write"
  | "role-credentials-exposure"
  | "role-data-exfiltration"
  | "role-resource-exposure"
  | "role-infrastructure-modification"
  | "role-trust";

/** What a finding of an analysis is about, for people and for code hosts. */
export interface AnalysisRule {
  readonly id: AnalysisRuleId;
  readonly title: string;
  /** What to do about it. */
  readonly remedy: string;
  /** The gravest that a finding of this rule can be; each finding has its own. */
  readonly severity: Severity;
}

/** In the order of the verdicts; trust stands last. */
export const analysisRules: readonly AnalysisRule[] = [
  {
    id: "role-admin",
    title: "The role is an administrator",
    remedy:
      "Give the role only the actions that its functions use: whoever gets code into one of them owns the account.",
    severity: "critical",
  },
  {
    id: "role-privilege-escalation",
    title: "The role can gain rights that it lacks",
    remedy: "Take one action of the way away, or limit its resources and, for iam:PassRole, iam:PassedToService.",
    severity: "critical",
  },
  {
    id: "role-wildcard-actions",
    title: "The role may do everything in a service",
    remedy: "Replace the wildcard by the actions that are used.",
    severity: "high",
  },
  {
    id: "role-wildcard-resource-write",
    title: "The role may change resources of any name",
    remedy: "Name the resources that are changed, by ARN.",
    severity: "high",
  },
  {
    id: "role-credentials-exposure",
    title: "The role can obtain credentials",
    remedy: "Take the actions away, or limit them to the resources whose credentials are needed.",
    severity: "high",
  },
  {
    id: "role-data-exfiltration",
    title: "The role can read all data of a kind",
    remedy: "Name the buckets, parameters and secrets that are read, by ARN.",
    severity: "high",
  },
  {
    id: "role-resource-exposure",
    title: "The role can open resources to others",
    remedy: "Take the actions that change policies and sharing away, or name the resources.",
    severity: "high",
  },
  {
    id: "role-infrastructure-modification",
    title: "The role can change infrastructure",
    remedy: "Name the resources that are changed, by ARN.",
    severity: "medium",
  },
  {
    id: "role-trust",
    title: "The role can be assumed by others than meant",
    remedy: "Name the principals in the trust policy, and demand an external id or the caller's account.",
    severity: "critical",
  },
];

const titles = new Map(analysisRules.map(({ id, title }) => [id, title]));

export function ruleTitle(id: AnalysisRuleId): string {
  return titles.get(id) ?? id;
}

import type { Severity } from "#lib/domain/findings/finding.ts";
import type { RoleVerdictFlags } from "#lib/domain/iam/judgement/role-judgement.ts";
import type { JsonObject } from "#lib/domain/iam/policy-document.ts";
import type { AnalysisRuleId } from "./analysis-rules.ts";
import type { AnalysisError } from "./authorization-details.ts";

/** A statement that proves a finding. */
export interface GuiltyStatement {
  /** Policy ARN, `inline:NAME`, or `trust policy`. */
  readonly source: string;
  readonly sid: string | null;
  /** As written. */
  readonly statement: JsonObject;
}

export interface AnalysisFinding {
  readonly rule: AnalysisRuleId;
  readonly severity: Severity;
  readonly title: string;
  /** One or two sentences: what the role can reach, and why that weighs as it does. */
  readonly why: string;
  readonly statements: readonly GuiltyStatement[];
  /** Of an escalation: the id of its set of actions. */
  readonly set?: string;
  /** Of an escalation: what somebody who holds the role would do, in order. */
  readonly steps?: readonly string[];
}

export interface AnalyzedRole {
  readonly roleArn: string;
  readonly roleName: string;
  readonly verdicts: RoleVerdictFlags;
  /** The gravest first. */
  readonly findings: readonly AnalysisFinding[];
}

export interface RoleAnalysis {
  readonly analyzedAt: Date;
  /** In the order of the file. A role that could not be judged is not here but in `errors`. */
  readonly roles: readonly AnalyzedRole[];
  readonly errors: readonly AnalysisError[];
}

/** The gravest first. */
export const severities = ["critical", "high", "medium", "low"] as const satisfies readonly Severity[];

/** Whether some finding weighs at least as much as `least`. */
export function hasFindingFrom({ roles }: RoleAnalysis, least: Severity): boolean {
  const grave = severities.slice(0, severities.indexOf(least) + 1);
  return roles.some(({ findings }) => findings.some(({ severity }) => grave.some((one) => one === severity)));
}

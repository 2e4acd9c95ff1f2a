import { adminEvidence, isAdmin } from "#lib/domain/iam/admin-rights.ts";
import { type RoleVerdictFlags, reachFlags } from "#lib/domain/iam/judgement/role-judgement.ts";
import type { JsonObject } from "#lib/domain/iam/policy-document.ts";
import type { RoleRights } from "#lib/domain/iam/role-rights.ts";
import { judgeReach } from "#lib/domain/iam/verdicts/judge-reach.ts";
import { type Reach, statementsAlone } from "#lib/domain/iam/verdicts/reach.ts";
import type { AnalysisFinding, GuiltyStatement } from "./analysis.ts";
import { type AnalysisRuleId, ruleTitle } from "./analysis-rules.ts";

/** What follows from a role's rights alone, whatever other roles there are. */
export interface ReachFindings {
  readonly verdicts: Omit<RoleVerdictFlags, "privilegeEscalation">;
  readonly findings: readonly AnalysisFinding[];
}

const reachRules: readonly (readonly [keyof Reach, AnalysisRuleId])[] = [
  ["wildcardActions", "role-wildcard-actions"],
  ["wildcardResourceWrite", "role-wildcard-resource-write"],
  ["credentialsExposure", "role-credentials-exposure"],
  ["dataExfiltration", "role-data-exfiltration"],
  ["resourceExposure", "role-resource-exposure"],
  ["infrastructureModification", "role-infrastructure-modification"],
];

/** A statement as a finding shows it. */
export function guilty({ source, statement }: { source: string; statement: JsonObject }): GuiltyStatement {
  return { source, sid: typeof statement.Sid === "string" ? statement.Sid : null, statement };
}

function adminFinding(rights: RoleRights): AnalysisFinding {
  return {
    rule: "role-admin",
    severity: "critical",
    title: ruleTitle("role-admin"),
    why: "It may do every action on every resource, and write its own rights in IAM.",
    statements: adminEvidence(rights).map(guilty),
  };
}

/** Judges what a role can reach by its rights. */
export function reachFindings(rights: RoleRights): ReachFindings {
  const admin = isAdmin(rights);
  const reach = judgeReach(rights, statementsAlone);
  const findings: AnalysisFinding[] = admin ? [adminFinding(rights)] : [];
  for (const [name, rule] of reachRules) {
    const { value, weight, proofs } = reach[name];
    // What ordinary execution roles need is true, and no finding.
    if (!value || weight === null) continue;
    const { severity, because } = weight;
    findings.push({ rule, severity, title: ruleTitle(rule), why: because, statements: proofs.map(guilty) });
  }
  return { verdicts: { admin, ...reachFlags(reach) }, findings };
}

import { tellingTrustIssues } from "#lib/domain/iam/telling-trust-issues.ts";
import { judgeTrust, type TrustIssue } from "#lib/domain/iam/trust-verdicts.ts";
import type { AnalysisFinding } from "./analysis.ts";
import { ruleTitle } from "./analysis-rules.ts";
import type { DetailedRole } from "./authorization-details.ts";
import { guilty } from "./reach-findings.ts";

/** The account of an ARN. */
export function accountOf(arn: string): string {
  return arn.split(":")[4] ?? "";
}

const findingOf = ({ severity, because, statement }: TrustIssue): AnalysisFinding => ({
  rule: "role-trust",
  severity,
  title: ruleTitle("role-trust"),
  why: because,
  statements: [guilty({ source: "trust policy", statement: statement })],
});

/** Who can assume a role, where that is more than meant. Only the accounts of the file are known as one's own. */
export function trustFindings(role: DetailedRole, knownAccounts: ReadonlySet<string>): readonly AnalysisFinding[] {
  const verdicts = judgeTrust(role.trust, { accountId: accountOf(role.roleArn), knownAccounts });
  if (verdicts.state === "unknown") return [];
  return tellingTrustIssues(verdicts.issues).map(findingOf);
}

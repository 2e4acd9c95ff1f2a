import {
  evidenceOr,
  type FindingRule,
  gravestFirst,
  notApplicable,
  pass,
  unknownResult,
} from "#lib/domain/findings/finding.ts";
import type { RoleSubject } from "#lib/domain/findings/subjects.ts";
import { tellingTrustIssues } from "#lib/domain/iam/telling-trust-issues.ts";
import { because } from "./reach-rule.ts";
import { distinctStatements } from "./statement-evidence.ts";

const lambda = "lambda.amazonaws.com";

/**
 * Who can assume a role does not depend on what its functions do, so a role that only waits for one, because it trusts
 * Lambda, counts too.
 */
export const roleTrust: FindingRule<RoleSubject> = {
  id: "role-trust",
  severity: "critical",
  title: "The role can be assumed by others than meant",
  remedy: "Name the principals in the trust policy, and demand an external id or the caller's organisation.",
  evaluate: ({ roleArn, functionArns, judgement }) => {
    if (judgement.state === "unknown") return unknownResult(judgement.reason);
    const { trust } = judgement.value;
    if (trust.state === "unknown") return unknownResult(`Trust policy: ${trust.reason}`);
    if (functionArns.length === 0 && !trust.services.includes(lambda))
      return notApplicable("No function runs as this role, and Lambda may not assume it.");
    const issues = tellingTrustIssues(trust.issues);
    const statements = issues.map(({ statement }) => ({ source: "trust policy", statement }));
    const sentences = [...new Set(issues.map((issue) => issue.because))];
    const gravest = gravestFirst.find((severity) => issues.some((issue) => issue.severity === severity));
    return evidenceOr(
      [...sentences.map((sentence) => because(roleArn, sentence)), ...distinctStatements(statements)],
      pass,
      gravest,
    );
  },
};

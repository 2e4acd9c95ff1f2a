import { evidenceOr, type FindingRule, notApplicable, pass, unknownResult } from "#lib/domain/findings/finding.ts";
import type { RoleSubject } from "#lib/domain/findings/subjects.ts";
import { ofRolesInUse } from "./role-use.ts";
import { statementEvidence } from "./statement-evidence.ts";

export const roleWildcardService: FindingRule<RoleSubject> = {
  id: "role-wildcard-service",
  severity: "high",
  title: "The role may do everything in a service",
  remedy: "Replace the wildcard by the actions that the functions use, on the resources that they use.",
  evaluate: ofRolesInUse(({ roleArn, verdicts: { admin, wildcardServices } }) => {
    if (admin.state === "unknown") return unknownResult(admin.reason);
    if (admin.value) return notApplicable("The role is an administrator, which says more.");
    if (wildcardServices.state === "unknown") return unknownResult(wildcardServices.reason);
    if (wildcardServices.value.length === 0) return pass;
    const services = { fact: "services", source: roleArn, value: wildcardServices.value };
    return evidenceOr([...statementEvidence(wildcardServices.evidence), services], pass);
  }),
};

import { evidenceOr, type FindingRule, pass, unknownResult } from "#lib/domain/findings/finding.ts";
import type { RoleSubject } from "#lib/domain/findings/subjects.ts";
import { ofRolesInUse } from "./role-use.ts";
import { statementEvidence } from "./statement-evidence.ts";

export const roleAdmin: FindingRule<RoleSubject> = {
  id: "role-admin",
  severity: "critical",
  title: "The role is an administrator",
  remedy: "Give the role only the actions that its functions use: whoever gets code into one of them owns the account.",
  evaluate: ofRolesInUse(({ verdicts: { admin } }) => {
    if (admin.state === "unknown") return unknownResult(admin.reason);
    if (!admin.value) return pass;
    return evidenceOr(statementEvidence(admin.evidence), unknownResult("No statement proves the verdict."));
  }),
};

import { evidenceOr, type FindingRule, pass, unknownResult } from "#lib/domain/findings/finding.ts";
import type { FunctionSubject } from "#lib/domain/findings/subjects.ts";
import type { FunctionGrant } from "#lib/domain/iam/function-access/function-grant.ts";
import { grantEvidence, judgedGrants } from "./judged-grants.ts";

export const functionPolicyForeignAccount: FindingRule<FunctionSubject> = {
  id: "function-policy-foreign-account",
  severity: "high",
  title: "Another organisation's account can reach the function",
  remedy:
    "Remove the statement, or keep it to one role of an account that you know, with aws:PrincipalOrgID where the account belongs to your organisation.",
  evaluate: (subject) => {
    const { grants, unknown } = judgedGrants(subject);
    const foreign = grants.filter((grant) => !grant.isPublicInvoke && isForeign(grant));
    const changes = foreign.some(({ right }) => right === "change");
    const otherwise = unknown.length > 0 ? unknownResult(unknown.join(" ")) : pass;
    return evidenceOr(grantEvidence(foreign), otherwise, changes ? "high" : "medium");
  },
};

/** Who may only read the code is not counted here; who is let in as a member of an organisation is no stranger. */
function isForeign({ caller, right, verdict }: FunctionGrant): boolean {
  if (verdict === "none" || right === "read") return false;
  if (caller.kind === "account") return caller.standing === "foreign";
  // Everyone may run it: that is function-policy-public or function-url-public. Everyone may change it: that is said here.
  if (caller.kind === "organisation") return caller.isOwn === false;
  return caller.kind === "everyone" && verdict === "open" && right === "change";
}

import { evidenceOr, type FindingRule, pass, unknownResult } from "#lib/domain/findings/finding.ts";
import type { FunctionSubject } from "#lib/domain/findings/subjects.ts";
import type { FunctionGrant } from "#lib/domain/iam/function-access/function-grant.ts";
import { sourceKeysOf } from "#lib/domain/iam/function-access/source-keys.ts";
import { grantEvidence, judgedGrants } from "./judged-grants.ts";

export const functionServiceUnlimited: FindingRule<FunctionSubject> = {
  id: "function-service-unlimited",
  severity: "medium",
  title: "A service can invoke the function for anyone",
  remedy:
    "Name the source with aws:SourceArn, or its account with aws:SourceAccount: without one, resources of every account can have the service invoke the function.",
  evaluate: (subject) => {
    const { grants, unknown } = judgedGrants(subject);
    const unlimited = grants.filter(isUnlimited);
    const isGrave = unlimited.some(({ principal }) => sourceKeysOf(principal)?.severity === "medium");
    const otherwise = unknown.length > 0 ? unknownResult(unknown.join(" ")) : pass;
    return evidenceOr(grantEvidence(unlimited), otherwise, isGrave ? "medium" : "low");
  },
};

/** Only of services that say for whom they act: of the others a source cannot be asked for. */
function isUnlimited({ caller, right, verdict }: FunctionGrant): boolean {
  if (caller.kind !== "service" || !caller.sendsSource || caller.hasSource) return false;
  return verdict === "open" && (right === "invoke" || right === "invokeUrl");
}

import { type Evidence, evidenceOr, type FindingRule, pass, unknownResult } from "#lib/domain/findings/finding.ts";
import { type FunctionSubject, qualifiedArn } from "#lib/domain/findings/subjects.ts";
import { unknownOf, valueOfFact } from "#lib/domain/fleet/unknown.ts";
import { isPublicInvoke, parseResourcePolicy } from "#lib/domain/iam/resource-policy.ts";

export const functionPolicyPublic: FindingRule<FunctionSubject> = {
  id: "function-policy-public",
  severity: "critical",
  title: "Anyone can invoke the function",
  remedy:
    "Remove the statement, or name the account, source or organisation that may invoke with a condition on aws:SourceArn, aws:SourceAccount or aws:PrincipalOrgID.",
  evaluate: ({ function: { arn }, policies, aliases }) => {
    const documents = valueOfFact(policies, {});
    if (documents === null) return unknownResult(`Resource policy: ${unknownOf(policies)?.reason}`);
    const evidence: Evidence[] = [];
    const hidden = unknownOf(aliases);
    const unreadable: string[] = hidden === null ? [] : [`Policies of aliases: ${hidden.reason}`];
    for (const qualifier of Object.keys(documents).toSorted()) {
      const policy = parseResourcePolicy(documents[qualifier]);
      const source = qualifiedArn(arn, qualifier);
      if (policy.kind === "error") unreadable.push(`The policy of ${source} cannot be read: ${policy.message}`);
      else
        for (const statement of policy.statements)
          if (isPublicInvoke(statement, policy))
            evidence.push({ fact: "policy statement", source, value: statement.written });
    }
    return evidenceOr(evidence, unreadable.length > 0 ? unknownResult(unreadable.join(" ")) : pass);
  },
};

import { type Evidence, evidenceOr, type FindingRule, pass, unknownResult } from "#lib/domain/findings/finding.ts";
import { type FunctionSubject, qualifiedArn } from "#lib/domain/findings/subjects.ts";
import type { Json } from "#lib/domain/fleet/observed.ts";
import { unknownOf, valueOfFact } from "#lib/domain/fleet/unknown.ts";
import { isPublicUrlInvoke, parseResourcePolicy } from "#lib/domain/iam/resource-policy.ts";

export const functionUrlPublic: FindingRule<FunctionSubject> = {
  id: "function-url-public",
  severity: "high",
  title: "Anyone can call the function's URL",
  remedy:
    "Set the URL's AuthType to AWS_IAM, or put CloudFront or an API with an authoriser in front and remove the public permission.",
  evaluate: ({ function: { arn }, policies, aliases, urls }) => {
    const known = valueOfFact(urls, []);
    if (known === null) return unknownResult(`Function URLs: ${unknownOf(urls)?.reason}`);
    const open = known.filter(({ authType }) => authType === "NONE").map(({ qualifier }) => qualifier ?? "");
    if (open.length === 0) return pass;
    const documents = valueOfFact(policies, {});
    if (documents === null) return unknownResult(`Resource policy: ${unknownOf(policies)?.reason}`);
    const judged = open.toSorted().map((qualifier) => judgeUrl(qualifiedArn(arn, qualifier), documents[qualifier]));
    const hidden = open.some((qualifier) => qualifier !== "") ? unknownOf(aliases) : null;
    const reasons = [
      ...judged.flatMap(({ reason }) => reason ?? []),
      ...(hidden === null ? [] : [`Policies of aliases: ${hidden.reason}`]),
    ];
    return evidenceOr(
      judged.flatMap(({ evidence }) => evidence),
      reasons.length > 0 ? unknownResult(reasons.join(" ")) : pass,
    );
  },
};

/** A URL without authentication is open only when the policy of the same qualifier lets everyone call it. */
function judgeUrl(source: string, document: Json | undefined): { evidence: Evidence[]; reason?: string } {
  if (document === undefined) return { evidence: [] };
  const policy = parseResourcePolicy(document);
  if (policy.kind === "error")
    return { evidence: [], reason: `The policy of ${source} cannot be read: ${policy.message}` };
  const statements = policy.statements.filter((statement) => isPublicUrlInvoke(statement, policy));
  if (statements.length === 0) return { evidence: [] };
  return {
    evidence: [
      { fact: "function URL", source, value: { authType: "NONE" } },
      ...statements.map(({ written }) => ({ fact: "policy statement", source, value: written })),
    ],
  };
}

import { type FunctionSubject, qualifiedArn } from "#lib/domain/findings/subjects.ts";
import { unknownOf, valueOfFact } from "#lib/domain/fleet/unknown.ts";
import type { FunctionGrant } from "#lib/domain/iam/function-access/function-grant.ts";
import { grantsOf } from "#lib/domain/iam/function-access/grants-of.ts";
import { surroundingsOf } from "#lib/domain/iam/function-access/judge-function-access.ts";
import { isPublicInvoke, parseResourcePolicy } from "#lib/domain/iam/resource-policy.ts";

/** What a function's resource policies give, and what of them is not known. */
export interface JudgedGrants {
  /** With the ARN that each policy belongs to; qualifiers in order, statements as they stand. */
  readonly grants: readonly (FunctionGrant & { readonly source: string; readonly isPublicInvoke: boolean })[];
  /** One sentence each; empty when everything is known. */
  readonly unknown: readonly string[];
}

/** Judges the policies of a function and of its aliases; one that cannot be read is told, and hides none of the others. */
export function judgedGrants({ function: { arn }, policies, aliases, knownAccounts }: FunctionSubject): JudgedGrants {
  const documents = valueOfFact(policies, {});
  if (documents === null) return { grants: [], unknown: [`Resource policy: ${unknownOf(policies)?.reason}`] };
  const around = surroundingsOf(arn, knownAccounts, null);
  const hidden = unknownOf(aliases);
  const unknown = hidden === null ? [] : [`Policies of aliases: ${hidden.reason}`];
  const grants: JudgedGrants["grants"][number][] = [];
  for (const name of Object.keys(documents).toSorted()) {
    const policy = parseResourcePolicy(documents[name]);
    const source = qualifiedArn(arn, name);
    if (policy.kind === "error") {
      unknown.push(`The policy of ${source} cannot be read: ${policy.message}`);
      continue;
    }
    const open = new Set(policy.statements.filter((one) => isPublicInvoke(one, policy)).map(({ written }) => written));
    for (const grant of grantsOf(policy, name === "" ? null : name, around))
      grants.push({ ...grant, source, isPublicInvoke: open.has(grant.statement) });
  }
  return { grants, unknown };
}

/** The statements of some grants as evidence, each once. */
export function grantEvidence(grants: JudgedGrants["grants"]) {
  const once = new Map(grants.map(({ source, statement }) => [statement, source]));
  return [...once].map(([value, source]) => ({ fact: "policy statement", source, value }));
}

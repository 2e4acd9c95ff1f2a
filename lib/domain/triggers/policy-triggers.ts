import type { Json } from "#lib/domain/fleet/observed.ts";
import { isNarrowing } from "#lib/domain/iam/narrowing-condition.ts";
import type { PolicyStatement, Principal } from "#lib/domain/iam/policy-document.ts";
import {
  belongsToFunctionUrl,
  coversAction,
  parseResourcePolicy,
  sourceArnsOf,
  statementPrincipals,
} from "#lib/domain/iam/resource-policy.ts";
import { callerRetry, isAsynchronous } from "./async-retry.ts";
import type { Retry, Trigger, Triggers, UnknownTriggerPart } from "./trigger.ts";

/** Condition keys that limit Principal `*` to an organisation, in lower case. */
const organizationKeys: ReadonlySet<string> = new Set([
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
]);

/**
 * The triggers that a function's resource policies make: one for each principal and source ARN of each Allow statement
 * for `lambda:InvokeFunction` that does not belong to a function URL. `retryOf` tells how Lambda retries asynchronous
 * events of a qualifier.
 */
export function policyTriggers(
  policies: Readonly<Record<string, Json>>,
  retryOf: (qualifier: string | null) => Retry,
): Triggers {
  const triggers: Trigger[] = [];
  const unknown: UnknownTriggerPart[] = [];
  for (const [key, document] of Object.entries(policies)) {
    const qualifier = key === "" ? null : key;
    const policy = parseResourcePolicy(document);
    if (policy.kind === "error") {
      unknown.push({ part: "policies", subject: qualifier, state: "failed", reason: policy.message, since: null });
      continue;
    }
    for (const statement of policy.statements.filter(letsInvoke)) {
      triggers.push(...statementTriggers(statement, qualifier, retryOf));
    }
  }
  return { triggers, unknown };
}

function letsInvoke(statement: PolicyStatement): boolean {
  return (
    statement.effect === "Allow" && coversAction(statement, "lambda:InvokeFunction") && !belongsToFunctionUrl(statement)
  );
}

function statementTriggers(
  statement: PolicyStatement,
  qualifier: string | null,
  retryOf: (qualifier: string | null) => Retry,
): Trigger[] {
  const written = sourceArnsOf(statement);
  const sourceArns: readonly (string | null)[] = written.length === 0 ? [null] : written;
  return statementPrincipals(statement).flatMap((principal) => {
    const service = serviceOf(principal, statement);
    const asynchronous = principal.kind === "service" && isAsynchronous(service);
    return sourceArns.map((sourceArn) => ({
      type: "resource-policy" as const,
      service,
      sourceArn,
      principal: principal.text,
      qualifier,
      invocation: asynchronous ? ("asynchronous" as const) : ("synchronous" as const),
      enabled: true,
      retry: asynchronous ? retryOf(qualifier) : callerRetry,
    }));
  });
}

/** Principal `*` under a limit other than an organisation lets in what one account or source owns: `account`. */
function serviceOf(principal: Principal, statement: PolicyStatement): string {
  if (principal.kind === "service") return principal.text.split(".")[0] ?? principal.text;
  if (principal.kind !== "everyone") return "account";
  const limits = statement.conditions.filter(isNarrowing);
  if (limits.some(({ key }) => organizationKeys.has(key.toLowerCase()))) return "organization";
  return limits.length > 0 ? "account" : "public";
}

import { parseConditionOperator } from "./condition-operator.ts";
import { isOnlyWildcards } from "./match-pattern.ts";
import type { Condition } from "./policy-document.ts";

/** Claims of a token that say whose it is, as parts of a provider's condition keys. */
const subjectClaims = new Set([
  "sub",
  "enterprise",
  "enterprise_id",
  "job_workflow_ref",
  "namespace_id",
  "namespace_path",
  "project_id",
  "project_path",
  "repository",
  "repository_id",
  "repository_owner",
  "repository_owner_id",
]);

/** Providers that serve applications for consumers: there the application is the limit, and everyone who uses it is meant. */
const applicationClaims: Readonly<Record<string, string>> = {
  "cognito-identity.amazonaws.com": "aud",
  "graph.facebook.com": "app_id",
  "www.amazon.com": "app_id",
};

/** `arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com` to its part after the first slash. */
function providerName(principal: string): string {
  return principal.replace(/^arn:[^/]*:oidc-provider\//, "").toLowerCase();
}

/**
 * Whether a value lets any subject in. Subjects are made of parts (`repo:OWNER/NAME:ref:…`,
 * `system:serviceaccount:NAMESPACE:NAME`): one whose owner, its first part after fixed words, is any text is anybody's.
 */
function isOpenValue(value: string, isPattern: boolean): boolean {
  if (!isPattern) return false;
  if (isOnlyWildcards(value)) return true;
  const own = value.replace(/^(?:repo|project_path|system:serviceaccount|organization|org):/i, "");
  if (isOnlyWildcards(own)) return true;
  return /^repo:[^/:]*[*?]/i.test(value);
}

function namesSubject(test: Condition, provider: string): boolean {
  const key = test.key.toLowerCase();
  const colon = key.lastIndexOf(":");
  // Whoever trusts every provider names a subject by the key of any.
  if (provider !== "*" && key.slice(0, colon) !== provider) return false;
  const claim = key.slice(colon + 1);
  if (!subjectClaims.has(claim) && applicationClaims[provider] !== claim) return false;
  const { base, ifExists, quantifier } = parseConditionOperator(test.operator);
  const isEqual = base === "stringequals" || base === "stringequalsignorecase";
  const isPattern = base === "stringlike";
  if (!isEqual && !isPattern) return false;
  // Every token has a subject; the other claims may be missing, and such a test would then be met.
  if ((ifExists || quantifier === "all") && claim !== "sub") return false;
  return test.values.length > 0 && !test.values.some((value) => isOpenValue(value, isPattern));
}

/**
 * Whether any identity of a web identity provider may assume a role: none of the tests of `sts:AssumeRoleWithWebIdentity`
 * names whose token it must be. `*` stands for every provider. The audience (`aud`) does not: whoever asks for a token chooses it.
 */
export function isOpenWebIdentity(principal: string, tests: readonly Condition[]): boolean {
  const provider = providerName(principal);
  return !tests.some((test) => namesSubject(test, provider));
}

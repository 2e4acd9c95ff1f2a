import { matchPattern } from "#lib/domain/iam/match-pattern.ts";
import type { Condition, ParsedPolicy, PolicyStatement } from "#lib/domain/iam/policy-document.ts";
import { demandedValues, isPublicUrlInvoke } from "#lib/domain/iam/resource-policy.ts";
import type { FunctionGrant } from "./function-grant.ts";

/** Who gets in by a function URL: `public` anyone, `limited` some, `closed` nobody without an identity that is allowed. */
export type UrlVerdict = "public" | "limited" | "closed" | "unknown";

export interface UrlAccess {
  readonly url: string;
  readonly authType: string;
  readonly verdict: UrlVerdict;
  /** One sentence. */
  readonly because: string;
  /** The statements that open it. */
  readonly statements: readonly PolicyStatement["written"][];
}

interface ObservedUrl {
  readonly url: string;
  readonly authType: string;
}

/** The keys of a URL's calls, which a condition may name without keeping any such call out. */
function isOfUrl({ key }: Condition): boolean {
  return /^lambda:(functionurlauthtype|invokedviafunctionurl)$/i.test(key);
}

/** Whether a call through a URL of this type can meet what the statement demands of such calls. */
function servesUrl(statement: PolicyStatement, authType: string): boolean {
  const authTypes = demandedValues(statement, "lambda:functionurlauthtype");
  if (authTypes !== null && !authTypes.some((value) => matchPattern(value, authType))) return false;
  const viaUrl = demandedValues(statement, "lambda:invokedviafunctionurl");
  return viaUrl === null || viaUrl.some((value) => value.toLowerCase() === "true");
}

const twoPermissions =
  "Since October 2025 a URL needs lambda:InvokeFunction beside lambda:InvokeFunctionUrl, and accounts that had URLs before were excepted for a while only";

/**
 * Who gets in by a function URL, by its own policy's grants for everyone. Without authentication the caller is nobody in
 * particular, so only what everyone is granted counts; with IAM, everyone with an AWS identity.
 */
export function judgeUrl(
  { url, authType }: ObservedUrl,
  policy: ParsedPolicy | null,
  grants: readonly FunctionGrant[],
): UrlAccess {
  const serving = new Set(
    policy?.statements.filter((statement) => servesUrl(statement, authType)).map(({ written }) => written),
  );
  const reaching = (right: FunctionGrant["right"]) =>
    grants.filter(
      (grant) =>
        grant.right === right && grant.verdict !== "none" && grant.principal === "*" && serving.has(grant.statement),
    );
  const [byUrl, byInvoke] = [reaching("invokeUrl"), reaching("invoke")];
  const statements = [...new Set([...byUrl, ...byInvoke].map(({ statement }) => statement))];
  const access = (verdict: UrlVerdict, because: string): UrlAccess => ({ url, authType, verdict, because, statements });
  const who = authType === "NONE" ? "anyone" : "anyone with an AWS identity";
  if (byUrl.length === 0) {
    return authType === "NONE"
      ? { ...access("closed", "It asks for no signature, but no statement lets everyone call it."), statements: [] }
      : { ...access("closed", "Callers sign their requests, and each must be allowed by name."), statements: [] };
  }
  if (byInvoke.length === 0) return access("limited", `lambda:InvokeFunctionUrl is open to ${who}. ${twoPermissions}.`);
  const isOpen = byUrl.some(({ statement }) => isOpenTo(statement, policy)) && byInvoke.some(isOpenGrant);
  return isOpen
    ? access("public", `Its policy lets ${who} call it.`)
    : access("limited", "Its policy names everyone, and its conditions keep most out.");
}

const isOpenGrant = ({ caller, verdict }: FunctionGrant) => caller.kind === "everyone" && verdict === "open";

function isOpenTo(written: PolicyStatement["written"], policy: ParsedPolicy | null): boolean {
  if (policy === null) return false;
  return policy.statements.some((statement) => {
    if (statement.written !== written) return false;
    // A condition on the URL's own type is met by every call through it.
    const others = { ...statement, conditions: statement.conditions.filter((condition) => !isOfUrl(condition)) };
    return isPublicUrlInvoke(others, policy);
  });
}

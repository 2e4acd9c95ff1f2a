import { parseConditionOperator } from "./condition-operator.ts";
import { matchPattern } from "./match-pattern.ts";
import { narrowingCondition } from "./narrowing-condition.ts";
import { parsePolicyDocument } from "./parse-policy-document.ts";
import type { Condition, ParsedPolicy, PolicyError, PolicyStatement, Principal } from "./policy-document.ts";

const invoke = "lambda:InvokeFunction";
const invokeUrl = "lambda:InvokeFunctionUrl";
const sourceArnOperators = new Set(["arnlike", "arnequals", "stringlike", "stringequals"]);

/** Reads a function's resource policy (the `Policy` text of lambda GetPolicy). Never throws. */
export function parseResourcePolicy(document: unknown): ParsedPolicy | PolicyError {
  return parsePolicyDocument(document, "resource");
}

/** Whether the statement's Action or NotAction covers `action` (wildcards count, case does not). */
export function coversAction(statement: PolicyStatement, action: string): boolean {
  const wanted = action.toLowerCase();
  const listed = statement.actions.patterns.some((pattern) => matchPattern(pattern.toLowerCase(), wanted));
  return statement.actions.mode === "only" ? listed : !listed;
}

/** Whom the statement names. `NotPrincipal` (everyone but a few) counts as everyone in an Allow and as nobody in a Deny. */
export function statementPrincipals(statement: PolicyStatement): readonly Principal[] {
  if (statement.principals === null) return [];
  if (statement.principals.mode === "only") return statement.principals.principals;
  return statement.effect === "Allow" ? [{ kind: "everyone", text: "*" }] : [];
}

/** Whether the statement names Principal `*`, alone or in a list. */
export function namesEveryone(statement: PolicyStatement): boolean {
  return statementPrincipals(statement).some((principal) => principal.kind === "everyone");
}

/** Values of `aws:SourceArn` in a positive, unconditional test, as written; empty where there is none. */
export function sourceArnsOf(statement: PolicyStatement): readonly string[] {
  return statement.conditions.filter(isSourceArnTest).flatMap((condition) => condition.values);
}

function isSourceArnTest(condition: Condition): boolean {
  const operator = parseConditionOperator(condition.operator);
  return (
    condition.key.toLowerCase() === "aws:sourcearn" &&
    sourceArnOperators.has(operator.base) &&
    !operator.ifExists &&
    operator.quantifier !== "all"
  );
}

/** The values that a positive test (key present) demands of `key` (in lower case); null where no condition demands any. */
export function demandedValues(statement: PolicyStatement, key: string): readonly string[] | null {
  const found = statement.conditions.find((condition) => {
    const { base, ifExists, quantifier } = parseConditionOperator(condition.operator);
    const positive = base.startsWith("stringequals") || base === "stringlike" || base === "bool";
    return positive && !ifExists && quantifier !== "all" && condition.key.toLowerCase() === key;
  });
  return found?.values ?? null;
}

/**
 * Whether an Allow statement serves a function URL: it is for `lambda:InvokeFunctionUrl` and not for
 * `lambda:InvokeFunction`, or it holds only for calls through a URL (`lambda:FunctionUrlAuthType`,
 * `lambda:InvokedViaFunctionUrl`). Such a statement gives no trigger of its own and is no public policy.
 */
export function belongsToFunctionUrl(statement: PolicyStatement): boolean {
  if (demandedValues(statement, "lambda:functionurlauthtype") !== null) return true;
  const viaUrl = demandedValues(statement, "lambda:invokedviafunctionurl");
  if (viaUrl?.every((value) => value.toLowerCase() === "true")) return true;
  return coversAction(statement, invokeUrl) && !coversAction(statement, invoke);
}

/** Whether a Deny statement for Principal `*` without a condition takes `action` away from everyone. */
function isDeniedToEveryone(policy: ParsedPolicy, action: string): boolean {
  return policy.statements.some(
    (other) =>
      other.effect === "Deny" && other.conditions.length === 0 && namesEveryone(other) && coversAction(other, action),
  );
}

function isPublicGrant(statement: PolicyStatement, policy: ParsedPolicy, action: string): boolean {
  return (
    statement.effect === "Allow" &&
    coversAction(statement, action) &&
    namesEveryone(statement) &&
    narrowingCondition(statement) === null &&
    !isDeniedToEveryone(policy, action)
  );
}

/**
 * Whether `statement` lets anyone call `lambda:InvokeFunction`: Principal `*`, no narrowing condition, not for a
 * function URL, and not taken away by a Deny of the same `policy`. Evidence of rule `function-policy-public`.
 */
export function isPublicInvoke(statement: PolicyStatement, policy: ParsedPolicy): boolean {
  return isPublicGrant(statement, policy, invoke) && !belongsToFunctionUrl(statement);
}

/**
 * Whether `statement` lets anyone call `lambda:InvokeFunctionUrl` of a URL whose AuthType is `NONE`. A condition that
 * demands another `lambda:FunctionUrlAuthType` is not met by such a URL. Evidence of rule `function-url-public`.
 */
export function isPublicUrlInvoke(statement: PolicyStatement, policy: ParsedPolicy): boolean {
  if (!isPublicGrant(statement, policy, invokeUrl)) return false;
  const authTypes = demandedValues(statement, "lambda:functionurlauthtype");
  return authTypes === null || authTypes.some((value) => matchPattern(value, "NONE"));
}

import { parseConditionOperator } from "./condition-operator.ts";
import { isOnlyWildcards } from "./match-pattern.ts";
import type { Condition, PolicyStatement } from "./policy-document.ts";

const narrowingOperators = new Set([
  "stringequals",
  "stringequalsignorecase",
  "stringlike",
  "stringlikeignorecase",
  "arnequals",
  "arnlike",
  "ipaddress",
]);

const narrowingKeys = new Set([
  "aws:sourcearn",
  "aws:sourceaccount",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:principalaccount",
  "aws:principalarn",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:sourceip",
  "aws:vpcsourceip",
  "lambda:eventsourcetoken",
  "aws:userid",
]);

/** `arn:aws:s3:::*`, `arn:aws:events:*:*:rule/*`, `arn:aws:*`: ARNs that something in any account can have. */
function matchesAnyAccount(value: string): boolean {
  if (!/^arn[:*]/i.test(value)) return false;
  const fields = value.split(":");
  // A trailing `*` crosses colons, so it also fills the fields that are not written.
  if (fields.length < 6) return value.endsWith("*");
  const account = fields[4] ?? "";
  const resource = fields.slice(5).join(":");
  const name = resource.replace(/^[\w-]+[/:]/, "");
  return (account === "" || isOnlyWildcards(account)) && isOnlyWildcards(name);
}

function isOpenValue(value: string, key: string): boolean {
  return (
    isOnlyWildcards(value) ||
    matchesAnyAccount(value) ||
    // Every address, IPv4 or IPv6, however the zeros are written.
    (key.endsWith("sourceip") && /\/0+$/.test(value)) ||
    // `o-*`, `o-*/r-*/*`: the id of every organisation begins so.
    (/org(id|paths)$/.test(key) && /^o-[*?]+(\/|$)/i.test(value)) ||
    // A key compared with itself is always equal.
    value.toLowerCase() === `\${${key}}`
  );
}

/** Whether a test limits who may use a grant to a known account, organisation, network, source or token. */
export function isNarrowing(condition: Condition): boolean {
  const operator = parseConditionOperator(condition.operator);
  const key = condition.key.toLowerCase();
  return (
    narrowingOperators.has(operator.base) &&
    !operator.ifExists &&
    operator.quantifier !== "all" &&
    narrowingKeys.has(key) &&
    !condition.values.some((value) => isOpenValue(value, key))
  );
}

/**
 * The first condition of a statement that narrows it, as docs/rules.md defines "Narrowing conditions"; null where none
 * does. All conditions of a statement must hold, so one is enough.
 */
export function narrowingCondition(statement: PolicyStatement): Condition | null {
  return statement.conditions.find(isNarrowing) ?? null;
}

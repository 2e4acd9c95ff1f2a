import { parseConditionOperator } from "./condition-operator.ts";
import { isOnlyWildcards } from "./match-pattern.ts";
import type { Condition } from "./policy-document.ts";

/** Keys that AWS sends with every call of a role, so that a test for any value is always met. */
const alwaysSentKeys = new Set([
  "aws:principalarn",
  "aws:principalaccount",
  "aws:principaltype",
  "aws:requestedregion",
  "aws:securetransport",
  "aws:currenttime",
  "aws:epochtime",
  "aws:userid",
]);

/** Whether AWS sends the condition key (in lower case) with every call of a role. */
export function isAlwaysSent(key: string): boolean {
  return alwaysSentKeys.has(key);
}

const isEvery = (values: readonly string[], wanted: string) =>
  values.length > 0 && values.every((value) => value.toLowerCase() === wanted);

/** AWS has refused TLS below 1.2 everywhere since 2024, so a floor up to there excludes nobody. */
function isTlsFloor(base: string, values: readonly string[]): boolean {
  const floors = values.map(Number);
  if (base === "numericgreaterthanequals") return floors.length > 0 && floors.every((floor) => floor <= 1.2);
  return base === "numericgreaterthan" && floors.length > 0 && floors.every((floor) => floor < 1.2);
}

/**
 * Whether practically every call of a role meets the test, so that it limits nothing: TLS, not being an AWS service,
 * or any value of a key that is always sent (or need not be). Everything else counts as a limit.
 */
export function isAlwaysMet(condition: Condition): boolean {
  const { base, quantifier, ifExists } = parseConditionOperator(condition.operator);
  const key = condition.key.toLowerCase();
  const { values } = condition;
  if (base === "bool" && key === "aws:securetransport") return isEvery(values, "true");
  if (base === "bool" && key === "aws:principalisawsservice") return isEvery(values, "false");
  if (base === "null") return alwaysSentKeys.has(key) && isEvery(values, "false");
  if (key === "s3:tlsversion") return isTlsFloor(base, values);
  if (base === "ipaddress" && key === "aws:sourceip") return values.includes("0.0.0.0/0");
  const anyValue = /^(stringlike|stringlikeignorecase|arnlike|arnequals)$/.test(base) && values.some(matchesAnything);
  return anyValue && (alwaysSentKeys.has(key) || ifExists || quantifier === "all");
}

const matchesAnything = (value: string) => value.includes("*") && isOnlyWildcards(value) && !value.includes(":");

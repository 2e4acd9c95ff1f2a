import { isAlwaysMet } from "#lib/domain/iam/always-met-condition.ts";
import { parseConditionOperator } from "#lib/domain/iam/condition-operator.ts";
import { matchPattern } from "#lib/domain/iam/match-pattern.ts";
import type { Condition, PolicyStatement } from "#lib/domain/iam/policy-document.ts";

const passedToService = "iam:passedtoservice";

/** `states.eu-west-1.amazonaws.com` and `states.amazonaws.com.cn` are the service `states.amazonaws.com`. */
export function serviceName(principal: string): string {
  return principal
    .toLowerCase()
    .replace(/\.cn$/, "")
    .replace(/\.[a-z]{2}(-[a-z]+)+-\d\.amazonaws/, ".amazonaws");
}

/** What a test on iam:PassedToService says of a call that passes a role to `service`; null where that is not known. */
function testPasses({ operator, values }: Condition, service: string): boolean | null {
  const { base } = parseConditionOperator(operator);
  // Every iam:PassRole call has the key, with one value: quantifiers and IfExists change nothing.
  if (base === "null") return values.every((value) => value.toLowerCase() === "false");
  const negated = base.startsWith("stringnot");
  const positiveBase = negated ? `string${base.slice("stringnot".length)}` : base;
  const names = values.map(serviceName);
  switch (positiveBase) {
    case "stringequals":
    case "stringequalsignorecase":
      return names.includes(service) !== negated;
    case "stringlike":
      return names.some((name) => matchPattern(name, service)) !== negated;
    default:
      return null;
  }
}

const isServiceTest = (condition: Condition) => condition.key.toLowerCase() === passedToService;

/** Whether an Allow of iam:PassRole holds, for all that is known, when a role is passed to `service`. */
export function allowsPassingTo(statement: PolicyStatement, service: string): boolean {
  return statement.conditions.every((condition) =>
    isServiceTest(condition) ? testPasses(condition, service) === true : isAlwaysMet(condition),
  );
}

/**
 * Whether a Deny of iam:PassRole is certain to hold when a role is passed to `service`. Of all conditions only that one
 * is known to be met, so a Deny under any other takes nothing away.
 */
export function deniesPassingTo(statement: PolicyStatement, service: string): boolean {
  return statement.conditions.every((condition) => isServiceTest(condition) && testPasses(condition, service) === true);
}

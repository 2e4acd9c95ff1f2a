import { isAlwaysSent } from "#lib/domain/iam/always-met-condition.ts";
import { type ConditionOperator, parseConditionOperator } from "#lib/domain/iam/condition-operator.ts";
import type { Condition, PolicyVersion } from "#lib/domain/iam/policy-document.ts";
import { operatorOf, passes } from "./condition-operators.ts";
import { resolvePattern } from "./policy-variables.ts";
import type { RequestContext } from "./request-context.ts";
import { all, any, type Truth, truthOf } from "./truth.ts";

/** `Null` asks whether the key is there at all: `true` for absent, `false` for present. */
function evaluateNull({ key, values }: Condition, found: readonly string[] | null): Truth {
  const wanted = values.map((value) => value.toLowerCase());
  const whenAbsent = wanted.includes("true");
  const whenPresent = wanted.includes("false");
  if (found === null && !isAlwaysSent(key.toLowerCase())) return same([truthOf(whenAbsent), truthOf(whenPresent)]);
  return truthOf(found?.length === 0 ? whenAbsent : whenPresent);
}

/** What all of them say, or unknown where they differ. */
function same(truths: readonly Truth[]): Truth {
  const [first = "unknown"] = truths;
  return truths.every((truth) => truth === first) ? first : "unknown";
}

/** What a test says of a request without the key: negated tests hold, others do not, unless prefix or suffix say so. */
function whenAbsent({ quantifier, ifExists }: ConditionOperator, negated: boolean): Truth {
  if (ifExists || quantifier === "all") return "yes";
  return truthOf(quantifier === null && negated);
}

/** What a test says of a request of which only that it has the key is known. */
function whenPresent(base: string, values: readonly string[], negated: boolean): Truth {
  const matchesAll = (base.endsWith("like") || base.startsWith("arn")) && values.some((value) => /^\*+$/.test(value));
  if (matchesAll) return truthOf(!negated);
  return values.length === 0 ? truthOf(negated) : "unknown";
}

/**
 * Whether a request meets one condition. Unknown where that depends on a key of which nothing is known, on a policy
 * variable of that kind, or on an operator that AWS does not document.
 */
export function evaluateCondition(condition: Condition, version: PolicyVersion, context: RequestContext): Truth {
  const parsed = parseConditionOperator(condition.operator);
  const found = context.valuesOf(condition.key);
  if (parsed.base === "null") return evaluateNull(condition, found);
  const operator = operatorOf(parsed.base);
  if (operator === null) return "unknown";
  const absent = whenAbsent(parsed, operator.negated);
  if (found === null) {
    const present = whenPresent(parsed.base, condition.values, operator.negated);
    return isAlwaysSent(condition.key.toLowerCase()) ? present : same([absent, present]);
  }
  if (found.length === 0) return absent;
  const resolve = (written: string, wildcards: boolean) => resolvePattern(written, version, context, wildcards);
  const passed = found.map((value) => passes(operator, condition.values, value, resolve));
  // Several values of a key that is meant to have one: a test finds its value among them, a negated one must not.
  const each = parsed.quantifier === "all" || (parsed.quantifier === null && operator.negated);
  return each ? all(passed) : any(passed);
}

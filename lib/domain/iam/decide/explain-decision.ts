import { parseConditionOperator } from "#lib/domain/iam/condition-operator.ts";
import type { PatternList } from "#lib/domain/iam/policy-document.ts";
import type { AccessDecision, DecidedCondition } from "./access-decision.ts";
import type { AccessTarget } from "./access-target.ts";
import { operatorOf } from "./condition-operators.ts";
import type { JudgedLayer, StatementOutcome } from "./judge-layer.ts";

/** How many entries of a list a sentence spells out. */
const mostNamed = 3;

/** `a`, `a or b`, `a, b, c or 4 more`. */
function joined(entries: readonly string[], word: "and" | "or"): string {
  const unique = [...new Set(entries)];
  const named = unique.length > mostNamed + 1 ? unique.slice(0, mostNamed) : unique;
  const parts = named.length < unique.length ? [...named, `${unique.length - named.length} more`] : named;
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} ${word} ${last}`;
}

/** Ways that each suffice, of which each may itself hold an "and" or "or". */
function alternatives(ways: readonly string[]): string {
  const unique = [...new Set(ways)];
  const named = unique.slice(0, mostNamed);
  const more = unique.length - named.length;
  return [...named, ...(more > 0 ? [`${more} more ways`] : [])].join("; or ");
}

/** A test of a statement as part of a sentence: "aws:PrincipalOrgID is o-abc". */
export function conditionWords({ operator, key, values }: DecidedCondition): string {
  const { base, quantifier, ifExists } = parseConditionOperator(operator);
  if (base === "null")
    return `${key} is ${joined(
      values.map((value) => nullWords(value)),
      "or",
    )}`;
  const words = operatorOf(base)?.words ?? `meets ${operator}`;
  const subject = quantifier === null ? key : `${quantifier === "any" ? "a" : "every"} value of ${key}`;
  return `${subject} ${words} ${joined(values, "or") || "one of no values"}${ifExists ? " (where it is there)" : ""}`;
}

const nullWords = (value: string) => (value.toLowerCase() === "true" ? "absent" : "there");

function patternWords(what: string, mode: PatternList["mode"], patterns: readonly string[]): readonly string[] {
  return patterns.length === 0 ? [] : [`the ${what} is ${mode === "only" ? "" : "not "}${joined(patterns, "or")}`];
}

/** What must hold for the statement to apply, as far as that is not known. */
function openWords({ statement, openActions, openResources, conditions }: StatementOutcome): string {
  const parts = [
    ...patternWords("action", statement.actions.mode, openActions),
    ...patternWords("resource", statement.resources?.mode ?? "only", openResources),
    ...conditions.filter(({ state }) => state === "unknown").map(conditionWords),
  ];
  return joined(parts, "and");
}

function statementName({ statement, source, layer }: StatementOutcome): string {
  const where = layer === "policy" ? source : `the ${layer === "boundary" ? "permissions boundary" : layer} ${source}`;
  return statement.sid === null ? where : `statement “${statement.sid}” of ${where}`;
}

/** What must hold for a conditional request to be allowed: one entry for each layer in doubt and each doubtful Deny. */
export function conditionsOf(layers: readonly JudgedLayer[]): readonly string[] {
  const inDoubt = (outcomes: readonly StatementOutcome[]) => outcomes.filter(({ applies }) => applies === "unknown");
  const allowing = layers
    .filter(({ allowed }) => allowed === "unknown")
    .map(({ allows }) => alternatives(inDoubt(allows).map(openWords)));
  const denying = layers
    .flatMap(({ denies }) => inDoubt(denies))
    .map((outcome) => `${statementName(outcome)} does not deny it, as it does where ${openWords(outcome)}`);
  return [...new Set([...allowing, ...denying])];
}

/** Why a layer does not allow the request. */
function lackWords({ layer, level, sources, allows }: JudgedLayer): string {
  const [near] = allows;
  const unmet = near?.conditions.filter(({ state }) => state === "unmet").map(conditionWords) ?? [];
  const but = near === undefined ? "" : `, since ${statementName(near)} does so only where ${joined(unmet, "and")}`;
  if (layer === "boundary") return `its permissions boundary ${sources.join("")} leaves it out${but}`;
  if (layer === "policy") {
    return sources.length === 0 ? "the role has no policies" : `no statement of its policies allows it${but}`;
  }
  return sources.length === 0
    ? `level ${level} of its service control policies has no document, which denies everything`
    : `no service control policy of level ${level} allows it${but}`;
}

function denyWords(layers: readonly JudgedLayer[]): string {
  const lacking = layers.filter(({ allowed }) => allowed === "no").map(lackWords);
  return lacking.length > 0 ? lacking.join("; ") : "its policies and their limits have no resource in common";
}

function requestWords({ listed, request, scope }: AccessTarget): string {
  const action = listed?.name ?? request.action;
  if (listed?.isScopable === false) return action;
  if (request.resource === "*") return `${action} on every resource`;
  return `${action} on ${scope === null ? "" : "every resource "}${request.resource}`;
}

/** The answer and its reason in one sentence. */
export function sentenceOf(
  answer: AccessDecision["answer"],
  explicitDeny: boolean,
  layers: readonly JudgedLayer[],
  conditions: readonly string[],
  target: AccessTarget,
): string {
  const what = requestWords(target);
  if (explicitDeny) {
    const denying = layers.flatMap(({ denies }) => denies).filter(({ holds }) => holds === "yes");
    return `${what} is denied by ${joined(denying.map(statementName), "and")}.`;
  }
  if (answer === "denied") return `${what} is denied: ${denyWords(layers)}.`;
  if (answer === "conditional") {
    const numbered = conditions.length < 2 ? conditions : conditions.map((words, at) => `(${at + 1}) ${words}`);
    return `${what} is allowed only if ${joined(numbered, "and")}.`;
  }
  const [policies] = layers;
  const allowing = policies?.allows.filter(({ applies }) => applies !== "no") ?? [];
  return `${what} is allowed by ${joined(allowing.map(statementName), "and")}.`;
}

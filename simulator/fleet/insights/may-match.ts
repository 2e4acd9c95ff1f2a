import type { Expression, InsightsValue } from "./ast.ts";
import { compileExpression, type Evaluate, fieldByName, isTrue } from "./evaluate.ts";
import { mayBeginWith, mayStandIn, requiredTextOf } from "./required-text.ts";

/** What is known of a line before it is made. */
export interface KnownLine {
  readonly fields: ReadonlyMap<string, InsightsValue>;
  /** Its message, request ids and instants as unknown characters; null when more than those are unknown. */
  readonly messageShape: string | null;
  /** What its message may begin with, where that alone is known; null when it is not. */
  readonly messageStarts: readonly string[] | null;
}

/**
 * Whether a filter could hold for a line of which only some things are known: false means it cannot, so the line
 * need not be made. Unknown fields make their part undecided.
 */
export function mayMatch(condition: Expression, line: KnownLine): boolean {
  return decide(condition, line) !== false;
}

/** A pattern whose literal beginning cannot stand in the message does not match it. */
function decideLike(
  { left, pattern, negated }: Extract<Expression, { kind: "like" }>,
  { messageShape, messageStarts }: KnownLine,
): boolean | null {
  if (left.kind !== "field" || left.name !== "@message") return null;
  const required = requiredTextOf(pattern);
  if (required === null) return null;
  if (messageShape !== null) return mayStandIn(messageShape, required) ? null : negated;
  if (messageStarts === null || !required.anchored) return null;
  return messageStarts.some((start) => mayBeginWith(start, required.text)) ? null : negated;
}

function isKnown(expression: Expression, known: ReadonlyMap<string, InsightsValue>): boolean {
  switch (expression.kind) {
    case "literal":
    case "period":
      return true;
    case "field":
      return known.has(expression.name);
    case "call":
      return expression.name !== "bin" && expression.args.every((one) => isKnown(one, known));
    case "binary":
      return isKnown(expression.left, known) && isKnown(expression.right, known);
    case "like":
      return isKnown(expression.left, known);
    case "in":
      return [expression.left, ...expression.list].every((one) => isKnown(one, known));
    case "not":
    case "negate":
      return isKnown(expression.operand, known);
    default:
      return false;
  }
}

const evaluators = new WeakMap<Expression, Evaluate>();

/** The same expression is decided for each kind of line of each function. */
function evaluatorOf(expression: Expression): Evaluate {
  const known = evaluators.get(expression);
  if (known !== undefined) return known;
  const made = compileExpression(expression, fieldByName);
  evaluators.set(expression, made);
  return made;
}

function decide(expression: Expression, line: KnownLine): boolean | null {
  if (expression.kind === "binary" && (expression.operator === "and" || expression.operator === "or")) {
    const [left, right] = [decide(expression.left, line), decide(expression.right, line)];
    const strong = expression.operator === "or";
    if (left === strong || right === strong) return strong;
    return left === null || right === null ? null : !strong;
  }
  if (expression.kind === "not") {
    const operand = decide(expression.operand, line);
    return operand === null ? null : !operand;
  }
  if (isKnown(expression, line.fields))
    return isTrue(evaluatorOf(expression)({ get: (name) => line.fields.get(name) ?? null }));
  return expression.kind === "like" ? decideLike(expression, line) : null;
}

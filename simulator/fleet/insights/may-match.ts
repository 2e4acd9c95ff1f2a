import type { Expression, InsightsValue } from "./ast.ts";
import { compileExpression, isTrue } from "./evaluate.ts";

/**
 * Whether a filter could hold for a line of which only some fields are known: false means it cannot, so the line
 * need not be made. Unknown fields make their part undecided.
 */
export function mayMatch(condition: Expression, known: ReadonlyMap<string, InsightsValue>): boolean {
  return decide(condition, known) !== false;
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

function decide(expression: Expression, known: ReadonlyMap<string, InsightsValue>): boolean | null {
  if (expression.kind === "binary" && (expression.operator === "and" || expression.operator === "or")) {
    const [left, right] = [decide(expression.left, known), decide(expression.right, known)];
    const strong = expression.operator === "or";
    if (left === strong || right === strong) return strong;
    return left === null || right === null ? null : !strong;
  }
  if (expression.kind === "not") {
    const operand = decide(expression.operand, known);
    return operand === null ? null : !operand;
  }
  if (!isKnown(expression, known)) return null;
  return isTrue(compileExpression(expression)({ get: (name) => known.get(name) ?? null }));
}

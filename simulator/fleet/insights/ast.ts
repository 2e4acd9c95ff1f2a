/** A value of a field or expression; null when it is missing. Moments are milliseconds since 1970. */
export type InsightsValue = string | number | boolean | null;

export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "period"; readonly ms: number }
  | { readonly kind: "star" }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[]; readonly position: number }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "like"; readonly left: Expression; readonly pattern: RegExp | string; readonly negated: boolean }
  | { readonly kind: "in"; readonly left: Expression; readonly list: readonly Expression[]; readonly negated: boolean }
  | { readonly kind: "not"; readonly operand: Expression }
  | { readonly kind: "negate"; readonly operand: Expression };

export type BinaryOperator = "and" | "or" | "=" | "!=" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/" | "%" | "^";

/** An expression with the name that its column has: its alias, else its own text. */
export interface NamedExpression {
  readonly expression: Expression;
  readonly name: string;
}

export type Command =
  | { readonly kind: "fields"; readonly columns: readonly NamedExpression[] }
  | { readonly kind: "display"; readonly columns: readonly NamedExpression[] }
  | { readonly kind: "filter"; readonly condition: Expression }
  | { readonly kind: "parse"; readonly source: Expression; readonly pattern: RegExp; readonly names: readonly string[] }
  | { readonly kind: "stats"; readonly columns: readonly NamedExpression[]; readonly by: readonly NamedExpression[] }
  | {
      readonly kind: "sort";
      readonly keys: readonly { readonly expression: Expression; readonly descending: boolean }[];
    }
  | { readonly kind: "limit"; readonly count: number }
  | { readonly kind: "dedup"; readonly keys: readonly Expression[] };

export const aggregates = new Set([
  "count",
  "count_distinct",
  "sum",
  "avg",
  "min",
  "max",
  "pct",
  "median",
  "stddev",
  "earliest",
  "latest",
]);

/** Calls `visit` for an expression and everything in it. */
export function walk(expression: Expression, visit: (one: Expression) => void): void {
  visit(expression);
  switch (expression.kind) {
    case "call":
      for (const argument of expression.args) walk(argument, visit);
      break;
    case "binary":
      walk(expression.left, visit);
      walk(expression.right, visit);
      break;
    case "like":
      walk(expression.left, visit);
      break;
    case "in":
      walk(expression.left, visit);
      for (const item of expression.list) walk(item, visit);
      break;
    case "not":
    case "negate":
      walk(expression.operand, visit);
      break;
    default:
      break;
  }
}

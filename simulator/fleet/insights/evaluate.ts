import type { BinaryOperator, Expression, InsightsValue } from "./ast.ts";
import { functions, toNumber, toText, unaryFunctions } from "./functions.ts";
import { InsightsSyntaxError } from "./syntax-error.ts";

/** Anything that answers to field names. */
export interface Row {
  get(name: string): InsightsValue;
}

export type Evaluate<Base extends Row = Row> = (row: Base) => InsightsValue;

/** Finds out once where rows have a field. */
export type FieldReader<Base extends Row> = (name: string) => Evaluate<Base>;

/** For rows that are only known to answer to names. */
export const fieldByName: FieldReader<Row> = (name) => (row) => row.get(name);

export function isTrue(value: InsightsValue): boolean {
  return (
    value === true ||
    (typeof value === "number" && value !== 0) ||
    (typeof value === "string" && value.toLowerCase() === "true")
  );
}

/** Negative, zero or positive; numbers by value where both read as numbers, else texts by code unit. Null comes last. */
export function compareValues(a: InsightsValue, b: InsightsValue): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const [x, y] = [toNumber(a), toNumber(b)];
  if (x !== null && y !== null) return x - y;
  const [s, t] = [String(a), String(b)];
  return s < t ? -1 : s > t ? 1 : 0;
}

/** A missing side makes every comparison false, except that it differs from anything present. */
function comparison(operator: BinaryOperator, a: InsightsValue, b: InsightsValue): boolean {
  if (a === null || b === null) return operator === "!=" && a !== b;
  const order = compareValues(a, b);
  switch (operator) {
    case "=":
      return order === 0;
    case "!=":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    default:
      return order >= 0;
  }
}

const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  "^": (a, b) => a ** b,
};

function compileBinary<Base extends Row>(
  operator: BinaryOperator,
  left: Evaluate<Base>,
  right: Evaluate<Base>,
): Evaluate<Base> {
  if (operator === "and") return (row) => isTrue(left(row)) && isTrue(right(row));
  if (operator === "or") return (row) => isTrue(left(row)) || isTrue(right(row));
  const compute = arithmetic[operator];
  if (compute === undefined) return (row) => comparison(operator, left(row), right(row));
  return (row) => {
    const a = toNumber(left(row));
    const b = a === null ? null : toNumber(right(row));
    if (a === null || b === null) return null;
    const result = compute(a, b);
    return Number.isFinite(result) ? result : null;
  };
}

/** Looks at its arguments only until one is there. */
function compileCoalesce<Base extends Row>(args: readonly Evaluate<Base>[]): Evaluate<Base> {
  return (row) => {
    for (const argument of args) {
      const value = argument(row);
      if (value !== null) return value;
    }
    return null;
  };
}

function compileUnary<Base extends Row>(compute: (number: number) => number, argument: Evaluate<Base>): Evaluate<Base> {
  return (row) => {
    const number = toNumber(argument(row));
    if (number === null) return null;
    const result = compute(number);
    return Number.isFinite(result) ? result : null;
  };
}

function compileCall<Base extends Row>(
  expression: Extract<Expression, { kind: "call" }>,
  compile: (one: Expression) => Evaluate<Base>,
  fieldOf: FieldReader<Base>,
): Evaluate<Base> {
  const fn = functions[expression.name];
  if (fn === undefined)
    throw new InsightsSyntaxError(`the function ${expression.name} is not allowed here`, expression.position);
  const args = expression.args.map(compile);
  if (expression.name === "bin") {
    const period = args[0];
    if (args.length !== 1 || period === undefined)
      throw new InsightsSyntaxError("bin takes one period", expression.position);
    const timestamp = fieldOf("@timestamp");
    return (row) => fn([timestamp(row), period(row)]);
  }
  if (expression.name === "coalesce") return compileCoalesce(args);
  const [first, ...others] = args;
  const unary = unaryFunctions[expression.name];
  if (unary !== undefined && first !== undefined && others.length === 0) return compileUnary(unary, first);
  if (first !== undefined && others.length === 0) return (row) => fn([first(row)]);
  return (row) => fn(args.map((argument) => argument(row)));
}

/** A function of a row. `aggregate` answers for calls of aggregates, where they are allowed. */
export function compileExpression<Base extends Row>(
  expression: Expression,
  fieldOf: FieldReader<Base>,
  aggregate?: (call: Extract<Expression, { kind: "call" }>) => Evaluate<Base> | null,
): Evaluate<Base> {
  const compile = (one: Expression): Evaluate<Base> => compileExpression(one, fieldOf, aggregate);
  switch (expression.kind) {
    case "literal": {
      const { value } = expression;
      return () => value;
    }
    case "period": {
      const { ms } = expression;
      return () => ms;
    }
    case "star":
      throw new InsightsSyntaxError("* is only allowed in count(*)", 0);
    case "field":
      return fieldOf(expression.name);
    case "not": {
      const operand = compile(expression.operand);
      return (row) => !isTrue(operand(row));
    }
    case "negate": {
      const operand = compile(expression.operand);
      return (row) => {
        const number = toNumber(operand(row));
        return number === null ? null : -number;
      };
    }
    case "like": {
      const left = compile(expression.left);
      const { pattern, negated } = expression;
      const matches = (text: string) => (typeof pattern === "string" ? text.includes(pattern) : pattern.test(text));
      return (row) => {
        const text = toText(left(row));
        return (text !== null && matches(text)) !== negated;
      };
    }
    case "in": {
      const left = compile(expression.left);
      const list = expression.list.map(compile);
      return (row) => {
        const value = left(row);
        return list.some((item) => comparison("=", value, item(row))) !== expression.negated;
      };
    }
    case "binary":
      return compileBinary(expression.operator, compile(expression.left), compile(expression.right));
    case "call":
      return aggregate?.(expression) ?? compileCall(expression, compile, fieldOf);
  }
}

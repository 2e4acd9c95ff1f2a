import { aggregates, type BinaryOperator, type Expression } from "./ast.ts";
import { functionNames } from "./functions.ts";
import { compileRegex, type Lexer, type Token } from "./lexer.ts";
import { InsightsSyntaxError } from "./syntax-error.ts";

const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  second: 1000,
  m: 60_000,
  minute: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
  d: 86_400_000,
  day: 86_400_000,
  w: 604_800_000,
  week: 604_800_000,
};

export function expectSymbol(lexer: Lexer, text: string): Token {
  const token = lexer.next();
  if (token.text !== text) throw unexpected(token, `expected ${text}`);
  return token;
}

export function unexpected(token: Token, hint: string): InsightsSyntaxError {
  return new InsightsSyntaxError(
    `unexpected ${token.kind === "end" ? "end of query" : `symbol found ${token.text}`} at position ${token.position} (${hint})`,
    token.position,
  );
}

export function isWord(token: Token, ...words: readonly string[]): boolean {
  return token.kind === "word" && words.includes(token.text.toLowerCase());
}

export function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, (_, c: string) => (c === "n" ? "\n" : c === "t" ? "\t" : c));
}

export function fieldName(text: string): string {
  return text.replaceAll("`", "");
}

/** Reads an expression: or, and, not, comparison, sum, product, power, in rising order of binding. */
export function parseExpression(lexer: Lexer): Expression {
  return leftAssociative(lexer, () => leftAssociative(lexer, () => parseNot(lexer), { and: "and" }), { or: "or" });
}

function leftAssociative(
  lexer: Lexer,
  operand: () => Expression,
  operators: Readonly<Record<string, BinaryOperator>>,
): Expression {
  let left = operand();
  for (;;) {
    const operator = operators[lexer.peek().text.toLowerCase()];
    if (operator === undefined) return left;
    lexer.next();
    left = { kind: "binary", operator, left, right: operand() };
  }
}

function parseNot(lexer: Lexer): Expression {
  if (!isWord(lexer.peek(), "not")) return parseComparison(lexer);
  lexer.next();
  return { kind: "not", operand: parseNot(lexer) };
}

function parseComparison(lexer: Lexer): Expression {
  const left = parseSum(lexer);
  const negated = isWord(lexer.peek(), "not");
  if (negated) lexer.next();
  const token = lexer.peek();
  if (isWord(token, "like") || token.text === "=~") {
    lexer.next();
    return { kind: "like", left, pattern: parsePattern(lexer), negated };
  }
  if (isWord(token, "in")) {
    lexer.next();
    return { kind: "in", left, list: parseList(lexer), negated };
  }
  if (negated) throw unexpected(token, "expected like or in after not");
  if (!["=", "!=", "<", "<=", ">", ">="].includes(token.text)) return left;
  lexer.next();
  return { kind: "binary", operator: token.text as BinaryOperator, left, right: parseSum(lexer) };
}

function parsePattern(lexer: Lexer): RegExp | string {
  const regex = lexer.regex();
  if (regex !== null) return regex;
  const token = lexer.next();
  if (token.kind !== "string") throw unexpected(token, "expected a string or a regular expression after like");
  const text = unquote(token.text);
  return text.startsWith("(?i)") ? compileRegex(text, "", token.position) : text;
}

function parseList(lexer: Lexer): Expression[] {
  expectSymbol(lexer, "[");
  const list: Expression[] = [];
  while (lexer.peek().text !== "]") {
    if (list.length > 0) expectSymbol(lexer, ",");
    list.push(parseSum(lexer));
  }
  lexer.next();
  return list;
}

function parseSum(lexer: Lexer): Expression {
  return leftAssociative(
    lexer,
    () =>
      leftAssociative(lexer, () => leftAssociative(lexer, () => parsePrimary(lexer), { "^": "^" }), {
        "*": "*",
        "/": "/",
        "%": "%",
      }),
    { "+": "+", "-": "-" },
  );
}

function parsePeriod(token: Token): Expression {
  const unit = token.text.replace(/^\d+/, "");
  const ms = unitMs[unit] ?? unitMs[unit.replace(/s$/, "")];
  if (ms === undefined) throw new InsightsSyntaxError(`the period ${token.text} is not supported`, token.position);
  return { kind: "period", ms: Number.parseInt(token.text, 10) * ms };
}

function parsePrimary(lexer: Lexer): Expression {
  const token = lexer.next();
  if (token.kind === "number") return { kind: "literal", value: Number(token.text) };
  if (token.kind === "string") return { kind: "literal", value: unquote(token.text) };
  if (token.kind === "period") return parsePeriod(token);
  if (token.kind === "field") return { kind: "field", name: fieldName(token.text) };
  if (token.text === "*") return { kind: "star" };
  if (token.text === "-") return { kind: "negate", operand: parsePrimary(lexer) };
  if (token.text === "(") {
    const inner = parseExpression(lexer);
    expectSymbol(lexer, ")");
    return inner;
  }
  if (token.kind !== "word") throw unexpected(token, "expected a value");
  if (lexer.peek().text === "(") return parseCall(lexer, token);
  if (isWord(token, "true", "false")) return { kind: "literal", value: token.text.toLowerCase() === "true" };
  return { kind: "field", name: fieldName(token.text) };
}

function parseCall(lexer: Lexer, token: Token): Expression {
  const name = token.text.toLowerCase();
  if (!aggregates.has(name) && !functionNames.has(name))
    throw new InsightsSyntaxError(`the function ${token.text} is not supported`, token.position);
  expectSymbol(lexer, "(");
  const args: Expression[] = [];
  while (lexer.peek().text !== ")") {
    if (args.length > 0) expectSymbol(lexer, ",");
    args.push(parseExpression(lexer));
  }
  lexer.next();
  return { kind: "call", name, args, position: token.position };
}

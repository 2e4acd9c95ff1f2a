import { aggregates, type Command, type Expression, type NamedExpression, walk } from "./ast.ts";
import { Lexer, type Token } from "./lexer.ts";
import { fieldName, isWord, parseExpression, unexpected, unquote } from "./parse-expression.ts";
import { InsightsSyntaxError } from "./syntax-error.ts";

function parseNamed(lexer: Lexer): NamedExpression {
  const from = lexer.peek().position;
  const expression = parseExpression(lexer);
  const text = lexer.slice(from, lexer.peek().position);
  if (!isWord(lexer.peek(), "as")) return { expression, name: expression.kind === "field" ? expression.name : text };
  lexer.next();
  return { expression, name: parseName(lexer) };
}

function parseName(lexer: Lexer): string {
  const token = lexer.next();
  if (token.kind !== "word" && token.kind !== "field") throw unexpected(token, "expected a name");
  return fieldName(token.text);
}

/** One or more, with or without commas between them as Logs Insights takes them. */
function parseColumns(lexer: Lexer): NamedExpression[] {
  const columns = [parseNamed(lexer)];
  while (lexer.peek().text === ",") {
    lexer.next();
    columns.push(parseNamed(lexer));
  }
  return columns;
}

function noAggregates(columns: readonly NamedExpression[], clause: string): void {
  for (const { expression } of columns) {
    walk(expression, (one) => {
      if (one.kind === "call" && aggregates.has(one.name))
        throw new InsightsSyntaxError(`${one.name} is not allowed in ${clause}`, one.position);
    });
  }
}

function parseStats(lexer: Lexer): Command {
  const columns = parseColumns(lexer);
  if (!isWord(lexer.peek(), "by")) return { kind: "stats", columns, by: [] };
  lexer.next();
  const by = parseColumns(lexer);
  noAggregates(by, "by");
  return { kind: "stats", columns, by };
}

function parseSort(lexer: Lexer): Command {
  const keys: { expression: Expression; descending: boolean }[] = [];
  do {
    if (keys.length > 0) lexer.next();
    const expression = parseExpression(lexer);
    const direction = lexer.peek();
    const given = isWord(direction, "asc", "desc");
    if (given) lexer.next();
    keys.push({ expression, descending: given && isWord(direction, "desc") });
  } while (lexer.peek().text === ",");
  return { kind: "sort", keys };
}

function parseLimit(lexer: Lexer): Command {
  const token = lexer.next();
  const count = Number(token.text);
  if (token.kind !== "number" || !Number.isInteger(count) || count < 1 || count > 100_000)
    throw unexpected(token, "expected a limit from 1 to 100000");
  return { kind: "limit", count };
}

function globPattern(glob: string): RegExp {
  const parts = glob.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(
    parts
      .map((part, index) =>
        index === parts.length - 1
          ? part
          : `${part}(${index === parts.length - 2 && part !== undefined && parts[index + 1] === "" ? "[\\s\\S]*" : "[\\s\\S]*?"})`,
      )
      .join(""),
  );
}

/** `parse @message "user=* id=*" as user, id` or `parse @message /user=(?<user>\S+)/`. */
function parseParse(lexer: Lexer): Command {
  const ahead = lexer.peek();
  const source: Expression =
    ahead.kind === "string" || ahead.text === "/"
      ? { kind: "field", name: "@message" }
      : parseExpressionBeforePattern(lexer);
  const regex = lexer.regex();
  const glob = regex === null ? lexer.next() : null;
  if (glob !== null && glob.kind !== "string")
    throw unexpected(glob, "expected a glob or a regular expression in parse");
  const pattern = regex ?? globPattern(unquote(glob?.text ?? '""'));
  const names = isWord(lexer.peek(), "as")
    ? parseNames(lexer)
    : [...pattern.source.matchAll(/\(\?<([A-Za-z_]\w*)>/g)].map((match) => match[1] ?? "");
  const groups = new RegExp(`${pattern.source}|`).exec("")?.length ?? 1;
  if (names.length !== groups - 1)
    throw new InsightsSyntaxError(`parse has ${groups - 1} captures and ${names.length} names`, ahead.position);
  return { kind: "parse", source, pattern, names };
}

function parseExpressionBeforePattern(lexer: Lexer): Expression {
  const token = lexer.next();
  if (token.kind !== "word" && token.kind !== "field") throw unexpected(token, "expected a field in parse");
  return { kind: "field", name: fieldName(token.text) };
}

function parseNames(lexer: Lexer): string[] {
  lexer.next();
  const names = [parseName(lexer)];
  while (lexer.peek().text === ",") {
    lexer.next();
    names.push(parseName(lexer));
  }
  return names;
}

function parseCommand(lexer: Lexer, word: Token): Command {
  switch (word.text.toLowerCase()) {
    case "fields":
    case "display": {
      const columns = parseColumns(lexer);
      noAggregates(columns, word.text);
      return { kind: word.text.toLowerCase() === "fields" ? "fields" : "display", columns };
    }
    case "filter": {
      const condition = parseExpression(lexer);
      noAggregates([{ expression: condition, name: "" }], "filter");
      return { kind: "filter", condition };
    }
    case "stats":
      return parseStats(lexer);
    case "sort":
    case "order":
      return parseSort(lexer);
    case "limit":
    case "head":
      return parseLimit(lexer);
    case "parse":
      return parseParse(lexer);
    case "dedup":
      return { kind: "dedup", keys: parseColumns(lexer).map(({ expression }) => expression) };
    default:
      throw new InsightsSyntaxError(`the clause ${word.text} is not supported`, word.position);
  }
}

/** Reads a query; throws {@link InsightsSyntaxError} for anything that is not computed here. */
export function parseQuery(text: string): Command[] {
  const lexer = new Lexer(text);
  const commands: Command[] = [];
  while (lexer.peek().kind !== "end") {
    const token = lexer.next();
    if (token.text === "|") continue;
    if (token.kind !== "word") throw unexpected(token, "expected a command");
    commands.push(parseCommand(lexer, token));
    const after = lexer.peek();
    if (after.kind !== "end" && after.text !== "|") throw unexpected(after, `after ${token.text}`);
  }
  if (commands.length === 0) throw new InsightsSyntaxError("the query is empty", 0);
  return commands;
}

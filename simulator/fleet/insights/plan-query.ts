import type { Grain } from "#simulator/fleet/logs/invocations.ts";
import { type Command, type Expression, type NamedExpression, walk } from "./ast.ts";
import { type KnownLine, mayMatch } from "./may-match.ts";

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const minuteMs = 60_000;
/** First and last moments are as fine as the groups they are taken of. */
const extremes = new Set(["min", "max", "earliest", "latest"]);
const timeCalls = new Set(["bin", "datefloor", "dateceil", "frommillis"]);

function expressionsOf(command: Command): readonly Expression[] {
  switch (command.kind) {
    case "fields":
    case "display":
      return command.columns.map(({ expression }) => expression);
    case "filter":
      return [command.condition];
    case "parse":
      return [command.source];
    case "stats":
      return [...command.columns, ...command.by].map(({ expression }) => expression);
    case "sort":
      return command.keys.map(({ expression }) => expression);
    case "dedup":
      return command.keys;
    default:
      return [];
  }
}

/** How finely a grouped query looks at time: as its bins ask; each line by itself when it names single lines. */
export function grainOf(commands: readonly Command[]): Grain {
  const stats = commands.findIndex(({ kind }) => kind === "stats");
  if (stats < 0) return "each";
  let grain: Grain = "day";
  const binned = new Set<Expression>();
  for (const expression of commands.slice(0, stats + 1).flatMap(expressionsOf)) {
    walk(expression, (one) => {
      if (one.kind === "call" && (one.name === "bin" || one.name === "datefloor")) {
        const period = one.args.find(({ kind }) => kind === "period");
        const ms = period?.kind === "period" ? period.ms : 1;
        grain = finer(grain, grainOfPeriod(ms));
        for (const argument of one.args) binned.add(argument);
      }
      if (one.kind === "call" && extremes.has(one.name)) for (const argument of one.args) binned.add(argument);
      if (one.kind === "field" && (one.name === "@timestamp" || one.name === "@ptr") && !binned.has(one))
        grain = "each";
    });
  }
  return grain;
}

function grainOfPeriod(ms: number): Grain {
  if (ms % dayMs === 0) return "day";
  if (ms % hourMs === 0) return "hour";
  return ms % minuteMs === 0 ? "minute" : "each";
}

function finer(a: Grain, b: Grain): Grain {
  const order: readonly Grain[] = ["each", "minute", "hour", "day"];
  return order.indexOf(a) < order.indexOf(b) ? a : b;
}

/** Filters that see lines as they were logged: those before any command that adds columns of the same names. */
export function lineFilter(commands: readonly Command[]): (line: KnownLine) => boolean {
  const filters: Expression[] = [];
  for (const command of commands) {
    if (command.kind !== "filter") break;
    filters.push(command.condition);
  }
  return (line) => filters.every((condition) => mayMatch(condition, line));
}

/** The columns of the answer, in order. */
export function columnsOf(commands: readonly Command[]): readonly NamedExpression[] {
  let columns: readonly NamedExpression[] = ["@timestamp", "@message"].map((name) => ({
    name,
    expression: { kind: "field", name },
  }));
  let given = false;
  for (const command of commands) {
    if (command.kind === "fields") {
      columns = given ? [...columns, ...command.columns] : command.columns;
      given = true;
    } else if (command.kind === "display") {
      columns = command.columns;
      given = true;
    } else if (command.kind === "parse" && given) {
      columns = [...columns, ...command.names.map((name) => ({ name, expression: { kind: "field", name } as const }))];
    } else if (command.kind === "stats") {
      columns = [...command.by, ...command.columns];
      given = true;
    }
  }
  return columns;
}

/** Names of columns that hold moments, to be written as Logs Insights writes them. */
export function momentColumns(commands: readonly Command[]): ReadonlySet<string> {
  const names = new Set(["@timestamp", "@ingestionTime"]);
  for (const command of commands) {
    const columns =
      command.kind === "fields" || command.kind === "display"
        ? command.columns
        : command.kind === "stats"
          ? command.by
          : [];
    for (const { name, expression } of columns) {
      if (expression.kind === "call" && timeCalls.has(expression.name)) names.add(name);
      if (expression.kind === "field" && names.has(expression.name)) names.add(name);
    }
  }
  return names;
}

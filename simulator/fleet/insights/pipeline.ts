import { createGrouping } from "./aggregate.ts";
import type { Command, Expression, InsightsValue } from "./ast.ts";
import { compareValues, compileExpression, type Evaluate, isTrue, type Row } from "./evaluate.ts";
import { toText } from "./functions.ts";

/** A row on its way through the commands: what it came with, and the columns that commands have added. */
export class WorkRow implements Row {
  readonly base: Row;
  readonly weight: number;
  private added: Map<string, InsightsValue> | null = null;

  constructor(base: Row, weight: number) {
    this.base = base;
    this.weight = weight;
  }

  get(name: string): InsightsValue {
    const added = this.added?.get(name);
    return added === undefined ? this.base.get(name) : added;
  }

  set(name: string, value: InsightsValue): void {
    this.added ??= new Map();
    this.added.set(name, value);
  }
}

/** Works on one row; false drops it. */
type Step = (row: WorkRow) => boolean;

function parseStep(command: Extract<Command, { kind: "parse" }>): Step {
  const source = compileExpression(command.source);
  return (row) => {
    const match = command.pattern.exec(toText(source(row)) ?? "");
    for (const [index, name] of command.names.entries()) row.set(name, match?.[index + 1] ?? null);
    return true;
  };
}

function columnStep(columns: readonly { readonly name: string; readonly expression: Expression }[]): Step {
  const computed = columns
    .filter(({ name, expression }) => expression.kind !== "field" || expression.name !== name)
    .map(({ name, expression }) => ({ name, value: compileExpression(expression) }));
  return (row) => {
    for (const { name, value } of computed) row.set(name, value(row));
    return true;
  };
}

/** Steps that look at one row at a time; null for a command that needs all of them. */
function stepOf(command: Command): Step | null {
  switch (command.kind) {
    case "filter": {
      const condition = compileExpression(command.condition);
      return (row) => isTrue(condition(row));
    }
    case "parse":
      return parseStep(command);
    case "fields":
    case "display":
      return columnStep(command.columns);
    default:
      return null;
  }
}

function sortRows(rows: WorkRow[], keys: Extract<Command, { kind: "sort" }>["keys"]): WorkRow[] {
  const compiled = keys.map(({ expression, descending }) => ({
    value: compileExpression(expression),
    sign: descending ? -1 : 1,
  }));
  const keyed = rows.map((row) => ({ row, values: compiled.map(({ value }) => value(row)) }));
  keyed.sort((a, b) => {
    for (const [index, { sign }] of compiled.entries()) {
      const [x, y] = [a.values[index] ?? null, b.values[index] ?? null];
      const order = compareValues(x, y) * (x === null || y === null ? 1 : sign);
      if (order !== 0) return order;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}

function dedupRows(rows: WorkRow[], keys: readonly Expression[]): WorkRow[] {
  const values: Evaluate[] = keys.map((key) => compileExpression(key));
  const seen = new Set<string>();
  return rows.filter((row) => {
    const id = values.map((value) => String(value(row))).join("\u0001");
    return !seen.has(id) && seen.add(id) !== undefined;
  });
}

export function newestFirst(rows: WorkRow[]): WorkRow[] {
  return sortRows(rows, [{ expression: { kind: "field", name: "@timestamp" }, descending: true }]);
}

function applyToAll(rows: WorkRow[], command: Command): WorkRow[] {
  switch (command.kind) {
    case "stats": {
      const grouping = createGrouping(command.columns, command.by);
      for (const row of rows) grouping.add(row, row.weight);
      return grouping.rows().map((values) => new WorkRow({ get: (name) => values.get(name) ?? null }, 1));
    }
    case "sort":
      return sortRows(rows, command.keys);
    case "limit":
      return rows.slice(0, command.count);
    case "dedup":
      return dedupRows(rows, command.keys);
    default: {
      const step = stepOf(command);
      return step === null ? rows : rows.filter(step);
    }
  }
}

/** The commands up to the first that needs all rows; grouping rows as they come keeps memory to the groups. */
export interface Pipeline {
  /** False when the row was dropped by a filter. */
  take(row: WorkRow): boolean;
  /** Rows held so far (of a pipeline that does not group). */
  readonly held: number;
  finish(): WorkRow[];
}

export function createPipeline(commands: readonly Command[]): Pipeline {
  const firstWhole = commands.findIndex((command) => stepOf(command) === null);
  const steps = commands
    .slice(0, firstWhole < 0 ? commands.length : firstWhole)
    .map(stepOf)
    .filter((step) => step !== null);
  const rest = firstWhole < 0 ? [] : commands.slice(firstWhole);
  const [head] = rest;
  const grouping = head?.kind === "stats" ? createGrouping(head.columns, head.by) : null;
  const sorted = commands.some(({ kind }) => kind === "sort" || kind === "stats");
  const rows: WorkRow[] = [];
  return {
    take: (row) => {
      if (!steps.every((step) => step(row))) return false;
      if (grouping === null) rows.push(row);
      else grouping.add(row, row.weight);
      return true;
    },
    get held() {
      return rows.length;
    },
    finish: () => {
      const grouped = grouping?.rows().map((values) => new WorkRow({ get: (name) => values.get(name) ?? null }, 1));
      return (grouping === null ? rest : rest.slice(1)).reduce(
        applyToAll,
        grouped ?? (sorted ? rows : newestFirst(rows)),
      );
    },
  };
}

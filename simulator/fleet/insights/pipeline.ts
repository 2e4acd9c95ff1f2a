import { createGrouping } from "./aggregate.ts";
import type { Command, Expression, InsightsValue, NamedExpression } from "./ast.ts";
import { compareValues, compileExpression, type Evaluate, isTrue, type Row } from "./evaluate.ts";
import { toText } from "./functions.ts";
import { runAtOnce } from "./steps.ts";

/** The names that commands add to rows, each with its place in a row. */
class AddedColumns {
  readonly #places = new Map<string, number>();

  placeOf(name: string): number | undefined {
    return this.#places.get(name);
  }

  add(name: string): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    const place = this.#places.size;
    this.#places.set(name, place);
    return place;
  }
}

/** A row on its way through the commands: what it came with, and the columns that commands have added. */
export class WorkRow implements Row {
  readonly base: Row;
  readonly weight: number;
  readonly #columns: AddedColumns;
  /** By place; a place is undefined until its command has run. */
  #added: InsightsValue[] | null = null;

  constructor(base: Row, weight: number, columns: AddedColumns) {
    this.base = base;
    this.weight = weight;
    this.#columns = columns;
  }

  get(name: string): InsightsValue {
    const place = this.#columns.placeOf(name);
    const added = place === undefined ? undefined : this.#added?.[place];
    return added === undefined ? this.base.get(name) : added;
  }

  set(place: number, value: InsightsValue): void {
    this.#added ??= [];
    this.#added[place] = value;
  }
}

/** Works on one row; false drops it. */
type Step = (row: WorkRow) => boolean;

const matchesKept = 4096;

function parseStep(command: Extract<Command, { kind: "parse" }>, columns: AddedColumns): Step {
  const source = compileExpression(command.source);
  const places = command.names.map((name) => columns.add(name));
  const match = matcherOf(command);
  return (row) => {
    const found = match(toText(source(row)) ?? "");
    for (let index = 0; index < places.length; index++) row.set(places[index] ?? 0, found?.[index + 1] ?? null);
    return true;
  };
}

/** Messages differ from each other, but other fields, above all stream names, come again and again. */
function matcherOf({ source, pattern }: Extract<Command, { kind: "parse" }>): (text: string) => RegExpExecArray | null {
  if (source.kind === "field" && source.name === "@message") return (text) => pattern.exec(text);
  const kept = new Map<string, RegExpExecArray | null>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const found = pattern.exec(text);
    if (kept.size < matchesKept) kept.set(text, found);
    return found;
  };
}

function columnStep(named: readonly NamedExpression[], columns: AddedColumns): Step {
  const computed = named
    .filter(({ name, expression }) => expression.kind !== "field" || expression.name !== name)
    .map(({ name, expression }) => ({ place: columns.add(name), value: compileExpression(expression) }));
  return (row) => {
    for (const { place, value } of computed) row.set(place, value(row));
    return true;
  };
}

/** Steps that look at one row at a time; null for a command that needs all of them. */
function stepOf(command: Command, columns: AddedColumns): Step | null {
  switch (command.kind) {
    case "filter": {
      const condition = compileExpression(command.condition);
      return (row) => isTrue(condition(row));
    }
    case "parse":
      return parseStep(command, columns);
    case "fields":
    case "display":
      return columnStep(command.columns, columns);
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

/** Commands after a grouping add columns of their own to its rows. */
function groupRows(groups: readonly Row[], columns: AddedColumns): WorkRow[] {
  return groups.map((group) => new WorkRow(group, 1, columns));
}

function applyToAll(rows: WorkRow[], command: Command, columns: AddedColumns): WorkRow[] {
  switch (command.kind) {
    case "stats": {
      const grouping = createGrouping(command.columns, command.by);
      for (const row of rows) grouping.add(row, row.weight);
      return groupRows(runAtOnce(grouping.rows()), columns);
    }
    case "sort":
      return sortRows(rows, command.keys);
    case "limit":
      return rows.slice(0, command.count);
    case "dedup":
      return dedupRows(rows, command.keys);
    default: {
      const step = stepOf(command, columns);
      return step === null ? rows : rows.filter(step);
    }
  }
}

/** The commands up to the first that needs all rows; grouping rows as they come keeps memory to the groups. */
export interface Pipeline {
  /** Takes in a line that stands for `weight` alike ones; false when a filter drops it. */
  take(base: Row, weight: number): boolean;
  /** Rows held so far (of a pipeline that does not group). */
  readonly held: number;
  /** In steps, since there may be many groups. */
  finish(): Generator<void, WorkRow[]>;
}

export function createPipeline(commands: readonly Command[]): Pipeline {
  const columns = new AddedColumns();
  const compiled = commands.map((command) => stepOf(command, columns));
  const firstWhole = compiled.indexOf(null);
  const steps = compiled.slice(0, firstWhole < 0 ? commands.length : firstWhole).filter((step) => step !== null);
  const rest = firstWhole < 0 ? [] : commands.slice(firstWhole);
  const [head] = rest;
  const grouping = head?.kind === "stats" ? createGrouping(head.columns, head.by) : null;
  const sorted = commands.some(({ kind }) => kind === "sort" || kind === "stats");
  const rows: WorkRow[] = [];
  return {
    take: (base, weight) => {
      const row = new WorkRow(base, weight, columns);
      for (const step of steps) if (!step(row)) return false;
      if (grouping === null) rows.push(row);
      else grouping.add(row, weight);
      return true;
    },
    get held() {
      return rows.length;
    },
    *finish() {
      const begun = grouping === null ? rows : groupRows(yield* grouping.rows(), columns);
      return (grouping === null ? rest : rest.slice(1)).reduce(
        (all, command) => applyToAll(all, command, columns),
        sorted ? begun : newestFirst(begun),
      );
    },
  };
}

import { at } from "#simulator/fleet/random.ts";
import { createGrouping } from "./aggregate.ts";
import type { Command, Expression, InsightsValue, NamedExpression } from "./ast.ts";
import { compareValues, compileExpression, type FieldReader, fieldByName, isTrue, type Row } from "./evaluate.ts";
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
class WorkRow<Base extends Row = Row> implements Row {
  base: Base;
  weight: number;
  readonly #columns: AddedColumns;
  /** By place; a place is undefined until its command has run. */
  readonly #added: (InsightsValue | undefined)[] = [];

  constructor(base: Base, weight: number, columns: AddedColumns) {
    this.base = base;
    this.weight = weight;
    this.#columns = columns;
  }

  get(name: string): InsightsValue {
    const place = this.#columns.placeOf(name);
    const added = place === undefined ? undefined : this.#added[place];
    return added === undefined ? this.base.get(name) : added;
  }

  /** Undefined until the column's command has run. */
  added(place: number): InsightsValue | undefined {
    return this.#added[place];
  }

  set(place: number, value: InsightsValue): void {
    this.#added[place] = value;
  }

  /** Becomes another row, when nobody holds on to this one. */
  restart(base: Base, weight: number): this {
    this.base = base;
    this.weight = weight;
    for (let place = 0; place < this.#added.length; place++) this.#added[place] = undefined;
    return this;
  }
}

/** Where rows have a field when a command comes to them: among the columns added so far, else where they came with it. */
function addedOr<Base extends Row>(columns: AddedColumns, fieldOf: FieldReader<Base>): FieldReader<WorkRow<Base>> {
  return (name) => {
    const original = fieldOf(name);
    const place = columns.placeOf(name);
    if (place === undefined) return (row) => original(row.base);
    return (row) => {
      const added = row.added(place);
      return added === undefined ? original(row.base) : added;
    };
  };
}

/** Works on one row; false drops it. */
type Step<Base extends Row> = (row: WorkRow<Base>) => boolean;

const matchesKept = 4096;

function parseStep<Base extends Row>(
  command: Extract<Command, { kind: "parse" }>,
  columns: AddedColumns,
  fieldOf: FieldReader<Base>,
): Step<Base> {
  const source = compileExpression(command.source, addedOr(columns, fieldOf));
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

function columnStep<Base extends Row>(
  named: readonly NamedExpression[],
  columns: AddedColumns,
  fieldOf: FieldReader<Base>,
): Step<Base> {
  const computed = named
    .filter(({ name, expression }) => expression.kind !== "field" || expression.name !== name)
    .map(({ name, expression }) => ({
      place: columns.add(name),
      value: compileExpression(expression, addedOr(columns, fieldOf)),
    }));
  return (row) => {
    for (const { place, value } of computed) row.set(place, value(row));
    return true;
  };
}

/** Steps that look at one row at a time; null for a command that needs all of them. */
function stepOf<Base extends Row>(
  command: Command,
  columns: AddedColumns,
  fieldOf: FieldReader<Base>,
): Step<Base> | null {
  switch (command.kind) {
    case "filter": {
      const condition = compileExpression(command.condition, addedOr(columns, fieldOf));
      return (row) => isTrue(condition(row));
    }
    case "parse":
      return parseStep(command, columns, fieldOf);
    case "fields":
    case "display":
      return columnStep(command.columns, columns, fieldOf);
    default:
      return null;
  }
}

function sortRows<Any extends Row>(rows: readonly Any[], keys: Extract<Command, { kind: "sort" }>["keys"]): Any[] {
  const sorted = keys.map(({ expression, descending }) => {
    const value = compileExpression<Row>(expression, fieldByName);
    return { values: rows.map((row) => value(row)), sign: descending ? -1 : 1 };
  });
  const order = rows.map((_, place) => place);
  order.sort((a, b) => {
    for (const { values, sign } of sorted) {
      const [x, y] = [values[a] ?? null, values[b] ?? null];
      const result = compareValues(x, y) * (x === null || y === null ? 1 : sign);
      if (result !== 0) return result;
    }
    return 0;
  });
  return order.map((place) => at(rows, place));
}

function dedupRows<Any extends Row>(rows: readonly Any[], keys: readonly Expression[]): Any[] {
  const values = keys.map((key) => compileExpression<Row>(key, fieldByName));
  const seen = new Set<string>();
  return rows.filter((row) => {
    const id = values.map((value) => String(value(row))).join("\u0001");
    return !seen.has(id) && seen.add(id) !== undefined;
  });
}

function newestFirst(rows: readonly Row[]): Row[] {
  return sortRows(rows, [{ expression: { kind: "field", name: "@timestamp" }, descending: true }]);
}

function applyToAll(rows: readonly Row[], command: Command, columns: AddedColumns): readonly Row[] {
  switch (command.kind) {
    case "sort":
      return sortRows(rows, command.keys);
    case "limit":
      return rows.slice(0, command.count);
    case "dedup":
      return dedupRows(rows, command.keys);
    default: {
      // Commands after a grouping add columns of their own to its rows.
      const own = rows.map((row) => (row instanceof WorkRow ? row : new WorkRow(row, 1, columns)));
      if (command.kind !== "stats") {
        const step = stepOf(command, columns, fieldByName);
        return step === null ? own : own.filter(step);
      }
      const grouping = createGrouping(command.columns, command.by, addedOr(columns, fieldByName));
      for (const row of own) grouping.add(row, row.weight);
      return runAtOnce(grouping.rows());
    }
  }
}

/** The commands up to the first that needs all rows; grouping rows as they come keeps memory to the groups. */
export interface Pipeline<Base extends Row> {
  /**
   * Takes in a line that stands for `weight` alike ones; false when a filter drops it. A pipeline that does not group holds
   * on to it.
   */
  take(base: Base, weight: number): boolean;
  /** Rows held so far (of a pipeline that does not group). */
  readonly held: number;
  /** In steps, since there may be many groups. */
  finish(): Generator<void, readonly Row[]>;
}

export function createPipeline<Base extends Row>(
  commands: readonly Command[],
  fieldOf: FieldReader<Base> = fieldByName,
): Pipeline<Base> {
  const columns = new AddedColumns();
  const compiled = commands.map((command) => stepOf(command, columns, fieldOf));
  const firstWhole = compiled.indexOf(null);
  const steps = compiled.slice(0, firstWhole < 0 ? commands.length : firstWhole).filter((step) => step !== null);
  const rest = firstWhole < 0 ? [] : commands.slice(firstWhole);
  const [head] = rest;
  const grouping = head?.kind === "stats" ? createGrouping(head.columns, head.by, addedOr(columns, fieldOf)) : null;
  const sorted = commands.some(({ kind }) => kind === "sort" || kind === "stats");
  const rows: WorkRow<Base>[] = [];
  let only: WorkRow<Base> | null = null;
  return {
    take: (base, weight) => {
      const row = only === null ? new WorkRow(base, weight, columns) : only.restart(base, weight);
      if (grouping !== null) only = row;
      for (const step of steps) if (!step(row)) return false;
      if (grouping === null) rows.push(row);
      else grouping.add(row, weight);
      return true;
    },
    get held() {
      return rows.length;
    },
    *finish() {
      const begun = grouping === null ? rows : yield* grouping.rows();
      return (grouping === null ? rest : rest.slice(1)).reduce<readonly Row[]>(
        (all, command) => applyToAll(all, command, columns),
        sorted ? begun : newestFirst(begun),
      );
    },
  };
}

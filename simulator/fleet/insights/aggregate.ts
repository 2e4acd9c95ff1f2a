import { type Accumulator, createAccumulator } from "./accumulators.ts";
import { aggregates, type InsightsValue, type NamedExpression } from "./ast.ts";
import { ValueColumn } from "./columns.ts";
import { compileExpression, type FieldReader, fieldByName, type Row } from "./evaluate.ts";
import { GroupKey, GroupNumbers } from "./numbering.ts";

const groupsPerStep = 64;

/** Groups are numbered, and what belongs to them stands in columns: an object of its own for each would be most of a query. */
export interface Grouping<Base extends Row> {
  add(row: Base, weight: number): void;
  /** One row per group, in order of first appearance; none when nothing came. */
  rows(): Generator<void, Row[]>;
}

interface Column {
  get(group: number): InsightsValue;
}

/** A group's place in the columns that all groups share. */
class GroupRow implements Row {
  readonly #columns: ReadonlyMap<string, Column>;
  readonly #group: number;

  constructor(columns: ReadonlyMap<string, Column>, group: number) {
    this.#columns = columns;
    this.#group = group;
  }

  get(name: string): InsightsValue {
    return this.#columns.get(name)?.get(this.#group) ?? null;
  }
}

interface NamedColumn {
  readonly name: string;
  readonly column: Column;
}

/** Sets a group's columns one after the other: one may read those before it, and those of the keys. */
type Finish = (row: Row, group: number) => void;

interface Finished {
  readonly columns: readonly NamedColumn[];
  readonly finish: Finish | null;
}

/** Columns that are aggregates and nothing else need no place of their own. */
function plainColumns<Base extends Row>(
  named: readonly NamedExpression[],
  by: readonly NamedExpression[],
  create: (call: Parameters<typeof createAccumulator>[0]) => Accumulator<Base>,
): readonly NamedColumn[] | null {
  if (new Set([...by, ...named].map(({ name }) => name)).size < by.length + named.length) return null;
  const calls = named.flatMap(({ name, expression }) =>
    expression.kind === "call" && aggregates.has(expression.name) ? [{ name, call: expression }] : [],
  );
  if (calls.length < named.length) return null;
  return calls.map(({ name, call }) => {
    const accumulator = create(call);
    return { name, column: { get: (group) => accumulator.result(group) } };
  });
}

function computedColumns<Base extends Row>(
  named: readonly NamedExpression[],
  keys: readonly NamedColumn[],
  create: (call: Parameters<typeof createAccumulator>[0]) => Accumulator<Base>,
): Finished {
  let current = 0;
  const computed = new Map(named.map(({ name }) => [name, new ValueColumn()] as const));
  const values = named.map(({ name, expression }) => ({
    name,
    value: compileExpression<Row>(expression, fieldByName, (call) => {
      if (!aggregates.has(call.name)) return null;
      const accumulator = create(call);
      return () => accumulator.result(current);
    }),
  }));
  const finish: Finish = (row, group) => {
    current = group;
    // A column that is called like a key is that key until it has been computed.
    for (const { name, column } of keys) computed.get(name)?.set(group, column.get(group));
    for (const { name, value } of values) computed.get(name)?.set(group, value(row));
  };
  return { columns: [...computed].map(([name, column]) => ({ name, column })), finish };
}

/** Computes `stats columns by keys`. Columns may mix aggregates with arithmetic. */
export function createGrouping<Base extends Row>(
  columns: readonly NamedExpression[],
  by: readonly NamedExpression[],
  fieldOf: FieldReader<Base>,
): Grouping<Base> {
  const accumulators: Accumulator<Base>[] = [];
  const create = (call: Parameters<typeof createAccumulator>[0]): Accumulator<Base> => {
    const made = createAccumulator(call, fieldOf);
    accumulators.push(made);
    return made;
  };
  const keys = by.map(({ name }) => ({ name, column: new GroupKey() }));
  const plain = plainColumns(columns, by, create);
  const { columns: own, finish } =
    plain === null ? computedColumns(columns, keys, create) : { columns: plain, finish: null };
  const values = by.map(({ expression }) => compileExpression(expression, fieldOf));
  const numbers = new GroupNumbers(keys.map(({ column }) => column));
  const all = new Map([...keys, ...own].map(({ name, column }) => [name, column] as const));
  const places = keys.map(() => 0);
  return {
    add: (row, weight) => {
      for (let index = 0; index < values.length; index++)
        places[index] = keys[index]?.column.placeOf(values[index]?.(row) ?? null) ?? 0;
      const group = numbers.numberOf(places);
      for (const accumulator of accumulators) accumulator.add(group, row, weight);
    },
    *rows() {
      const rows: Row[] = [];
      for (let group = 0; group < numbers.count; group++) {
        const row = new GroupRow(all, group);
        finish?.(row, group);
        rows.push(row);
        if (rows.length % groupsPerStep === 0) yield;
      }
      return rows;
    },
  };
}

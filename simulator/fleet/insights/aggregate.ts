import { aggregates, type Expression, type InsightsValue, type NamedExpression } from "./ast.ts";
import { compareValues, compileExpression, type Evaluate, type Row } from "./evaluate.ts";
import { toNumber } from "./functions.ts";
import { InsightsSyntaxError } from "./syntax-error.ts";

type Call = Extract<Expression, { kind: "call" }>;

/** Takes in rows, each standing for `weight` alike ones, and gives a value at the end. */
interface Accumulator {
  add(row: Row, weight: number): void;
  result(): InsightsValue;
}

type Factory = () => Accumulator;

function counting(value: Evaluate | null): Factory {
  return () => {
    let count = 0;
    return {
      add: (row, weight) => {
        if (value === null || value(row) !== null) count += weight;
      },
      result: () => count,
    };
  };
}

/** Distinct request ids and pointers stand one for each of the alike rows. */
function distinct(value: Evaluate, ofLine: boolean): Factory {
  return () => {
    const seen = new Map<string, number>();
    return {
      add: (row, weight) => {
        const one = value(row);
        if (one !== null) seen.set(String(one), ofLine ? Math.max(weight, seen.get(String(one)) ?? 0) : 1);
      },
      result: () => [...seen.values()].reduce((sum, count) => sum + count, 0),
    };
  };
}

function moments(value: Evaluate, finish: (sum: number, squares: number, count: number) => number | null): Factory {
  return () => {
    let [sum, squares, count] = [0, 0, 0];
    return {
      add: (row, weight) => {
        const number = toNumber(value(row));
        if (number === null) return;
        sum += number * weight;
        squares += number * number * weight;
        count += weight;
      },
      result: () => (count === 0 ? null : finish(sum, squares, count)),
    };
  };
}

function extreme(value: Evaluate, sign: 1 | -1): Factory {
  return () => {
    let best: InsightsValue = null;
    return {
      add: (row) => {
        const one = value(row);
        if (one !== null && (best === null || sign * compareValues(one, best) > 0)) best = one;
      },
      result: () => best,
    };
  };
}

function percentile(value: Evaluate, percent: number): Factory {
  return () => {
    const weights = new Map<number, number>();
    let total = 0;
    return {
      add: (row, weight) => {
        const number = toNumber(value(row));
        if (number === null) return;
        weights.set(number, (weights.get(number) ?? 0) + weight);
        total += weight;
      },
      result: () => {
        const target = Math.max(1, Math.ceil((percent / 100) * total));
        let seen = 0;
        for (const [number, weight] of [...weights].sort(([a], [b]) => a - b)) {
          seen += weight;
          if (seen >= target) return number;
        }
        return null;
      },
    };
  };
}

function atMoment(value: Evaluate, sign: 1 | -1): Factory {
  return () => {
    let best: InsightsValue = null;
    let moment: number | null = null;
    return {
      add: (row) => {
        const one = value(row);
        const time = toNumber(row.get("@timestamp"));
        if (one === null || time === null || (moment !== null && sign * (time - moment) <= 0)) return;
        best = one;
        moment = time;
      },
      result: () => best,
    };
  };
}

function factoryOf(call: Call): Factory {
  const [first, second] = call.args;
  if (call.name === "count")
    return counting(first === undefined || first.kind === "star" ? null : compileExpression(first));
  if (first === undefined || first.kind === "star")
    throw new InsightsSyntaxError(`${call.name} needs a field`, call.position);
  const value = compileExpression(first);
  switch (call.name) {
    case "count_distinct":
      return distinct(value, first.kind === "field" && (first.name === "@requestId" || first.name === "@ptr"));
    case "sum":
      return moments(value, (sum) => sum);
    case "avg":
      return moments(value, (sum, _, count) => sum / count);
    case "stddev":
      return moments(value, (sum, squares, count) => Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2)));
    case "min":
      return extreme(value, -1);
    case "max":
      return extreme(value, 1);
    case "median":
      return percentile(value, 50);
    case "earliest":
      return atMoment(value, -1);
    case "latest":
      return atMoment(value, 1);
    default: {
      if (second?.kind !== "literal" || typeof second.value !== "number")
        throw new InsightsSyntaxError("pct needs a field and a percentage", call.position);
      return percentile(value, second.value);
    }
  }
}

const groupsPerStep = 64;

export interface Grouping {
  /** One row per group, in order of first appearance; a row without groups when `by` is empty and nothing came. */
  add(row: Row, weight: number): void;
  rows(): Generator<void, Row[]>;
}

interface Group {
  readonly keys: readonly InsightsValue[];
  readonly accumulators: readonly Accumulator[];
}

/** A group's values, with the places of the names that all groups share. */
class GroupRow implements Row {
  readonly #places: ReadonlyMap<string, number>;
  readonly #values: InsightsValue[] = [];

  constructor(places: ReadonlyMap<string, number>) {
    this.#places = places;
  }

  get(name: string): InsightsValue {
    const place = this.#places.get(name);
    return place === undefined ? null : (this.#values[place] ?? null);
  }

  set(name: string, value: InsightsValue): void {
    const place = this.#places.get(name);
    if (place !== undefined) this.#values[place] = value;
  }
}

/**
 * Numbers the combinations of one more key, in order of first appearance. Values are the same that read the same, the
 * text "1" and the number 1 as well as a missing value and an empty text.
 */
function createNumbering(): (before: number, value: InsightsValue) => number {
  const idsOfValues = new Map<InsightsValue, number>();
  const idsOfTexts = new Map<string, number>();
  const numbers: Map<number, number>[] = [];
  let count = 0;
  return (before, value) => {
    let id = idsOfValues.get(value);
    if (id === undefined) {
      const text = value === null ? "" : String(value);
      id = idsOfTexts.get(text) ?? idsOfTexts.size;
      idsOfTexts.set(text, id);
      idsOfValues.set(value, id);
    }
    let after = numbers[before];
    if (after === undefined) {
      after = new Map();
      numbers[before] = after;
    }
    let number = after.get(id);
    if (number === undefined) {
      number = count;
      count += 1;
      after.set(id, number);
    }
    return number;
  };
}

/** Computes `stats columns by keys`. Columns may mix aggregates with arithmetic. */
export function createGrouping(columns: readonly NamedExpression[], by: readonly NamedExpression[]): Grouping {
  const factories: Factory[] = [];
  let results: readonly InsightsValue[] = [];
  const finish = columns.map(({ expression }) =>
    compileExpression(expression, (call) => {
      if (!aggregates.has(call.name)) return null;
      const slot = factories.push(factoryOf(call)) - 1;
      return () => results[slot] ?? null;
    }),
  );
  const keys = by.map(({ expression }) => compileExpression(expression));
  const places = new Map([...by, ...columns].map(({ name }, place) => [name, place] as const));
  const groups: Group[] = [];
  const numbering = keys.map(createNumbering);
  return {
    add: (row, weight) => {
      const values = keys.map((key) => key(row));
      let number = 0;
      for (let index = 0; index < values.length; index++)
        number = numbering[index]?.(number, values[index] ?? null) ?? number;
      let group = groups[number];
      if (group === undefined) {
        group = { keys: values, accumulators: factories.map((factory) => factory()) };
        groups[number] = group;
      }
      for (const accumulator of group.accumulators) accumulator.add(row, weight);
    },
    *rows() {
      const rows: Row[] = [];
      for (const group of groups) {
        results = group.accumulators.map((accumulator) => accumulator.result());
        const row = new GroupRow(places);
        for (const [index, { name }] of by.entries()) row.set(name, group.keys[index] ?? null);
        for (const [index, { name }] of columns.entries()) row.set(name, finish[index]?.(row) ?? null);
        rows.push(row);
        if (rows.length % groupsPerStep === 0) yield;
      }
      return rows;
    },
  };
}

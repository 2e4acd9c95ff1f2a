import type { Expression, InsightsValue } from "./ast.ts";
import { NumberColumn, ValueColumn } from "./columns.ts";
import { compareValues, compileExpression, type Evaluate, type FieldReader, type Row } from "./evaluate.ts";
import { toNumber } from "./functions.ts";
import { InsightsSyntaxError } from "./syntax-error.ts";

type Call = Extract<Expression, { kind: "call" }>;

/** One aggregate of all groups, by the group's number: takes in rows, each standing for `weight` alike ones. */
export interface Accumulator<Base extends Row> {
  add(group: number, row: Base, weight: number): void;
  result(group: number): InsightsValue;
}

function counting<Base extends Row>(value: Evaluate<Base> | null): Accumulator<Base> {
  const counts = new NumberColumn();
  return {
    add: (group, row, weight) => {
      if (value === null || value(row) !== null) counts.add(group, weight);
    },
    result: (group) => counts.get(group),
  };
}

/** What belongs to a group, made when its first row comes. */
function perGroup<Kept>(make: () => Kept): (group: number) => Kept {
  const kept: Kept[] = [];
  return (group) => {
    const known = kept[group] ?? make();
    kept[group] = known;
    return known;
  };
}

/** Distinct request ids and pointers stand one for each of the alike rows. */
function distinct<Base extends Row>(value: Evaluate<Base>, ofLine: boolean): Accumulator<Base> {
  const seenOf = perGroup(() => new Map<string, number>());
  return {
    add: (group, row, weight) => {
      const one = value(row);
      if (one === null) return;
      const seen = seenOf(group);
      seen.set(String(one), ofLine ? Math.max(weight, seen.get(String(one)) ?? 0) : 1);
    },
    result: (group) => [...seenOf(group).values()].reduce((sum, count) => sum + count, 0),
  };
}

function moments<Base extends Row>(
  value: Evaluate<Base>,
  finish: (sum: number, squares: number, count: number) => number | null,
  squared = false,
): Accumulator<Base> {
  const [sums, squares, counts] = [new NumberColumn(), new NumberColumn(), new NumberColumn()];
  return {
    add: (group, row, weight) => {
      const number = toNumber(value(row));
      if (number === null) return;
      sums.add(group, number * weight);
      if (squared) squares.add(group, number * number * weight);
      counts.add(group, weight);
    },
    result: (group) => {
      const count = counts.get(group);
      return count === 0 ? null : finish(sums.get(group), squares.get(group), count);
    },
  };
}

function extreme<Base extends Row>(value: Evaluate<Base>, sign: 1 | -1): Accumulator<Base> {
  const best = new ValueColumn();
  return {
    add: (group, row) => {
      const one = value(row);
      if (one === null) return;
      const before = best.get(group);
      if (before === null || sign * compareValues(one, before) > 0) best.set(group, one);
    },
    result: (group) => best.get(group),
  };
}

function percentile<Base extends Row>(value: Evaluate<Base>, percent: number): Accumulator<Base> {
  const weightsOf = perGroup(() => new Map<number, number>());
  const totals = new NumberColumn();
  return {
    add: (group, row, weight) => {
      const number = toNumber(value(row));
      if (number === null) return;
      const weights = weightsOf(group);
      weights.set(number, (weights.get(number) ?? 0) + weight);
      totals.add(group, weight);
    },
    result: (group) => {
      const target = Math.max(1, Math.ceil((percent / 100) * totals.get(group)));
      let seen = 0;
      for (const [number, weight] of [...weightsOf(group)].sort(([a], [b]) => a - b)) {
        seen += weight;
        if (seen >= target) return number;
      }
      return null;
    },
  };
}

function atMoment<Base extends Row>(value: Evaluate<Base>, timestamp: Evaluate<Base>, sign: 1 | -1): Accumulator<Base> {
  const [best, moments] = [new ValueColumn(), new ValueColumn()];
  return {
    add: (group, row) => {
      const one = value(row);
      const time = toNumber(timestamp(row));
      const moment = moments.get(group);
      if (one === null || time === null || (typeof moment === "number" && sign * (time - moment) <= 0)) return;
      best.set(group, one);
      moments.set(group, time);
    },
    result: (group) => best.get(group),
  };
}

/** @throws {InsightsSyntaxError} when its arguments are not those that the aggregate takes */
export function createAccumulator<Base extends Row>(call: Call, fieldOf: FieldReader<Base>): Accumulator<Base> {
  const [first, second] = call.args;
  const compile = (expression: Expression) => compileExpression(expression, fieldOf);
  if (call.name === "count") return counting(first === undefined || first.kind === "star" ? null : compile(first));
  if (first === undefined || first.kind === "star")
    throw new InsightsSyntaxError(`${call.name} needs a field`, call.position);
  const value = compile(first);
  switch (call.name) {
    case "count_distinct":
      return distinct(value, first.kind === "field" && (first.name === "@requestId" || first.name === "@ptr"));
    case "sum":
      return moments(value, (sum) => sum);
    case "avg":
      return moments(value, (sum, _, count) => sum / count);
    case "stddev":
      return moments(
        value,
        (sum, squares, count) => Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2)),
        true,
      );
    case "min":
      return extreme(value, -1);
    case "max":
      return extreme(value, 1);
    case "median":
      return percentile(value, 50);
    case "earliest":
      return atMoment(value, fieldOf("@timestamp"), -1);
    case "latest":
      return atMoment(value, fieldOf("@timestamp"), 1);
    default: {
      if (second?.kind !== "literal" || typeof second.value !== "number")
        throw new InsightsSyntaxError("pct needs a field and a percentage", call.position);
      return percentile(value, second.value);
    }
  }
}

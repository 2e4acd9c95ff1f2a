import type { FilterCondition } from "#lib/domain/views/fleet-filter.ts";
import { escapeLike } from "./escape-like.ts";
import type { Parameters } from "./functions/parameters.ts";

/** What a filter's property stands for in a statement. `list` is an array column. */
export interface PropertySql {
  readonly sql: string;
  readonly type: "text" | "number" | "list";
}

export type PropertyTable = Readonly<Record<string, PropertySql>>;

/** Clauses of a property filter as conditions. `without` leaves one property's clauses out, for its facet. */
export function propertyClauses(
  conditions: readonly FilterCondition[],
  properties: PropertyTable,
  parameters: Parameters,
  without?: string,
): string[] {
  return conditions
    .filter(({ property }) => property !== without)
    .map((condition) => clause(condition, properties, parameters));
}

/** Words that all have to occur in a text. */
export function searchClauses(sql: string, search: string, parameters: Parameters): string[] {
  const words = search.split(/\s+/).filter(Boolean).slice(0, 8);
  return words.map((word) => `${sql} ILIKE ${parameters.add(`%${escapeLike(word)}%`)}`);
}

function clause(condition: FilterCondition, properties: PropertyTable, parameters: Parameters): string {
  const known = Object.hasOwn(properties, condition.property) ? properties[condition.property] : undefined;
  // A property that does not exist matches nothing: dropping the clause would show more than was asked for.
  if (!known) return "false";
  switch (known.type) {
    case "text":
      return textClause(known.sql, condition, parameters);
    case "number":
      return numberClause(known.sql, condition, parameters);
    case "list":
      return listClause(known.sql, condition, parameters);
  }
}

function textClause(sql: string, { operator, values }: FilterCondition, parameters: Parameters): string {
  switch (operator) {
    case "=":
      return `${sql} = ANY(${parameters.add(values)}::text[])`;
    case "!=":
      return `coalesce(${sql}, '') <> ALL(${parameters.add(values)}::text[])`;
    case ":":
      return `${sql} ILIKE ANY(${parameters.add(values.map((value) => `%${escapeLike(value)}%`))}::text[])`;
    default:
      return `${sql} ${operator} ${parameters.add(values[0] ?? "")}`;
  }
}

function numberClause(sql: string, { operator, values }: FilterCondition, parameters: Parameters): string {
  const numbers = values
    .filter((value) => value.trim() !== "")
    .map(Number)
    .filter(Number.isFinite);
  if (numbers.length === 0) return "false";
  if (operator === "=" || operator === ":") return `${sql} = ANY(${parameters.add(numbers)}::float8[])`;
  if (operator === "!=") return `${sql} <> ALL(${parameters.add(numbers)}::float8[])`;
  return `${sql} ${operator} ${parameters.add(numbers[0])}::float8`;
}

function listClause(sql: string, { operator, values }: FilterCondition, parameters: Parameters): string {
  if (operator === ":") {
    const patterns = parameters.add(values.map((value) => `%${escapeLike(value)}%`));
    return `EXISTS (SELECT FROM unnest(${sql}) AS one WHERE one ILIKE ANY(${patterns}::text[]))`;
  }
  const any = `${sql} && ${parameters.add(values)}::text[]`;
  return operator === "!=" ? `NOT ${any}` : any;
}

import type { FilterCondition, FleetFilter } from "#lib/domain/views/fleet-filter.ts";
import { functionProperties } from "./function-properties.ts";
import type { Parameters } from "./parameters.ts";

/** The condition that a filter stands for, over functionSource. `without` leaves one property's clauses out, for its facet. */
export function functionWhere(filter: FleetFilter, parameters: Parameters, without?: string): string {
  const parts = ["f.deleted_at IS NULL"];
  if (filter.accountIds.length > 0) parts.push(`f.account_id = ANY(${parameters.add(filter.accountIds)})`);
  if (filter.regions.length > 0) parts.push(`f.region = ANY(${parameters.add(filter.regions)})`);
  if (filter.teamId) parts.push(`f.team_id::text = ${parameters.add(filter.teamId)}`);
  for (const word of filter.search.split(/\s+/).filter(Boolean).slice(0, 8)) {
    parts.push(`f.arn ILIKE ${parameters.add(`%${escapeLike(word)}%`)}`);
  }
  for (const condition of filter.conditions) {
    if (condition.property !== without) parts.push(clause(condition, parameters));
  }
  return parts.join(" AND ");
}

function clause(condition: FilterCondition, parameters: Parameters): string {
  const { property, operator, values } = condition;
  if (property === "tag") return tagClause(condition, parameters);
  const known = functionProperties[property];
  // A property that does not exist matches nothing: dropping the clause would show more than was asked for.
  if (!known) return "false";
  if (known.type === "text") return textClause(known.sql, condition, parameters);
  const numbers = values.map(Number).filter(Number.isFinite);
  if (numbers.length === 0) return "false";
  if (operator === "=" || operator === ":") return `${known.sql} = ANY(${parameters.add(numbers)}::float8[])`;
  if (operator === "!=") return `${known.sql} <> ALL(${parameters.add(numbers)}::float8[])`;
  return `${known.sql} ${operator} ${parameters.add(numbers[0])}::float8`;
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

/** Tags are matched as `key=value`. */
function tagClause({ operator, values }: FilterCondition, parameters: Parameters): string {
  const test =
    operator === ":"
      ? `ILIKE ANY(${parameters.add(values.map((value) => `%${escapeLike(value)}%`))}::text[])`
      : `= ANY(${parameters.add(values)}::text[])`;
  const exists = `EXISTS (SELECT FROM jsonb_each_text(f.tags) tag WHERE tag.key || '=' || tag.value ${test})`;
  return operator === "!=" ? `NOT ${exists}` : exists;
}

/** `%`, `_` and `\` as themselves. */
export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
}

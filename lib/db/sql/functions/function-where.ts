import { escapeLike } from "#lib/db/sql/escape-like.ts";
import { propertyClauses, searchClauses } from "#lib/db/sql/property-clause.ts";
import type { FilterCondition, FleetFilter } from "#lib/domain/views/fleet-filter.ts";
import { functionProperties } from "./function-properties.ts";
import type { Parameters } from "./parameters.ts";

/** The condition that a filter stands for, over functionSource. `without` leaves one property's clauses out, for its facet. */
export function functionWhere(filter: FleetFilter, parameters: Parameters, without?: string): string {
  const parts = ["f.deleted_at IS NULL"];
  if (filter.accountIds.length > 0) parts.push(`f.account_id = ANY(${parameters.add(filter.accountIds)})`);
  if (filter.regions.length > 0) parts.push(`f.region = ANY(${parameters.add(filter.regions)})`);
  if (filter.teamId) parts.push(`f.team_id::text = ${parameters.add(filter.teamId)}`);
  parts.push(...searchClauses("f.arn", filter.search, parameters));
  const isTag = ({ property }: FilterCondition) => property === "tag";
  if (without !== "tag") parts.push(...filter.conditions.filter(isTag).map((one) => tagClause(one, parameters)));
  const others = filter.conditions.filter((condition) => !isTag(condition));
  parts.push(...propertyClauses(others, functionProperties, parameters, without));
  return parts.join(" AND ");
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

import type { Parameters } from "#lib/db/sql/functions/parameters.ts";
import { type PropertyTable, propertyClauses, searchClauses } from "#lib/db/sql/property-clause.ts";
import type { FleetFilter } from "#lib/domain/views/fleet-filter.ts";

/** Findings with what they are filtered and ordered by: i the finding, a its account, u its assignee, t the function's team. */
export const findingSource = `findings i
  LEFT JOIN accounts a ON a.id = i.account_id
  LEFT JOIN users u ON u.id = i.assignee_id
  LEFT JOIN functions f ON f.account_id = i.account_id AND f.arn = i.resource_arn
  LEFT JOIN teams t ON t.id = f.team_id`;

const text = (sql: string) => ({ sql, type: "text" }) as const;

/** What the queue can be filtered by, by the name it has in the URL. */
export const findingProperties: PropertyTable = {
  severity: text("i.severity"),
  rule: text("i.rule"),
  status: text("i.status"),
  account: text("i.account_id"),
  region: text("coalesce(i.region, 'global')"),
  kind: text("CASE WHEN i.region IS NULL THEN 'role' ELSE 'function' END"),
  resource: text("i.resource_name"),
  arn: text("i.resource_arn"),
  team: text("coalesce(t.name, 'no team')"),
  assignee: text("coalesce(u.name, 'nobody')"),
  evidence: text("CASE WHEN i.unverified_since IS NULL THEN 'verified' ELSE 'unverified' END"),
};

/** Resolved findings are history: they show only when the filter speaks of the status, or of one finding by its ARN. */
export function findingWhere(filter: FleetFilter, parameters: Parameters, without?: string): string {
  const { accountIds, regions, teamId, search, conditions } = filter;
  const parts = [
    ...(accountIds.length > 0 ? [`i.account_id = ANY(${parameters.add(accountIds)}::text[])`] : []),
    ...(regions.length > 0 ? [`(i.region IS NULL OR i.region = ANY(${parameters.add(regions)}::text[]))`] : []),
    ...(teamId ? [teamClause(parameters.add(teamId))] : []),
    ...searchClauses("(i.resource_arn || ' ' || i.rule)", search, parameters),
    ...propertyClauses(conditions, findingProperties, parameters, without),
  ];
  const speaksOfStatus = without === "status" || conditions.some(({ property }) => property === "status");
  if (!speaksOfStatus) parts.push("i.status <> 'resolved'");
  return parts.length > 0 ? parts.join(" AND ") : "true";
}

/** A role belongs to each team that runs a function as it. */
function teamClause(teamId: string): string {
  return `(f.team_id::text = ${teamId} OR i.region IS NULL AND EXISTS (SELECT FROM functions g
    WHERE g.account_id = i.account_id AND g.role_arn = i.resource_arn AND g.team_id::text = ${teamId} AND g.deleted_at IS NULL))`;
}

/** Critical first. */
const severityRank = "array_position(ARRAY['low', 'medium', 'high', 'critical'], i.severity)";

/** What rows are ordered by, by column. */
export const findingOrder: Readonly<Record<string, string>> = {
  severity: severityRank,
  resource: "lower(i.resource_name)",
  rule: "i.rule",
  account: "coalesce(a.name, i.account_id)",
  region: "i.region",
  status: "array_position(ARRAY['open', 'acknowledged', 'suppressed', 'resolved'], i.status)",
  assignee: "u.name",
  team: "t.name",
  firstSeen: "i.first_seen",
  lastSeen: "i.last_seen",
};

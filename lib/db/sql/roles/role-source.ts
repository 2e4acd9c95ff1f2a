import type { Parameters } from "#lib/db/sql/functions/parameters.ts";
import { type PropertyTable, propertyClauses, searchClauses } from "#lib/db/sql/property-clause.ts";
import type { FleetFilter } from "#lib/domain/views/fleet-filter.ts";

/**
 * Roles with what they are filtered and ordered by. Where the account's roles cannot be read any more, the last
 * verdicts are not proved and count as unknown: `is_known` is false then, and `is_admin`, `wildcards` and whatever else was
 * judged are null. The judgement itself is large: take no part of it for more roles than are shown.
 */
const facts = `
  SELECT r.*, a.name AS account_name, s.state AS source_state, s.reason AS source_reason, s.since AS source_since,
    s.observed_at, k.readable AS is_readable, k.known AS is_known,
    CASE WHEN k.readable THEN r.admin END AS is_admin,
    CASE WHEN k.readable AND jsonb_typeof(r.wildcard_services) = 'array'
      THEN ARRAY(SELECT jsonb_array_elements_text(r.wildcard_services)) END AS wildcards,
    CASE WHEN k.known THEN coalesce(r.severity, 'none') ELSE 'unknown' END AS gravity,
    CASE WHEN k.known THEN r.held_verdicts END AS held,
    CASE WHEN k.known THEN r.grave_verdicts END AS grave,
    CASE WHEN k.known THEN r.escalation END AS escalates,
    CASE WHEN k.known THEN r.trust_issues END AS trusted_wrongly,
    coalesce(u.functions, 0) AS functions, coalesce(m.teams, 0) AS teams, coalesce(o.findings, 0) AS findings,
    cardinality(r.attached_policy_arns) + jsonb_array_length(r.inline_policies) AS policies
  FROM roles r
    LEFT JOIN accounts a ON a.id = r.account_id
    LEFT JOIN source_states s ON s.account_id = r.account_id AND s.region = '' AND s.source = 'roles'
    CROSS JOIN LATERAL (SELECT coalesce(s.state NOT IN ('denied', 'failed'), true) AS readable,
      r.held_verdicts IS NOT NULL AND coalesce(s.state NOT IN ('denied', 'failed'), true) AS known) k
    LEFT JOIN (SELECT account_id, role_arn, count(*)::int AS functions FROM functions WHERE deleted_at IS NULL
      GROUP BY account_id, role_arn) u ON u.account_id = r.account_id AND u.role_arn = r.role_arn
    LEFT JOIN (SELECT account_id, role_arn, count(*)::int AS teams
      FROM (SELECT DISTINCT account_id, role_arn, team_id FROM functions
        WHERE deleted_at IS NULL AND team_id IS NOT NULL) t GROUP BY account_id, role_arn
    ) m ON m.account_id = r.account_id AND m.role_arn = r.role_arn
    LEFT JOIN (SELECT resource_arn, count(*)::int AS findings FROM findings WHERE status IN ('open', 'acknowledged')
      GROUP BY resource_arn) o ON o.resource_arn = r.role_arn`;

/** Every role that was ever seen: those of other services are judged too, since an execution role may gain them. */
export const everyRoleSource = `(${facts}) r`;

/** Execution roles. */
export const roleSource = `(${facts} WHERE r.trusts_lambda OR u.functions > 0) r`;

const text = (sql: string) => ({ sql, type: "text" }) as const;
const number = (sql: string) => ({ sql, type: "number" }) as const;
const list = (sql: string) => ({ sql, type: "list" }) as const;

/** A list of what was judged, as values to choose from: not known and none are values of their own. */
const listed = (sql: string, none: string) =>
  `CASE WHEN ${sql} IS NULL THEN ARRAY['unknown'] WHEN cardinality(${sql}) = 0 THEN ARRAY['${none}'] ELSE ${sql} END`;

/** What the list can be filtered by, by the name it has in the URL. */
export const roleProperties: PropertyTable = {
  name: text("r.name"),
  arn: text("r.role_arn"),
  account: text("r.account_id"),
  severity: text("r.gravity"),
  verdict: list(listed("r.grave", "none")),
  anyVerdict: list(listed("r.held", "none")),
  escalation: text("coalesce(r.escalates, 'unknown')"),
  trust: list(listed("r.trusted_wrongly", "asMeant")),
  admin: text("CASE WHEN r.is_admin THEN 'yes' WHEN NOT r.is_admin THEN 'no' ELSE 'unknown' END"),
  // Its name is older than the severity that the column "Reach" shows now: links in the wild have it.
  reach: text(`CASE WHEN r.is_admin THEN 'administrator' WHEN r.wildcards IS NULL OR r.is_admin IS NULL THEN 'unknown'
    WHEN cardinality(r.wildcards) > 0 THEN 'whole services' ELSE 'named actions' END`),
  wildcard: list("r.wildcards"),
  boundary: text("CASE WHEN r.boundary_arn IS NULL THEN 'no' ELSE 'yes' END"),
  used: text("CASE WHEN r.functions > 0 THEN 'yes' ELSE 'no' END"),
  policy: list("r.attached_policy_arns"),
  functions: number("r.functions"),
  teams: number("r.teams"),
  findings: number("r.findings"),
  policies: number("r.policies"),
  verdicts: number("cardinality(r.grave)"),
  wildcards: number("cardinality(r.wildcards)"),
  unusedDays: number("extract(epoch FROM now() - r.last_used_at) / 86400"),
};

/** Roles of the accounts in scope; Regions and team narrow to roles that functions there run as. */
export function roleWhere(filter: FleetFilter, parameters: Parameters, without?: string): string {
  const { accountIds, regions, teamId, search, conditions } = filter;
  const ran = [
    ...(regions.length > 0 ? [`g.region = ANY(${parameters.add(regions)}::text[])`] : []),
    ...(teamId ? [`g.team_id::text = ${parameters.add(teamId)}`] : []),
  ];
  return [
    "r.deleted_at IS NULL",
    ...(accountIds.length > 0 ? [`r.account_id = ANY(${parameters.add(accountIds)}::text[])`] : []),
    ...(ran.length > 0
      ? [
          `EXISTS (SELECT FROM functions g WHERE g.account_id = r.account_id AND g.role_arn = r.role_arn
             AND g.deleted_at IS NULL AND ${ran.join(" AND ")})`,
        ]
      : []),
    ...searchClauses("r.role_arn", search, parameters),
    ...propertyClauses(conditions, roleProperties, parameters, without),
  ].join(" AND ");
}

/**
 * The gravest first, then by how many verdicts weigh something. What is not known stands below everything that is known
 * to weigh, and above what is known to be ordinary.
 */
const reach = `(array_position(ARRAY['none', 'unknown', 'low', 'medium', 'high', 'critical'], r.gravity) * 16
  + coalesce(cardinality(r.grave), 0))`;

/** What rows are ordered by, by column. */
export const roleOrder: Readonly<Record<string, string>> = {
  reach,
  name: "lower(r.name)",
  account: "coalesce(r.account_name, r.account_id)",
  escalation: "array_position(ARRAY['none', 'potential', 'certain'], r.escalates)",
  verdicts: "cardinality(r.grave)",
  wildcards: "cardinality(r.wildcards)",
  functions: "r.functions",
  teams: "r.teams",
  policies: "r.policies",
  findings: "r.findings",
  lastUsed: "r.last_used_at",
  created: "r.created_at",
};

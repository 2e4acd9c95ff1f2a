import type { Parameters } from "#lib/db/sql/functions/parameters.ts";
import { type PropertyTable, propertyClauses, searchClauses } from "#lib/db/sql/property-clause.ts";
import type { FleetFilter } from "#lib/domain/views/fleet-filter.ts";

/**
 * Execution roles with what they are filtered and ordered by. Where the account's roles cannot be read any more, the last
 * verdicts are not proved and count as unknown: `admin` and `wildcards` are null then.
 */
export const roleSource = `(
  SELECT r.*, a.name AS account_name, s.state AS source_state, s.reason AS source_reason, s.since AS source_since,
    s.observed_at, CASE WHEN s.state IN ('denied', 'failed') THEN NULL ELSE r.admin END AS is_admin,
    CASE WHEN s.state IN ('denied', 'failed') OR jsonb_typeof(r.wildcard_services) <> 'array' THEN NULL
      ELSE ARRAY(SELECT jsonb_array_elements_text(r.wildcard_services)) END AS wildcards,
    coalesce(u.functions, 0) AS functions, coalesce(o.findings, 0) AS findings,
    cardinality(r.attached_policy_arns) + jsonb_array_length(r.inline_policies) AS policies
  FROM roles r
    LEFT JOIN accounts a ON a.id = r.account_id
    LEFT JOIN source_states s ON s.account_id = r.account_id AND s.region = '' AND s.source = 'roles'
    LEFT JOIN (SELECT account_id, role_arn, count(*)::int AS functions FROM functions WHERE deleted_at IS NULL
      GROUP BY account_id, role_arn) u ON u.account_id = r.account_id AND u.role_arn = r.role_arn
    LEFT JOIN (SELECT resource_arn, count(*)::int AS findings FROM findings WHERE status IN ('open', 'acknowledged')
      GROUP BY resource_arn) o ON o.resource_arn = r.role_arn
  WHERE r.trusts_lambda OR u.functions > 0) r`;

const text = (sql: string) => ({ sql, type: "text" }) as const;
const number = (sql: string) => ({ sql, type: "number" }) as const;
const list = (sql: string) => ({ sql, type: "list" }) as const;

/** What the list can be filtered by, by the name it has in the URL. */
export const roleProperties: PropertyTable = {
  name: text("r.name"),
  arn: text("r.role_arn"),
  account: text("r.account_id"),
  admin: text("CASE WHEN r.is_admin THEN 'yes' WHEN NOT r.is_admin THEN 'no' ELSE 'unknown' END"),
  reach: text(`CASE WHEN r.is_admin THEN 'administrator' WHEN r.wildcards IS NULL OR r.is_admin IS NULL THEN 'unknown'
    WHEN cardinality(r.wildcards) > 0 THEN 'whole services' ELSE 'named actions' END`),
  wildcard: list("r.wildcards"),
  boundary: text("CASE WHEN r.boundary_arn IS NULL THEN 'no' ELSE 'yes' END"),
  used: text("CASE WHEN r.functions > 0 THEN 'yes' ELSE 'no' END"),
  policy: list("r.attached_policy_arns"),
  functions: number("r.functions"),
  findings: number("r.findings"),
  policies: number("r.policies"),
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

/** Administrators, then whole services by their number, then what is not known, then the rest; used ones first. */
const reach = `(CASE WHEN r.is_admin THEN 100000 WHEN '*' = ANY(r.wildcards) THEN 50000
  WHEN cardinality(r.wildcards) > 0 THEN 1000 + cardinality(r.wildcards) WHEN r.is_admin IS NULL THEN 500 ELSE 0 END)`;

/** What rows are ordered by, by column. */
export const roleOrder: Readonly<Record<string, string>> = {
  reach,
  name: "lower(r.name)",
  account: "coalesce(r.account_name, r.account_id)",
  wildcards: "cardinality(r.wildcards)",
  functions: "r.functions",
  policies: "r.policies",
  findings: "r.findings",
  lastUsed: "r.last_used_at",
  created: "r.created_at",
};

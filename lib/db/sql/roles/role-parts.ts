import type { Sql } from "#lib/db/sql/transaction.ts";
import type { RoleFindingView, RoleFunctionView } from "#lib/domain/views/role-detail.ts";

/** Functions listed on a role's page; the rest are counted. */
const mostFunctions = 200;

/** Functions that run as a role, the busiest of the last 30 days first. */
export async function listRoleFunctions(sql: Sql, accountId: string, roleArn: string): Promise<RoleFunctionView[]> {
  const { rows } = await sql.query<RoleFunctionView>(
    `SELECT f.arn, f.name, f.region, f.runtime, t.name AS "teamName", w.invocations::float8 AS invocations
     FROM functions f LEFT JOIN teams t ON t.id = f.team_id
       LEFT JOIN function_windows w ON w.account_id = f.account_id AND w.function_id = f.id AND w."window" = '30d'
     WHERE f.account_id = $1 AND f.role_arn = $2 AND f.deleted_at IS NULL
     ORDER BY w.invocations DESC NULLS LAST, f.arn LIMIT ${mostFunctions}`,
    [accountId, roleArn],
  );
  return rows;
}

export interface StandingTeamRow {
  readonly name: string | null;
  readonly functions: number;
  readonly regions: readonly string[];
  readonly invocations: number | null;
}

/** The functions that run as a role, counted by team, the largest first. */
export async function countRoleFunctions(sql: Sql, accountId: string, roleArn: string): Promise<StandingTeamRow[]> {
  const { rows } = await sql.query<StandingTeamRow>(
    `SELECT t.name, count(*)::int AS functions, array_agg(DISTINCT f.region) AS regions,
       sum(w.invocations)::float8 AS invocations
     FROM functions f LEFT JOIN teams t ON t.id = f.team_id
       LEFT JOIN function_windows w ON w.account_id = f.account_id AND w.function_id = f.id AND w."window" = '30d'
     WHERE f.account_id = $1 AND f.role_arn = $2 AND f.deleted_at IS NULL
     GROUP BY t.id, t.name ORDER BY functions DESC, t.name NULLS LAST`,
    [accountId, roleArn],
  );
  return rows;
}

export interface PolicyRow {
  readonly policyArn: string;
  readonly name: string;
  readonly version: string;
  readonly document: unknown;
}

/** Managed policies of an account by their ARNs, as far as they were read. */
export async function listPolicies(sql: Sql, accountId: string, policyArns: readonly string[]): Promise<PolicyRow[]> {
  const { rows } = await sql.query<PolicyRow>(
    `SELECT policy_arn AS "policyArn", name, default_version_id AS version, document FROM managed_policies
     WHERE account_id = $1 AND policy_arn = ANY($2::text[])`,
    [accountId, policyArns],
  );
  return rows;
}

export type RoleFindingRow = Omit<RoleFindingView, "title" | "firstSeen"> & { readonly firstSeen: Date };

/** Findings about a role, the open ones first. */
export async function listRoleFindings(sql: Sql, roleArn: string): Promise<RoleFindingRow[]> {
  const { rows } = await sql.query<RoleFindingRow>(
    `SELECT id, rule, severity, status, first_seen AS "firstSeen" FROM findings WHERE resource_arn = $1
     ORDER BY status = 'resolved', array_position(ARRAY['critical', 'high', 'medium', 'low'], severity::text), first_seen DESC`,
    [roleArn],
  );
  return rows;
}

/** Which of some roles were ever seen, and so have a page. */
export async function listSeenRoles(sql: Sql, roleArns: readonly string[]): Promise<ReadonlySet<string>> {
  if (roleArns.length === 0) return new Set();
  const { rows } = await sql.query<{ roleArn: string }>(
    `SELECT role_arn AS "roleArn" FROM roles WHERE role_arn = ANY($1::text[])`,
    [roleArns],
  );
  return new Set(rows.map(({ roleArn }) => roleArn));
}

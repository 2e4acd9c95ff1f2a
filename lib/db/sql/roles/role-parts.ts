import type { Sql } from "#lib/db/sql/transaction.ts";
import type { RoleFindingView } from "#lib/domain/views/roles.ts";

export interface RoleFunctionRow {
  readonly arn: string;
  readonly name: string;
  readonly region: string;
  readonly runtime: string | null;
  readonly teamName: string | null;
  readonly invocations: number | null;
}

/** Functions that run as a role, the busiest of the last 30 days first. */
export async function listRoleFunctions(sql: Sql, accountId: string, roleArn: string): Promise<RoleFunctionRow[]> {
  const { rows } = await sql.query<RoleFunctionRow>(
    `SELECT f.arn, f.name, f.region, f.runtime, t.name AS "teamName", w.invocations::float8 AS invocations
     FROM functions f LEFT JOIN teams t ON t.id = f.team_id
       LEFT JOIN function_windows w ON w.account_id = f.account_id AND w.function_id = f.id AND w."window" = '30d'
     WHERE f.account_id = $1 AND f.role_arn = $2 AND f.deleted_at IS NULL
     ORDER BY w.invocations DESC NULLS LAST, f.arn LIMIT 500`,
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
     ORDER BY status = 'resolved', first_seen DESC`,
    [roleArn],
  );
  return rows;
}

export interface RoleSnapshotRow {
  readonly kind: "role" | "policy";
  readonly entityId: string;
  readonly from: Date;
  readonly to: Date | null;
}

/** From when until when the role and its managed policies stood as they did, the latest first. */
export async function listRoleSnapshots(
  sql: Sql,
  accountId: string,
  roleArn: string,
  policyArns: readonly string[],
): Promise<RoleSnapshotRow[]> {
  const { rows } = await sql.query<RoleSnapshotRow>(
    `SELECT entity_kind AS kind, entity_id AS "entityId", valid_from AS "from", valid_to AS "to" FROM snapshots
     WHERE account_id = $1 AND (entity_kind = 'role' AND entity_id = $2 OR entity_kind = 'policy' AND entity_id = ANY($3::text[]))
     ORDER BY valid_from DESC, entity_kind DESC, entity_id LIMIT 200`,
    [accountId, roleArn, policyArns],
  );
  return rows;
}

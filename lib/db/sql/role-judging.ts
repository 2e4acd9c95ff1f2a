import type { Json } from "#lib/domain/fleet/observed.ts";
import type { RoleJudgement } from "#lib/domain/iam/judgement/role-judgement.ts";
import { jsonText } from "./bulk.ts";
import type { Sql } from "./transaction.ts";

export interface StoredRole {
  readonly roleArn: string;
  readonly accountId: string;
  readonly trustPolicy: Json;
  readonly inlinePolicies: readonly { readonly name: string; readonly document: Json }[];
  readonly attachedPolicyArns: readonly string[];
  readonly boundaryArn: string | null;
}

const columns = `role_arn AS "roleArn", account_id AS "accountId", trust_policy AS "trustPolicy",
  inline_policies AS "inlinePolicies", attached_policy_arns AS "attachedPolicyArns", boundary_arn AS "boundaryArn"`;

/** The roles of an account that are there, in the order of their ARNs. */
export async function listStoredRoles(sql: Sql, accountId: string): Promise<StoredRole[]> {
  const { rows } = await sql.query<StoredRole>(
    `SELECT ${columns} FROM roles WHERE account_id = $1 AND deleted_at IS NULL ORDER BY role_arn COLLATE "C"`,
    [accountId],
  );
  return rows;
}

/** One role, a deleted one too; null when it was never seen. */
export async function getStoredRole(sql: Sql, roleArn: string): Promise<StoredRole | null> {
  const { rows } = await sql.query<StoredRole>(`SELECT ${columns} FROM roles WHERE role_arn = $1`, [roleArn]);
  return rows[0] ?? null;
}

/** The default versions' documents of an account's managed policies, by ARN; all, or those that are named. */
export async function listPolicyDocuments(
  sql: Sql,
  accountId: string,
  policyArns: readonly string[] | null = null,
): Promise<Map<string, Json>> {
  const { rows } = await sql.query<{ arn: string; document: Json }>(
    `SELECT policy_arn AS arn, document FROM managed_policies
     WHERE account_id = $1 AND ($2::text[] IS NULL OR policy_arn = ANY($2))`,
    [accountId, policyArns],
  );
  return new Map(rows.map(({ arn, document }) => [arn, document]));
}

/** Role ARN of each function of an account, by the function's ARN; functions whose role is not known are left out. */
export async function listFunctionRoles(sql: Sql, accountId: string): Promise<Map<string, string>> {
  const { rows } = await sql.query<{ arn: string; roleArn: string }>(
    `SELECT arn, role_arn AS "roleArn" FROM functions
     WHERE account_id = $1 AND deleted_at IS NULL AND role_arn IS NOT NULL ORDER BY arn COLLATE "C"`,
    [accountId],
  );
  return new Map(rows.map(({ arn, roleArn }) => [arn, roleArn]));
}

/**
 * Whether nothing hides functions of an account, or their roles: no Region's list was refused or failed, and every
 * function told its role. A Region that was never read yet hides nothing: it is judged again once it is.
 */
export async function areFunctionRolesKnown(sql: Sql, accountId: string): Promise<boolean> {
  const { rows } = await sql.query<{ known: boolean }>(
    `SELECT NOT EXISTS (SELECT FROM source_states
         WHERE account_id = $1 AND source = 'functions' AND state IN ('denied', 'failed'))
       AND NOT EXISTS (SELECT FROM functions WHERE account_id = $1 AND deleted_at IS NULL AND role_arn IS NULL) AS known`,
    [accountId],
  );
  return rows[0]?.known ?? false;
}

/**
 * Whether the same sync has yet to learn of functions elsewhere in the account of a task whose own have come out: the one
 * that comes out last sees none. What was cancelled or has ended is awaited by nobody.
 */
export async function areFunctionsAwaited(
  sql: Sql,
  task: { readonly id: string; readonly syncId: string; readonly accountId: string },
): Promise<boolean> {
  const { rows } = await sql.query<{ awaited: boolean }>(
    `SELECT EXISTS (SELECT FROM sync_tasks t
       WHERE t.sync_id = $1 AND t.account_id = $2 AND t.source = 'functions' AND t.id <> $3
         AND t.status IN ('waiting', 'running')
         AND NOT EXISTS (SELECT FROM source_states s WHERE s.account_id = t.account_id AND s.region = t.region
           AND s.source = 'functions' AND s.updated_at >= t.started_at)) AS awaited`,
    [task.syncId, task.accountId, task.id],
  );
  return rows[0]?.awaited ?? false;
}

/** Accounts that are one's own: those that were connected and those of the organisation, but for any that left it. Sorted. */
export async function listKnownAccounts(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM accounts WHERE removed_at IS NULL AND left_out_reason IS DISTINCT FROM 'notInOrganization' ORDER BY id`,
  );
  return rows.map(({ id }) => id);
}

/** A hash over the roles and managed policies of an account, as far as verdicts rest on them. */
export async function hashOfRoles(sql: Sql, accountId: string): Promise<string> {
  const { rows } = await sql.query<{ hash: string }>(
    `SELECT encode(sha256(convert_to(concat_ws(E'\\n',
       (SELECT string_agg(encode(sha256(convert_to(jsonb_build_array(role_arn, trust_policy, inline_policies,
          attached_policy_arns, boundary_arn)::text, 'UTF8')), 'hex'), '' ORDER BY role_arn COLLATE "C")
        FROM roles WHERE account_id = $1 AND deleted_at IS NULL), 'policies',
       (SELECT string_agg(encode(sha256(convert_to(jsonb_build_array(policy_arn, document)::text, 'UTF8')), 'hex'), ''
          ORDER BY policy_arn COLLATE "C")
        FROM managed_policies WHERE account_id = $1)), 'UTF8')), 'hex') AS hash`,
    [accountId],
  );
  return rows[0]?.hash ?? "";
}

/** A hash over which role each function of an account runs as. */
export async function hashOfFunctionRoles(sql: Sql, accountId: string): Promise<string> {
  const { rows } = await sql.query<{ hash: string | null }>(
    `SELECT encode(sha256(convert_to(string_agg(jsonb_build_array(arn, role_arn)::text, '' ORDER BY arn COLLATE "C"),
       'UTF8')), 'hex') AS hash FROM functions WHERE account_id = $1 AND deleted_at IS NULL`,
    [accountId],
  );
  return rows[0]?.hash ?? "";
}

/** What the roles of an account were last judged by; null before the first time. */
export async function getJudgingBasis(sql: Sql, accountId: string): Promise<string | null> {
  const { rows } = await sql.query<{ basis: string }>("SELECT basis FROM role_judgings WHERE account_id = $1", [
    accountId,
  ]);
  return rows[0]?.basis ?? null;
}

export async function saveJudgingBasis(sql: Sql, accountId: string, basis: string, now: Date): Promise<void> {
  await sql.query(
    `INSERT INTO role_judgings (account_id, basis, judged_at) VALUES ($1, $2, $3)
     ON CONFLICT (account_id) DO UPDATE SET basis = EXCLUDED.basis, judged_at = EXCLUDED.judged_at`,
    [accountId, basis, now],
  );
}

export interface RoleVerdictRow {
  readonly role_arn: string;
  readonly admin: boolean | null;
  readonly wildcard_services: readonly string[] | null;
  readonly evidence: object;
  readonly unknowns: object;
  readonly severity: string | null;
  readonly because: string | null;
  readonly judgement: RoleJudgement | null;
}

/** Keeps verdicts; a role whose verdicts are as they were is not written. */
export async function saveRoleVerdicts(sql: Sql, rows: readonly RoleVerdictRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `UPDATE roles SET admin = r.admin, wildcard_services = r.wildcard_services, evidence = r.evidence,
       unknowns = r.unknowns, severity = r.severity, because = r.because, judgement = r.judgement
     FROM jsonb_to_recordset($1::jsonb) AS r(role_arn text, admin boolean, wildcard_services jsonb, evidence jsonb,
       unknowns jsonb, severity text, because text, judgement jsonb)
     WHERE roles.role_arn = r.role_arn
       AND (roles.admin, roles.wildcard_services, roles.evidence, roles.unknowns, roles.severity, roles.because, roles.judgement)
         IS DISTINCT FROM (r.admin, r.wildcard_services, r.evidence, r.unknowns, r.severity, r.because, r.judgement)`,
    [jsonText(rows)],
  );
}

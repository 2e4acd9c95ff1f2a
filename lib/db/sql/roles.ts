import { createHash } from "node:crypto";
import type { Json } from "#lib/domain/fleet/observed.ts";
import type { ObservedPolicy, ObservedRole } from "#lib/domain/fleet/observed-role.ts";
import { jsonText, upsertRecords } from "./bulk.ts";
import { neverSighted } from "./sightings.ts";
import type { ClaimedTask } from "./sync-tasks.ts";
import type { Sql } from "./transaction.ts";

/** Upserts the roles of one page; verdicts are kept until they are judged again. */
export async function saveRoles(
  sql: Sql,
  accountId: string,
  roles: readonly (ObservedRole & { readonly trustsLambda: boolean })[],
  now: Date,
): Promise<void> {
  const rows = roles.map((role) => ({
    role_arn: role.roleArn,
    account_id: accountId,
    name: role.name,
    path: role.path,
    trusts_lambda: role.trustsLambda,
    trust_policy: role.trustPolicy,
    inline_policies: role.inlinePolicies,
    attached_policy_arns: role.attachedPolicyArns,
    boundary_arn: role.boundaryArn,
    created_at: role.createdAt,
    last_used_at: role.lastUsedAt,
    last_used_region: role.lastUsedRegion,
    tags: role.tags,
    evidence: {},
    unknowns: { admin: notJudged, wildcardServices: notJudged },
    first_seen_at: now,
    last_seen_at: now,
    deleted_at: null,
  }));
  const columns = {
    role_arn: "text",
    account_id: "text",
    name: "text",
    path: "text",
    trusts_lambda: "boolean",
    trust_policy: "jsonb",
    inline_policies: "jsonb",
    attached_policy_arns: "text[]",
    boundary_arn: "text",
    created_at: "timestamptz",
    last_used_at: "timestamptz",
    last_used_region: "text",
    tags: "jsonb",
    evidence: "jsonb",
    unknowns: "jsonb",
    first_seen_at: "timestamptz",
    last_seen_at: "timestamptz",
    deleted_at: "timestamptz",
  };
  await upsertRecords(
    sql,
    {
      table: "roles",
      columns,
      key: ["role_arn"],
      kept: ["first_seen_at", "evidence", "unknowns", "account_id"],
      stamps: ["last_seen_at"],
    },
    rows,
  );
}

const notJudged = { state: "notYetRead", reason: "The role's policies have not been judged yet.", since: null };

export async function savePolicies(
  sql: Sql,
  accountId: string,
  policies: readonly ObservedPolicy[],
  now: Date,
): Promise<void> {
  const columns = {
    account_id: "text",
    policy_arn: "text",
    name: "text",
    default_version_id: "text",
    document: "jsonb",
    last_seen_at: "timestamptz",
  };
  const rows = policies.map((policy) => ({
    account_id: accountId,
    policy_arn: policy.policyArn,
    name: policy.name,
    default_version_id: policy.defaultVersionId,
    document: policy.document,
    last_seen_at: now,
  }));
  await upsertRecords(
    sql,
    { table: "managed_policies", columns, key: ["account_id", "policy_arn"], stamps: ["last_seen_at"] },
    rows,
  );
}

/** Roles and policies that the complete list of a task no longer had. Returns the roles' ARNs. */
export async function markMissingRoles(
  sql: Sql,
  task: Pick<ClaimedTask, "id" | "accountId" | "startedAt">,
  now: Date,
): Promise<string[]> {
  const { rows } = await sql.query<{ roleArn: string }>(
    `UPDATE roles r SET deleted_at = $4 WHERE r.account_id = $1 AND r.deleted_at IS NULL AND r.last_seen_at < $2
       AND ${neverSighted("r.role_arn", "$3")} RETURNING r.role_arn AS "roleArn"`,
    [task.accountId, task.startedAt, task.id, now],
  );
  await sql.query(
    `DELETE FROM managed_policies p WHERE p.account_id = $1 AND p.last_seen_at < $2
       AND ${neverSighted("p.policy_arn", "$3")}`,
    [task.accountId, task.startedAt, task.id],
  );
  return rows.map(({ roleArn }) => roleArn);
}

/** Roles that neither trust Lambda nor run a function are nobody's execution role: the list of IAM has them, Lamplight does not keep them. */
export async function dropOtherRoles(sql: Sql): Promise<void> {
  await sql.query(
    `DELETE FROM roles r WHERE NOT trusts_lambda
     AND NOT EXISTS (SELECT FROM functions f WHERE f.account_id = r.account_id AND f.role_arn = r.role_arn)`,
  );
}

export interface StoredRole {
  readonly roleArn: string;
  readonly name: string;
  readonly inlinePolicies: readonly { readonly name: string; readonly document: Json }[];
  readonly attachedPolicyArns: readonly string[];
  readonly boundaryArn: string | null;
}

export async function listStoredRoles(sql: Sql, accountId: string): Promise<StoredRole[]> {
  const { rows } = await sql.query<StoredRole>(
    `SELECT role_arn AS "roleArn", name, inline_policies AS "inlinePolicies", attached_policy_arns AS "attachedPolicyArns",
       boundary_arn AS "boundaryArn" FROM roles WHERE account_id = $1 AND deleted_at IS NULL`,
    [accountId],
  );
  return rows;
}

/** The default versions' documents of an account's managed policies, with a hash of each. */
export async function listPolicyDocuments(
  sql: Sql,
  accountId: string,
): Promise<Map<string, { document: Json; hash: string }>> {
  const { rows } = await sql.query<{ arn: string; document: Json; text: string }>(
    "SELECT policy_arn AS arn, document, document::text AS text FROM managed_policies WHERE account_id = $1",
    [accountId],
  );
  return new Map(
    rows.map(({ arn, document, text }) => [arn, { document, hash: createHash("sha256").update(text).digest("hex") }]),
  );
}

export interface RoleVerdictRow {
  readonly role_arn: string;
  readonly admin: boolean | null;
  readonly wildcard_services: readonly string[] | null;
  readonly evidence: object;
  readonly unknowns: object;
}

export async function saveRoleVerdicts(sql: Sql, rows: readonly RoleVerdictRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `UPDATE roles SET admin = r.admin, wildcard_services = r.wildcard_services, evidence = r.evidence, unknowns = r.unknowns
     FROM jsonb_to_recordset($1::jsonb) AS r(role_arn text, admin boolean, wildcard_services jsonb, evidence jsonb, unknowns jsonb)
     WHERE roles.role_arn = r.role_arn AND (roles.admin, roles.wildcard_services, roles.evidence, roles.unknowns)
       IS DISTINCT FROM (r.admin, r.wildcard_services, r.evidence, r.unknowns)`,
    [jsonText(rows)],
  );
}

import type { ObservedPolicy, ObservedRole } from "#lib/domain/fleet/observed-role.ts";
import { upsertRecords } from "./bulk.ts";
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

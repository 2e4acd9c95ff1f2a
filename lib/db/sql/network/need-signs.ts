import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "#lib/db/sql/period/binder.ts";
import { functionCondition, type PeriodScope } from "#lib/db/sql/period/period-scope.ts";
import type { EnvironmentVariable } from "#lib/domain/fleet/observed.ts";

/** What is stored of a function in a VPC that speaks for the VPC or does not. */
export interface NeedSignRow {
  readonly arn: string;
  readonly accountId: string;
  readonly region: string;
  readonly vpcId: string;
  readonly securityGroupIds: string[];
  readonly roleArn: string | null;
  readonly environment: EnvironmentVariable[] | null;
  /** Null where the configuration is not stored. */
  readonly fileSystemArns: string[] | null;
  /** Of enabled event source mappings; null where they are not known. */
  readonly triggerServices: string[] | null;
}

const columns = `f.arn, f.account_id AS "accountId", f.region, f.vpc_id AS "vpcId",
  f.security_group_ids AS "securityGroupIds", f.role_arn AS "roleArn", f.environment,
  CASE WHEN d.body IS NOT NULL THEN ARRAY(SELECT jsonb_path_query(d.body, '$.FileSystemConfigs[*].Arn') #>> '{}') END AS "fileSystemArns",
  CASE WHEN NOT f.unknowns ? 'triggers' THEN ARRAY(
    SELECT CASE WHEN t->>'service' = 'kafka' AND t->>'sourceArn' IS NULL THEN 'self-managed-kafka' ELSE t->>'service' END
    FROM jsonb_array_elements(f.triggers) t WHERE t->>'type' = 'event-source-mapping' AND (t->>'enabled')::boolean
  ) END AS "triggerServices"`;
const joined = `functions f LEFT JOIN documents d ON d.account_id = f.account_id AND d.sha256 = f.document_sha256`;

/** The signs of every function of the scope that stands in a VPC. */
export function listNeedSigns(pool: Pool, scope: PeriodScope): Promise<NeedSignRow[]> {
  const binder = createBinder();
  return sql<NeedSignRow>(
    pool,
    `SELECT ${columns} FROM ${joined}
     WHERE f.deleted_at IS NULL AND f.vpc_id IS NOT NULL AND ${functionCondition(scope, "f", binder)}`,
    binder.parameters,
  );
}

/** The same of one function; null where it is in no VPC. */
export async function getNeedSigns(pool: Pool, arn: string): Promise<NeedSignRow | null> {
  const rows = await sql<NeedSignRow>(
    pool,
    `SELECT ${columns} FROM ${joined} WHERE f.arn = $1 AND f.vpc_id IS NOT NULL`,
    [arn],
  );
  return rows[0] ?? null;
}

export interface RoleActionsRow {
  readonly roleArn: string;
  /** Lower case, each once. */
  readonly actions: string[];
  /** Whether every policy attached to it was read: one that IAM did not list may allow more. */
  readonly whole: boolean;
}

/** Services whose actions may speak for a VPC; wildcards over services name none and do not count. */
const services = "rds|rds-db|elasticache|memorydb|dax|neptune-db|kafka-cluster|elasticfilesystem";
const allowed = `Statement[*] ? (@.Effect == "Allow").Action[*] ? (@ like_regex "^(${services}):" flag "i")`;

/** Actions of these services that the roles' own and attached policies allow by name. A role that was not read is absent. */
export function listPrivateActions(pool: Pool, roleArns: readonly string[]): Promise<RoleActionsRow[]> {
  return sql<RoleActionsRow>(
    pool,
    `WITH role AS (
       SELECT role_arn, account_id, inline_policies, attached_policy_arns,
         NOT EXISTS (SELECT FROM unnest(attached_policy_arns) AS arn WHERE NOT EXISTS (
           SELECT FROM managed_policies m WHERE m.account_id = r.account_id AND m.policy_arn = arn)) AS whole
       FROM roles r WHERE role_arn = ANY($1::text[]) AND deleted_at IS NULL
     ), named AS (
       SELECT role_arn, jsonb_path_query(inline_policies, $2::jsonpath) #>> '{}' AS action FROM role
       UNION SELECT role_arn, jsonb_path_query(m.document, $3::jsonpath) #>> '{}'
       FROM role JOIN managed_policies m ON m.account_id = role.account_id AND m.policy_arn = ANY(role.attached_policy_arns)
     )
     SELECT role.role_arn AS "roleArn", coalesce(array_agg(DISTINCT lower(action)) FILTER (WHERE action IS NOT NULL), '{}') AS actions,
       role.whole
     FROM role LEFT JOIN named USING (role_arn) GROUP BY 1, role.whole`,
    [roleArns, `$[*].document.${allowed}`, `$.${allowed}`],
  );
}

import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";

export interface RoleDocumentsRow {
  readonly roleArn: string;
  /** Documents of all its policies; null for an attached one that IAM did not list. */
  readonly documents: unknown[];
  readonly hasBoundary: boolean;
  readonly boundary: unknown;
}

/** The policy documents of some roles. A role that was not read is absent. */
export function listRoleDocuments(pool: Pool, roleArns: readonly string[]): Promise<RoleDocumentsRow[]> {
  return sql<RoleDocumentsRow>(
    pool,
    `SELECT r.role_arn AS "roleArn", r.boundary_arn IS NOT NULL AS "hasBoundary", b.document AS boundary,
       coalesce((SELECT jsonb_agg(i->'document') FROM jsonb_array_elements(r.inline_policies) i), '[]') ||
       coalesce((SELECT jsonb_agg(p.document) FROM unnest(r.attached_policy_arns) arn
         LEFT JOIN managed_policies p ON p.account_id = r.account_id AND p.policy_arn = arn), '[]') AS documents
     FROM roles r LEFT JOIN managed_policies b ON b.account_id = r.account_id AND b.policy_arn = r.boundary_arn
     WHERE r.role_arn = ANY($1::text[]) AND r.deleted_at IS NULL`,
    [roleArns],
  );
}

import type { Unknowns } from "#lib/domain/fleet/fact.ts";
import type { StatementEvidence } from "#lib/domain/iam/verdict-evidence.ts";
import type { Sql } from "./transaction.ts";

export interface JudgedRole {
  readonly roleArn: string;
  readonly admin: boolean | null;
  readonly wildcardServices: readonly string[] | null;
  readonly evidence: {
    readonly admin?: readonly StatementEvidence[];
    readonly wildcardServices?: readonly StatementEvidence[];
  };
  readonly unknowns: Unknowns;
  /** Functions that run as this role, all Regions, sorted. */
  readonly functionArns: readonly string[];
}

/** The roles of an account that are there, with their verdicts and the functions that run as them. */
export async function listJudgedRoles(sql: Sql, accountId: string): Promise<JudgedRole[]> {
  const { rows } = await sql.query<JudgedRole>(
    `SELECT r.role_arn AS "roleArn", r.admin, r.wildcard_services AS "wildcardServices", r.evidence, r.unknowns,
       coalesce(array_agg(f.arn ORDER BY f.arn COLLATE "C") FILTER (WHERE f.arn IS NOT NULL), '{}') AS "functionArns"
     FROM roles r LEFT JOIN functions f ON f.account_id = r.account_id AND f.role_arn = r.role_arn AND f.deleted_at IS NULL
     WHERE r.account_id = $1 AND r.deleted_at IS NULL
     GROUP BY r.role_arn ORDER BY r.role_arn`,
    [accountId],
  );
  return rows;
}

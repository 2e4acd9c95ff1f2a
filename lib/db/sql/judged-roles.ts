import type { Unknowns } from "#lib/domain/fleet/fact.ts";
import type { RoleJudgement } from "#lib/domain/iam/judgement/role-judgement.ts";
import type { StatementEvidence } from "#lib/domain/iam/verdict-evidence.ts";
import type { Sql } from "./transaction.ts";

export interface JudgedRole {
  readonly roleArn: string;
  /** Whether Lambda may assume it: while functions are hidden, one of them may run as it. */
  readonly trustsLambda: boolean;
  readonly admin: boolean | null;
  readonly wildcardServices: readonly string[] | null;
  readonly evidence: {
    readonly admin?: readonly StatementEvidence[];
    readonly wildcardServices?: readonly StatementEvidence[];
  };
  /** Null while the verdicts are unknown. */
  readonly judgement: RoleJudgement | null;
  readonly unknowns: Unknowns;
  /** Functions that run as this role, all Regions, sorted. */
  readonly functionArns: readonly string[];
  /** Names of the teams whose functions run as it, each once, sorted. */
  readonly teams: readonly string[];
}

/**
 * The execution roles of an account that are there, with their verdicts and the functions that run as them; and roles
 * that were such, as long as findings say so. Other services' roles are judged, and nobody's to mend here.
 */
export async function listJudgedRoles(sql: Sql, accountId: string): Promise<JudgedRole[]> {
  const { rows } = await sql.query<JudgedRole>(
    `SELECT r.role_arn AS "roleArn", r.trusts_lambda AS "trustsLambda", r.admin,
       r.wildcard_services AS "wildcardServices", r.evidence, r.judgement, r.unknowns,
       coalesce(f.arns, '{}') AS "functionArns", coalesce(f.teams, '{}') AS teams
     FROM roles r LEFT JOIN (
       SELECT f.role_arn, array_agg(f.arn ORDER BY f.arn COLLATE "C") AS arns,
         coalesce(array_agg(DISTINCT t.name COLLATE "C") FILTER (WHERE t.name IS NOT NULL), '{}') AS teams
       FROM functions f LEFT JOIN teams t ON t.id = f.team_id
       WHERE f.account_id = $1 AND f.deleted_at IS NULL GROUP BY f.role_arn
     ) f ON f.role_arn = r.role_arn
     WHERE r.account_id = $1 AND r.deleted_at IS NULL
       AND (r.trusts_lambda OR f.role_arn IS NOT NULL OR EXISTS (
         SELECT FROM findings i WHERE i.resource_arn = r.role_arn AND i.region IS NULL AND i.status <> 'resolved'))
     ORDER BY r.role_arn`,
    [accountId],
  );
  return rows;
}

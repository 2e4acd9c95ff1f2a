import { Parameters } from "#lib/db/sql/functions/parameters.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import type { FactState, Unknowns } from "#lib/domain/fleet/fact.ts";
import type { StatementEvidence } from "#lib/domain/iam/verdict-evidence.ts";
import type { FleetFilter } from "#lib/domain/views/fleet-filter.ts";
import type { RoleSort } from "#lib/domain/views/roles.ts";
import { roleOrder, roleSource, roleWhere } from "./role-source.ts";

export interface RoleListRow {
  readonly roleArn: string;
  readonly name: string;
  readonly path: string;
  readonly accountId: string;
  readonly accountName: string | null;
  readonly admin: boolean | null;
  readonly wildcardServices: readonly string[] | null;
  readonly unknowns: Unknowns;
  readonly sourceState: FactState | null;
  readonly sourceReason: string | null;
  readonly sourceSince: Date | null;
  readonly observedAt: Date | null;
  readonly functions: number;
  readonly findings: number;
  readonly attachedPolicyArns: readonly string[];
  readonly inlinePolicies: readonly { readonly name: string; readonly document: unknown }[];
  readonly trustPolicy: unknown;
  readonly boundaryArn: string | null;
  readonly evidence: {
    readonly admin?: readonly StatementEvidence[];
    readonly wildcardServices?: readonly StatementEvidence[];
  };
  readonly tags: Readonly<Record<string, string>>;
  readonly lastUsedAt: Date | null;
  readonly lastUsedRegion: string | null;
  readonly createdAt: Date | null;
  readonly deletedAt: Date | null;
}

const selected = `r.role_arn AS "roleArn", r.name, r.path, r.account_id AS "accountId", r.account_name AS "accountName",
  r.is_admin AS admin, r.wildcards AS "wildcardServices", r.unknowns, r.source_state AS "sourceState",
  r.source_reason AS "sourceReason", r.source_since AS "sourceSince", r.observed_at AS "observedAt", r.functions, r.findings,
  r.attached_policy_arns AS "attachedPolicyArns", r.inline_policies AS "inlinePolicies", r.trust_policy AS "trustPolicy",
  r.boundary_arn AS "boundaryArn", r.evidence, r.tags, r.last_used_at AS "lastUsedAt", r.last_used_region AS "lastUsedRegion",
  r.created_at AS "createdAt", r.deleted_at AS "deletedAt"`;

export interface RoleListQuery {
  readonly filter: FleetFilter;
  readonly sort: RoleSort;
  readonly offset: number;
  readonly limit: number;
}

/** One window of the roles that a filter leaves, in order, and how many there are in all. */
export async function listRoles(
  sql: Sql,
  { filter, sort, offset, limit }: RoleListQuery,
): Promise<{ readonly rows: readonly RoleListRow[]; readonly total: number }> {
  const parameters = new Parameters();
  const where = roleWhere(filter, parameters);
  const direction = sort.direction === "desc" ? "DESC" : "ASC";
  const { rows } = await sql.query<RoleListRow & { readonly total: number }>(
    `SELECT count(*) OVER ()::int AS total, ${selected} FROM ${roleSource} WHERE ${where}
     ORDER BY ${roleOrder[sort.column] ?? "r.name"} ${direction} NULLS LAST, r.functions DESC, r.role_arn
     LIMIT ${parameters.add(limit)} OFFSET ${parameters.add(offset)}`,
    parameters.values,
  );
  return { rows, total: rows[0]?.total ?? (offset > 0 ? await countRoles(sql, filter) : 0) };
}

async function countRoles(sql: Sql, filter: FleetFilter): Promise<number> {
  const parameters = new Parameters();
  const where = roleWhere(filter, parameters);
  const { rows } = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${roleSource} WHERE ${where}`,
    parameters.values,
  );
  return rows[0]?.count ?? 0;
}

/** One role, a deleted one too; null when Lamplight has never seen it. */
export async function getRole(sql: Sql, roleArn: string): Promise<RoleListRow | null> {
  const { rows } = await sql.query<RoleListRow>(`SELECT ${selected} FROM ${roleSource} WHERE r.role_arn = $1`, [
    roleArn,
  ]);
  return rows[0] ?? null;
}

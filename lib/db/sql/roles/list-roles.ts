import { Parameters } from "#lib/db/sql/functions/parameters.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import type { Severity } from "#lib/domain/findings/finding.ts";
import type { FactState, Unknowns } from "#lib/domain/fleet/fact.ts";
import type { EscalationPath } from "#lib/domain/iam/escalation/escalation-path.ts";
import type { RoleJudgement, RoleVerdictName } from "#lib/domain/iam/judgement/role-judgement.ts";
import type { TrustVerdicts } from "#lib/domain/iam/trust-verdicts.ts";
import type { StatementEvidence } from "#lib/domain/iam/verdict-evidence.ts";
import type { Reach, Weight } from "#lib/domain/iam/verdicts/reach.ts";
import type { FleetFilter } from "#lib/domain/views/fleet-filter.ts";
import type { RoleEscalation, RoleSort } from "#lib/domain/views/roles.ts";
import { everyRoleSource, roleOrder, roleSource, roleWhere } from "./role-source.ts";

/** The parts of a judgement that a list shows. */
export interface JudgementBrief {
  readonly weights: Readonly<Record<keyof Reach, Weight | null>>;
  /** The first way in which the role gains rights: a certain one before others, a short one before long ones. */
  readonly path: (Omit<EscalationPath, "steps"> & { readonly steps: readonly { readonly action: string }[] }) | null;
  readonly paths: number;
  readonly trust: TrustVerdicts;
}

export interface RoleListRow {
  readonly roleArn: string;
  readonly name: string;
  readonly path: string;
  readonly accountId: string;
  readonly accountName: string | null;
  readonly admin: boolean | null;
  readonly wildcardServices: readonly string[] | null;
  /** This and what was judged besides are null where it is not known; `severity` also where there is nothing to fear. */
  readonly severity: Severity | null;
  readonly because: string | null;
  readonly heldVerdicts: readonly RoleVerdictName[] | null;
  readonly escalation: RoleEscalation | null;
  readonly brief: JudgementBrief | null;
  readonly unknowns: Unknowns;
  readonly sourceState: FactState | null;
  readonly sourceReason: string | null;
  readonly sourceSince: Date | null;
  readonly functions: number;
  readonly teams: readonly string[];
  readonly findings: number;
  readonly attachedPolicies: number;
  readonly inlinePolicyCount: number;
  readonly trustPolicy: unknown;
  readonly boundaryArn: string | null;
  readonly lastUsedAt: Date | null;
  readonly lastUsedRegion: string | null;
  readonly createdAt: Date | null;
}

/** One role with its documents and all that was judged of it. */
export interface RoleDetailRow extends RoleListRow {
  readonly attachedPolicyArns: readonly string[];
  readonly inlinePolicies: readonly { readonly name: string; readonly document: unknown }[];
  /** What was judged last; while `sourceState` is denied or failed it is not proved any more. */
  readonly judgement: RoleJudgement | null;
  readonly evidence: {
    readonly admin?: readonly StatementEvidence[];
    readonly wildcardServices?: readonly StatementEvidence[];
  };
  readonly tags: Readonly<Record<string, string>>;
  readonly observedAt: Date | null;
  readonly deletedAt: Date | null;
}

/** What decides which roles are shown, and what is counted: narrow, since all of them are sorted. */
const narrow = `r.role_arn, r.account_name, r.is_readable, r.is_known, r.source_state, r.source_reason, r.source_since,
  r.observed_at, r.functions, r.findings`;

/** The rest, of the roles shown: w the narrow row, d the role. A judgement is unpacked once, by the record. */
const shown = `w.role_arn AS "roleArn", d.name, d.path, d.account_id AS "accountId", w.account_name AS "accountName",
  CASE WHEN w.is_readable THEN d.admin END AS admin,
  CASE WHEN w.is_readable THEN d.wildcard_services END AS "wildcardServices",
  CASE WHEN w.is_known THEN d.severity END AS severity, CASE WHEN w.is_known THEN d.because END AS because,
  CASE WHEN w.is_known THEN d.held_verdicts END AS "heldVerdicts",
  CASE WHEN w.is_known THEN d.escalation END AS escalation, j.brief,
  d.unknowns, w.source_state AS "sourceState", w.source_reason AS "sourceReason", w.source_since AS "sourceSince",
  w.functions, coalesce(t.names, '{}') AS teams, w.findings, cardinality(d.attached_policy_arns) AS "attachedPolicies",
  jsonb_array_length(d.inline_policies) AS "inlinePolicyCount", d.trust_policy AS "trustPolicy",
  d.boundary_arn AS "boundaryArn", d.last_used_at AS "lastUsedAt", d.last_used_region AS "lastUsedRegion",
  d.created_at AS "createdAt"`;

const weightOf = (name: keyof Reach) => `'${name}', j.reach->'${name}'->'weight'`;
const reachNames = [
  "wildcardActions",
  "wildcardResourceWrite",
  "credentialsExposure",
  "dataExfiltration",
  "resourceExposure",
  "infrastructureModification",
] as const satisfies readonly (keyof Reach)[];

const parts = `JOIN roles d ON d.role_arn = w.role_arn
  LEFT JOIN LATERAL (SELECT jsonb_build_object(
      'weights', jsonb_build_object(${reachNames.map(weightOf).join(", ")}),
      'path', (SELECT p.path FROM jsonb_array_elements(j.escalations) WITH ORDINALITY AS p(path, place)
        ORDER BY p.path->'potential', jsonb_array_length(p.path->'steps'), p.place LIMIT 1),
      'paths', jsonb_array_length(j.escalations), 'trust', j.trust) AS brief
    FROM jsonb_to_record(d.judgement) AS j(reach jsonb, escalations jsonb, trust jsonb)
    WHERE w.is_known) j ON true
  LEFT JOIN LATERAL (SELECT array_agg(DISTINCT m.name ORDER BY m.name) AS names
    FROM functions f JOIN teams m ON m.id = f.team_id
    WHERE f.account_id = d.account_id AND f.role_arn = d.role_arn AND f.deleted_at IS NULL) t ON true`;

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
  const order = `${roleOrder[sort.column] ?? "r.name"} ${direction} NULLS LAST, r.functions DESC, r.role_arn`;
  const { rows } = await sql.query<RoleListRow & { readonly total: number }>(
    `SELECT w.total, ${shown}
     FROM (SELECT count(*) OVER ()::int AS total, row_number() OVER (ORDER BY ${order}) AS place, ${narrow}
       FROM ${roleSource} WHERE ${where}
       ORDER BY ${order} LIMIT ${parameters.add(limit)} OFFSET ${parameters.add(offset)}) w
     ${parts} ORDER BY w.place`,
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

/** One role, a deleted one and that of another service too; null when Lamplight has never seen it. */
export async function getRole(sql: Sql, roleArn: string): Promise<RoleDetailRow | null> {
  const { rows } = await sql.query<RoleDetailRow>(
    `SELECT ${shown}, d.attached_policy_arns AS "attachedPolicyArns", d.inline_policies AS "inlinePolicies",
       d.judgement, d.evidence, d.tags, w.observed_at AS "observedAt", d.deleted_at AS "deletedAt"
     FROM (SELECT ${narrow} FROM ${everyRoleSource} WHERE r.role_arn = $1) w ${parts}`,
    [roleArn],
  );
  return rows[0] ?? null;
}

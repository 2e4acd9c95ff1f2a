import type { FactState, Unknown } from "#lib/domain/fleet/fact.ts";
import type { ActionUse, ObservedRoleUsage, ServiceUse } from "#lib/domain/fleet/observed-role-usage.ts";
import type { RuntimeFacts } from "#lib/domain/iam/least-privilege/unseen-uses.ts";
import { jsonText } from "./bulk.ts";
import type { Sql } from "./transaction.ts";

/**
 * Keeps what roles have used. A role that AWS told nothing of keeps what was known of it, and says why. Roles that are
 * not kept any more are passed over.
 */
export async function saveRoleUsages(
  sql: Sql,
  accountId: string,
  usages: readonly ObservedRoleUsage[],
  now: Date,
): Promise<void> {
  if (usages.length === 0) return;
  await sql.query(
    `INSERT INTO role_usage (role_arn, account_id, services, read_at, attempted_at, unknown)
     SELECT r.role_arn, $1, u.services, CASE WHEN u.services IS NULL THEN NULL ELSE $3::timestamptz END, $3, u.unknown
     FROM jsonb_to_recordset($2::jsonb) AS u("roleArn" text, services jsonb, unknown jsonb)
       JOIN roles r ON r.role_arn = u."roleArn" AND r.account_id = $1
     ON CONFLICT (role_arn) DO UPDATE SET services = coalesce(EXCLUDED.services, role_usage.services),
       read_at = coalesce(EXCLUDED.read_at, role_usage.read_at), attempted_at = EXCLUDED.attempted_at,
       unknown = EXCLUDED.unknown`,
    [accountId, jsonText(lastOfEach(usages)), now],
  );
}

/** One statement writes a row once. */
function lastOfEach(usages: readonly ObservedRoleUsage[]) {
  return [...new Map(usages.map((usage) => [usage.roleArn, usage])).values()];
}

/** SQL: when the documents of the role `r` last became what they are; null where they have been since the first reading. */
const changedAt = `(SELECT max(s.valid_from) FROM snapshots s
  WHERE s.account_id = r.account_id AND s.valid_to IS NULL
    AND (s.entity_kind = 'role' AND s.entity_id = r.role_arn
      OR s.entity_kind = 'policy' AND s.entity_id = ANY (r.attached_policy_arns))
    AND EXISTS (SELECT FROM snapshots b WHERE b.account_id = s.account_id AND b.entity_kind = s.entity_kind
      AND b.entity_id = s.entity_id AND b.valid_to IS NOT NULL))`;

/** What decides when a role's use is read again. */
export interface UsageAge {
  readonly roleArn: string;
  /** When it was last asked for, whatever came of it; null: never. */
  readonly attemptedAt: Date | null;
  /** Whether that told nothing. */
  readonly refused: boolean;
  /** When its documents, or those of its attached policies, last changed; null: not since Lamplight knows them. */
  readonly changedAt: Date | null;
}

/** Accounts with a role that a function runs as: one account, or all for "". */
export async function accountsWithRolesInUse(sql: Sql, accountId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql.query<{ accountId: string }>(
    `SELECT id AS "accountId" FROM accounts a WHERE ($1 = '' OR id = $1) AND EXISTS (
       SELECT FROM roles r JOIN functions f ON f.account_id = r.account_id AND f.role_arn = r.role_arn
       WHERE r.account_id = a.id AND r.deleted_at IS NULL AND f.deleted_at IS NULL)`,
    [accountId],
  );
  return new Set(rows.map((row) => row.accountId));
}

/** The roles of an account that a function runs as. */
export async function listUsageAges(sql: Sql, accountId: string): Promise<UsageAge[]> {
  const { rows } = await sql.query<Omit<UsageAge, "changedAt"> & { readonly policyArns: readonly string[] }>(
    `WITH used AS MATERIALIZED (SELECT DISTINCT role_arn FROM functions WHERE account_id = $1 AND deleted_at IS NULL)
     SELECT r.role_arn AS "roleArn", r.attached_policy_arns AS "policyArns", u.attempted_at AS "attemptedAt",
       u.unknown IS NOT NULL AS refused
     FROM used JOIN roles r USING (role_arn) LEFT JOIN role_usage u USING (role_arn)
     WHERE r.account_id = $1 AND r.deleted_at IS NULL
     ORDER BY r.role_arn`,
    [accountId],
  );
  const changes = await listDocumentChanges(sql, accountId);
  return rows.map(({ policyArns, ...age }) => {
    const instants = [age.roleArn, ...policyArns].flatMap((arn) => changes.get(arn)?.getTime() ?? []);
    return { ...age, changedAt: instants.length === 0 ? null : new Date(Math.max(...instants)) };
  });
}

/**
 * When the roles and policies of an account last became what they are, by ARN; without those that have been since the
 * first reading. Laid beside the roles here: joined in SQL it took a minute of 10,000 while tables had no statistics.
 */
async function listDocumentChanges(sql: Sql, accountId: string): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await sql.query<{ arn: string; at: Date }>(
    `SELECT entity_id AS arn, max(valid_from) FILTER (WHERE valid_to IS NULL) AS at FROM snapshots
     WHERE account_id = $1 AND entity_kind IN ('role', 'policy')
     GROUP BY entity_kind, entity_id HAVING bool_or(valid_to IS NULL) AND bool_or(valid_to IS NOT NULL)`,
    [accountId],
  );
  return new Map(rows.map(({ arn, at }) => [arn, at]));
}

/** All that is known of a role's use, and of the role as far as it tells how much that means. */
export interface RoleUsageRow {
  readonly roleArn: string;
  readonly name: string;
  readonly accountId: string;
  readonly createdAt: Date | null;
  readonly changedAt: Date | null;
  /** Since when Lamplight keeps the role's documents; null where it keeps none. */
  readonly knownSince: Date | null;
  readonly inlinePolicies: readonly { readonly name: string; readonly document: unknown }[];
  readonly attachedPolicyArns: readonly string[];
  readonly functionCount: number;
  readonly services: readonly ServiceUse[] | null;
  readonly readAt: Date | null;
  readonly attemptedAt: Date | null;
  readonly unknown: Unknown | null;
}

/** Null for a role that Lamplight has never seen. */
export async function getRoleUsageRow(sql: Sql, roleArn: string): Promise<RoleUsageRow | null> {
  const { rows } = await sql.query<Omit<RoleUsageRow, "services"> & { readonly services: unknown }>(
    `SELECT r.role_arn AS "roleArn", r.name, r.account_id AS "accountId", r.created_at AS "createdAt",
       ${changedAt} AS "changedAt",
       (SELECT min(s.valid_from) FROM snapshots s WHERE s.account_id = r.account_id AND s.entity_kind = 'role'
         AND s.entity_id = r.role_arn) AS "knownSince", r.inline_policies AS "inlinePolicies",
       r.attached_policy_arns AS "attachedPolicyArns",
       (SELECT count(*)::int FROM functions f
         WHERE f.account_id = r.account_id AND f.role_arn = r.role_arn AND f.deleted_at IS NULL) AS "functionCount",
       u.services, u.read_at AS "readAt", u.attempted_at AS "attemptedAt", u.unknown
     FROM roles r LEFT JOIN role_usage u USING (role_arn) WHERE r.role_arn = $1`,
    [roleArn],
  );
  const [row] = rows;
  return row === undefined ? null : { ...row, services: servicesOf(row.services) };
}

/** Services as they are stored: instants are text in JSON. */
type Stored<T> = { readonly [K in keyof T]: T[K] extends Date | null ? string | null : T[K] };
type StoredService = Stored<Omit<ServiceUse, "actions">> & { readonly actions: readonly Stored<ActionUse>[] | null };

function servicesOf(stored: unknown): ServiceUse[] | null {
  if (!Array.isArray(stored)) return null;
  return (stored as readonly StoredService[]).map((service) => ({
    ...withInstant(service),
    actions: service.actions?.map(withInstant) ?? null,
  }));
}

function withInstant<T extends { readonly lastUsedAt: string | null }>(use: T) {
  return { ...use, lastUsedAt: use.lastUsedAt === null ? null : new Date(use.lastUsedAt) };
}

/** How the functions that run as a role are set up; null where none does. */
export async function getRuntimeFacts(sql: Sql, accountId: string, roleArn: string): Promise<RuntimeFacts | null> {
  const { rows } = await sql.query<RuntimeFacts & { readonly functions: number }>(
    `WITH on_role AS (SELECT f.*, EXISTS (SELECT FROM source_states s WHERE s.account_id = f.account_id
         AND s.region = f.region AND s.source = 'triggers' AND s.state = 'known') AS sources_known
       FROM functions f WHERE account_id = $1 AND role_arn = $2 AND deleted_at IS NULL),
     fed AS (SELECT m.service, m.mapping FROM event_source_mappings m JOIN on_role f
       ON f.account_id = m.account_id AND f.region = m.region AND f.name = m.function_name)
     SELECT count(*)::int AS functions, coalesce(bool_or(vpc_id IS NOT NULL), false) AS "inVpc",
       coalesce(bool_or(function_type = 'durable'), false) AS durable,
       -- Where a Region's event sources could not be read, nothing says that there are no others.
       CASE WHEN bool_and(sources_known) THEN ARRAY(SELECT DISTINCT service FROM fed ORDER BY 1) END AS polled,
       -- Where destinations are not known they cannot be ruled out.
       coalesce(bool_or(NOT sources_known OR dead_letter_target_arn IS NOT NULL OR async_configs IS NULL
         OR async_configs::text ~ '"on(Failure|Success)DestinationArn": *"'), false)
         OR EXISTS (SELECT FROM fed WHERE mapping->>'onFailureDestinationArn' IS NOT NULL) AS "sendsFailures"
     FROM on_role`,
    [accountId, roleArn],
  );
  const [row] = rows;
  if (row === undefined || row.functions === 0) return null;
  const { functions: _functions, ...facts } = row;
  return facts;
}

/** How the reading of an account's role usage came out as a whole; null where it was never tried. */
export async function getUsageState(
  sql: Sql,
  accountId: string,
): Promise<{ readonly state: FactState; readonly reason: string | null; readonly remedy: string | null } | null> {
  const { rows } = await sql.query<{ state: FactState; reason: string | null; remedy: string | null }>(
    "SELECT state, reason, remedy FROM source_states WHERE account_id = $1 AND region = '' AND source = 'role-usage'",
    [accountId],
  );
  return rows[0] ?? null;
}

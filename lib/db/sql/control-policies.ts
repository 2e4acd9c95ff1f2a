import { createHash } from "node:crypto";
import type { ControlReading, ObservedControlPolicy } from "#lib/domain/accounts/control-policies.ts";
import type { OrganizationCounts } from "#lib/domain/collection/fleet-counts.ts";
import { jsonText } from "./bulk.ts";
import type { Sql } from "./transaction.ts";

const organization = "organization";

type KnownReading = Extract<ControlReading, { readonly state: "known" | "notApplicable" }>;

/** When a reading was made. */
export interface ControlReadingTimes {
  /** Accounts that the organisation's list has named since then are those that the reading is true of. */
  readonly listedSince: Date;
  readonly now: Date;
}

/**
 * Keeps what was learnt of the organisation's service control policies, in place of what was known before. Where nothing
 * was learnt, what was known stays, and it is told since when it is not proved.
 */
export async function saveControlReading(sql: Sql, reading: ControlReading, times: ControlReadingTimes): Promise<void> {
  if (reading.state === "known" || reading.state === "notApplicable") await saveKnown(sql, reading, times);
  else {
    await sql.query(
      `INSERT INTO control_readings AS c (id, state, reason, remedy, outside, since) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (id) DO UPDATE SET state = EXCLUDED.state, reason = EXCLUDED.reason, remedy = EXCLUDED.remedy,
         outside = EXCLUDED.outside, since = CASE WHEN c.state = EXCLUDED.state THEN c.since ELSE EXCLUDED.since END`,
      [organization, reading.state, reading.reason, reading.remedy, reading.outside, times.now],
    );
  }
}

async function saveKnown(sql: Sql, reading: KnownReading, { listedSince, now }: ControlReadingTimes): Promise<void> {
  const known = reading.state === "known" ? reading : { policies: [], places: [] };
  // In an order of their own: AWS lists in any, and what it lists otherwise has not changed.
  const policies = known.policies
    .map((policy) => ({ ...policy, targetIds: policy.targetIds.toSorted(), sha256: contentHash(policy) }))
    .toSorted((one, other) => (one.policyId < other.policyId ? -1 : 1));
  const places = known.places.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const content = digest([reading.state, reading.managementAccountId, policies, places]);
  const { rows } = await sql.query<{ changed: boolean }>(
    `INSERT INTO control_readings AS c (id, state, reason, outside, since, in_force, management_account_id, listed_since,
       observed_at) VALUES ($1, $2, $3, false, $4, $5, $6, $7, $4)
     ON CONFLICT (id) DO UPDATE SET state = EXCLUDED.state, reason = EXCLUDED.reason, remedy = NULL, outside = false,
       since = CASE WHEN c.state = EXCLUDED.state THEN c.since ELSE EXCLUDED.since END, in_force = EXCLUDED.in_force,
       management_account_id = EXCLUDED.management_account_id, listed_since = EXCLUDED.listed_since,
       observed_at = EXCLUDED.observed_at
     RETURNING c.content_sha256 IS DISTINCT FROM $8 AS changed`,
    [
      organization,
      reading.state,
      reading.state === "notApplicable" ? reading.reason : null,
      now,
      reading.state === "known",
      reading.managementAccountId,
      listedSince,
      content,
    ],
  );
  if (rows[0]?.changed === true) await replaceControls(sql, { content, policies, places }, now);
}

async function replaceControls(
  sql: Sql,
  {
    content,
    policies,
    places,
  }: { content: string; policies: readonly ObservedControlPolicy[]; places: readonly object[] },
  now: Date,
): Promise<void> {
  await sql.query("UPDATE control_readings SET content_sha256 = $2, updated_at = $3 WHERE id = $1", [
    organization,
    content,
    now,
  ]);
  await sql.query("DELETE FROM control_attachments");
  await sql.query("DELETE FROM control_policies");
  await sql.query("DELETE FROM organization_places");
  await sql.query(
    `INSERT INTO control_policies (policy_id, name, arn, content, unread, content_sha256)
     SELECT "policyId", name, arn, content, unread, sha256 FROM jsonb_to_recordset($1::jsonb)
       AS r("policyId" text, name text, arn text, content text, unread text, sha256 text)`,
    [jsonText(policies)],
  );
  await sql.query(
    `INSERT INTO control_attachments (target_id, policy_id)
     SELECT t.id, r."policyId" FROM jsonb_to_recordset($1::jsonb) AS r("policyId" text, "targetIds" jsonb),
       jsonb_array_elements_text(r."targetIds") AS t(id)`,
    [jsonText(policies.map(({ policyId, targetIds }) => ({ policyId, targetIds })))],
  );
  await sql.query(
    `INSERT INTO organization_places (place_id, kind, parent_id, name)
     SELECT id, kind, "parentId", name FROM jsonb_to_recordset($1::jsonb)
       AS r(id text, kind text, "parentId" text, name text)`,
    [jsonText(places)],
  );
}

function contentHash({ content, unread }: ObservedControlPolicy): string {
  return digest(content ?? { unread });
}

function digest(value: unknown): string {
  return createHash("sha256").update(jsonText(value)).digest("hex");
}

/** What was last learnt of the organisation's service control policies. */
export interface ControlReadingRow {
  /** How the last try came out. */
  readonly state: ControlReading["state"];
  readonly reason: string | null;
  readonly remedy: string | null;
  /** Whether the organisation lets the caller read nothing at all. */
  readonly outside: boolean;
  /** Since when it is in this state. */
  readonly since: Date;
  /** When what is known was last proved; null where nothing ever was known. */
  readonly observedAt: Date | null;
  /** When what is known last changed. */
  readonly updatedAt: Date | null;
}

/** How reading service control policies came out last; null where it was never tried. */
export async function getControlReading(sql: Sql): Promise<ControlReadingRow | null> {
  const { rows } = await sql.query<ControlReadingRow>(
    `SELECT state, reason, remedy, outside, since, observed_at AS "observedAt", updated_at AS "updatedAt"
     FROM control_readings WHERE id = $1`,
    [organization],
  );
  return rows[0] ?? null;
}

/** A policy of one level above an account. */
export interface StoredControl {
  readonly policyId: string;
  readonly name: string;
  readonly contentSha256: string;
  /** Null where it could not be read (`unread` says why), or was not asked for. */
  readonly content: string | null;
  readonly unread: string | null;
}

/** What limits an account from above: nothing, the policies of each level, root first, or nobody knows. */
export type ControlsAbove =
  | { readonly state: "unknown" }
  | { readonly state: "none" }
  | { readonly state: "limited"; readonly levels: readonly (readonly StoredControl[])[] };

/** The organisation's depth is five levels of units at most, and a tree that goes on for ever is none. */
const mostLevels = 12;

/**
 * Service control policies above an account, as they were last known.
 *
 * @param withContents whether the documents are wanted, too
 */
export async function getControlsAbove(sql: Sql, accountId: string, withContents: boolean): Promise<ControlsAbove> {
  const { rows } = await sql.query<{ inForce: boolean; management: boolean; listed: boolean | null }>(
    `SELECT c.in_force AS "inForce", c.management_account_id IS NOT DISTINCT FROM $2 AS management,
       a.organization_seen_at >= c.listed_since AS listed
     FROM control_readings c LEFT JOIN accounts a ON a.id = $2 WHERE c.id = $1 AND c.in_force IS NOT NULL`,
    [organization, accountId],
  );
  const [reading] = rows;
  if (reading === undefined) return { state: "unknown" };
  if (reading.management) return { state: "none" };
  if (!reading.inForce) return { state: reading.listed === true ? "none" : "unknown" };
  return await levelsAbove(sql, accountId, withContents);
}

interface LevelRow {
  readonly steps: number;
  readonly isRoot: boolean;
  readonly policyId: string | null;
  readonly name: string;
  readonly contentSha256: string;
  readonly content: string | null;
  readonly unread: string | null;
}

async function levelsAbove(sql: Sql, accountId: string, withContents: boolean): Promise<ControlsAbove> {
  const { rows } = await sql.query<LevelRow>(
    `WITH RECURSIVE path AS (
       SELECT place_id, kind, parent_id, 0 AS steps FROM organization_places WHERE place_id = $1 AND kind = 'account'
       UNION ALL
       SELECT p.place_id, p.kind, p.parent_id, path.steps + 1 FROM path JOIN organization_places p ON p.place_id = path.parent_id
       WHERE path.steps < ${mostLevels}
     )
     SELECT path.steps, path.kind = 'root' AS "isRoot", c.policy_id AS "policyId", c.name,
       c.content_sha256 AS "contentSha256", c.unread, ${withContents ? "c.content" : "NULL AS content"}
     FROM path LEFT JOIN control_attachments a ON a.target_id = path.place_id
       LEFT JOIN control_policies c ON c.policy_id = a.policy_id
     ORDER BY path.steps DESC, c.policy_id COLLATE "C"`,
    [accountId],
  );
  // The organisation was read while somebody moved things: something is attached to each of its places at any time.
  if (rows[0]?.isRoot !== true || rows.some(({ policyId }) => policyId === null)) return { state: "unknown" };
  const levels = [...Map.groupBy(rows, ({ steps }) => steps).values()].map((level) =>
    level.flatMap(({ steps: _steps, isRoot: _isRoot, policyId, ...rest }) =>
      policyId === null ? [] : [{ policyId, ...rest }],
    ),
  );
  return { state: "limited", levels };
}

/** What the organisation holds, as it was last known; null where there is none, or none that was ever read. */
export async function getOrganizationCounts(sql: Sql): Promise<OrganizationCounts | null> {
  const { rows } = await sql.query<{ parents: OrganizationCounts["parents"]; policyTargets: number[] }>(
    `SELECT
       (SELECT coalesce(jsonb_agg(jsonb_build_object('units', units, 'accounts', accounts)), '[]')
        FROM (SELECT count(*) FILTER (WHERE c.kind = 'unit') AS units, count(*) FILTER (WHERE c.kind = 'account') AS accounts
          FROM organization_places p LEFT JOIN organization_places c ON c.parent_id = p.place_id
          WHERE p.kind <> 'account' GROUP BY p.place_id) under) AS parents,
       (SELECT coalesce(jsonb_agg(targets), '[]')
        FROM (SELECT count(a.target_id) AS targets
          FROM control_policies c LEFT JOIN control_attachments a ON a.policy_id = c.policy_id
          GROUP BY c.policy_id) attached) AS "policyTargets"
     FROM control_readings WHERE id = $1 AND in_force IS NOT NULL AND management_account_id IS NOT NULL`,
    [organization],
  );
  return rows[0] ?? null;
}

/** Accounts that hold roles, whose verdicts may rest on what limits them from above. */
export async function listAccountsWithRoles(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    "SELECT DISTINCT account_id AS id FROM roles WHERE deleted_at IS NULL ORDER BY 1",
  );
  return rows.map(({ id }) => id);
}

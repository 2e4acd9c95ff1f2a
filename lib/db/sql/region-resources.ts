import type { Unknown, Unknowns } from "#lib/domain/fleet/fact.ts";
import type { ObservedRegionResource } from "#lib/domain/fleet/observed-region-resource.ts";
import { jsonText } from "./bulk.ts";
import type { Place } from "./place.ts";
import type { Sql } from "./transaction.ts";

interface ResourcePage {
  readonly kind: ObservedRegionResource["kind"];
  readonly resources: readonly ObservedRegionResource[];
  readonly unknown: Unknown | null;
}

/**
 * Keeps all resources of one kind in a place. What its list no longer has is gone; a list that could not be read leaves
 * everything as it was known.
 */
export async function saveRegionResources(
  sql: Sql,
  place: Place,
  { kind, resources, unknown }: ResourcePage,
  now: Date,
): Promise<void> {
  await sql.query(
    `UPDATE account_regions SET resource_unknowns = CASE WHEN $4::jsonb IS NULL THEN resource_unknowns - $3::text
       ELSE resource_unknowns || jsonb_build_object($3::text, $4::jsonb) END
     WHERE account_id = $1 AND region = $2`,
    [place.accountId, place.region, kind, unknown === null ? null : JSON.stringify(unknown)],
  );
  if (unknown !== null) return;
  await sql.query(
    `INSERT INTO region_resources (account_id, region, kind, arn, name, state, modified_at, document, first_seen_at, last_seen_at)
     SELECT $1, $2, $3, r.arn, r.name, r.state, r."modifiedAt", r.document, $5, $5
     FROM jsonb_to_recordset($4::jsonb) AS r(arn text, name text, state text, "modifiedAt" timestamptz, document jsonb)
     ON CONFLICT (account_id, region, kind, arn) DO UPDATE SET name = EXCLUDED.name, state = EXCLUDED.state,
       modified_at = EXCLUDED.modified_at, document = EXCLUDED.document, last_seen_at = EXCLUDED.last_seen_at, deleted_at = NULL`,
    [place.accountId, place.region, kind, jsonText(resources), now],
  );
  await sql.query(
    `UPDATE region_resources SET deleted_at = $4
     WHERE account_id = $1 AND region = $2 AND kind = $3 AND deleted_at IS NULL AND last_seen_at < $4`,
    [place.accountId, place.region, kind, now],
  );
}

/** Kinds of a place's resources that could not be read, and why. */
export async function listResourceUnknowns(sql: Sql, place: Place): Promise<Unknowns> {
  const { rows } = await sql.query<{ unknowns: Unknowns }>(
    `SELECT resource_unknowns AS unknowns FROM account_regions WHERE account_id = $1 AND region = $2`,
    [place.accountId, place.region],
  );
  return rows[0]?.unknowns ?? {};
}

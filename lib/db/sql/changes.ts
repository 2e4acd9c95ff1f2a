import { hexBytes, jsonText } from "./bulk.ts";
import type { Place } from "./place.ts";
import { findTrailChanges } from "./trail-changes.ts";
import type { Sql } from "./transaction.ts";

export interface ChangeRow {
  readonly accountId: string;
  readonly region: string | null;
  readonly entityKind: string;
  readonly entityId: string;
  readonly entityName: string;
  readonly kind: "created" | "updated" | "deleted";
  readonly classes: readonly string[];
  readonly summary: string;
  readonly fields: readonly object[];
  readonly occurredAt: Date;
  readonly detectedAt: Date;
  readonly beforeSha256: Uint8Array | null;
  readonly afterSha256: Uint8Array | null;
}

/**
 * Adds changes. They are told once: a change is found only in the transaction that keeps the new snapshot, and one that
 * is known already from its event in CloudTrail completes that row.
 */
export async function saveChanges(sql: Sql, rows: readonly ChangeRow[]): Promise<void> {
  const told = await rowsOfEvents(sql, rows);
  await completeChanges(
    sql,
    rows.flatMap((row, k) => (told[k] ? [{ id: told[k], row }] : [])),
  );
  await addChanges(
    sql,
    rows.filter((_, k) => !told[k]),
  );
}

async function rowsOfEvents(sql: Sql, rows: readonly ChangeRow[]): Promise<readonly (string | null)[]> {
  const [first] = rows;
  if (first === undefined || first.region === null || first.entityKind !== "function") return [];
  const changes = rows.map((row) => ({
    ...row,
    functionName: row.entityName,
    dated: row.occurredAt.getTime() !== row.detectedAt.getTime(),
  }));
  return findTrailChanges(sql, { accountId: first.accountId, region: first.region }, changes);
}

/** Who and when stay as the event told them. */
async function completeChanges(
  sql: Sql,
  changes: readonly { readonly id: string; readonly row: ChangeRow }[],
): Promise<void> {
  if (changes.length === 0) return;
  await sql.query(
    `UPDATE changes c SET classes = r.classes, summary = r.summary, fields = r.fields, before_sha256 = r.before_sha256,
       after_sha256 = r.after_sha256
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, classes text[], summary text, fields jsonb, before_sha256 bytea,
       after_sha256 bytea) WHERE c.id = r.id`,
    [jsonText(changes.map(({ id, row }) => ({ id, ...recordOf(row) })))],
  );
}

function recordOf(row: ChangeRow) {
  return {
    account_id: row.accountId,
    region: row.region,
    entity_kind: row.entityKind,
    entity_id: row.entityId,
    entity_name: row.entityName,
    kind: row.kind,
    classes: row.classes,
    summary: row.summary,
    fields: row.fields,
    occurred_at: row.occurredAt,
    detected_at: row.detectedAt,
    before_sha256: row.beforeSha256 && hexBytes(row.beforeSha256),
    after_sha256: row.afterSha256 && hexBytes(row.afterSha256),
    actor_state: row.entityKind === "function" && row.region !== null ? "notYetRead" : "notApplicable",
  };
}

async function addChanges(sql: Sql, rows: readonly ChangeRow[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = `account_id, region, entity_kind, entity_id, entity_name, kind, classes, summary, fields, occurred_at,
    detected_at, before_sha256, after_sha256, actor_state`;
  await sql.query(
    `INSERT INTO changes (id, ${columns})
     SELECT gen_random_uuid(), ${columns} FROM jsonb_to_recordset($1::jsonb) AS r(account_id text, region text,
       entity_kind text, entity_id text, entity_name text, kind text, classes text[], summary text, fields jsonb,
       occurred_at timestamptz, detected_at timestamptz, before_sha256 bytea, after_sha256 bytea, actor_state text)`,
    [jsonText(rows.map(recordOf))],
  );
}

export interface PendingChange {
  readonly entityName: string;
  readonly occurredAt: Date;
  /** False where AWS does not say when it happened. */
  readonly dated: boolean;
}

/** Changes of functions of a place of which it is not known yet who made them, the oldest first. */
export async function listChangesWithoutActor(sql: Sql, place: Place, from: Date): Promise<PendingChange[]> {
  const { rows } = await sql.query<PendingChange>(
    `SELECT entity_name AS "entityName", occurred_at AS "occurredAt", occurred_at <> detected_at AS dated FROM changes
     WHERE account_id = $1 AND region = $2 AND entity_kind = 'function' AND actor_state = 'notYetRead' AND occurred_at >= $3
     ORDER BY occurred_at`,
    [place.accountId, place.region, from],
  );
  return rows;
}

/** Says why it is not known who made a place's changes that wait for an answer. */
export async function saveActorUnknown(
  sql: Sql,
  place: Place,
  unknown: { readonly state: string; readonly reason: string },
  before: Date,
): Promise<void> {
  await sql.query(
    `UPDATE changes SET actor_state = $3, actor_reason = $4
     WHERE account_id = $1 AND region = $2 AND entity_kind = 'function' AND actor_state = 'notYetRead' AND detected_at <= $5`,
    [place.accountId, place.region, unknown.state, unknown.reason, before],
  );
}

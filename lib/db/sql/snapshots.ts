import { createHash } from "node:crypto";
import type { Json } from "#lib/domain/fleet/observed.ts";
import { hexBytes, jsonText } from "./bulk.ts";
import type { Sql } from "./transaction.ts";

export type SnapshotKind = "function" | "function-access" | "role" | "policy" | "network" | "mapping";

/** JSON with sorted keys: the same content has the same text, and so the same sha-256. */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item ?? null)).join(",")}]`;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(",")}}`;
}

export function documentSha256(document: Json): Buffer {
  return createHash("sha256").update(canonicalJson(document)).digest();
}

export interface SnapshotEntry {
  /** ARN, or account:region for a network. */
  readonly entityId: string;
  readonly document: Json;
}

/** An entity whose document is not what it was. `before` is null where it was never seen, or had been deleted. */
export interface SnapshotChange {
  readonly entityId: string;
  readonly before: Json | null;
  readonly beforeSha256: Buffer | null;
  readonly after: Json;
  readonly afterSha256: Buffer;
}

/**
 * Keeps what entities look like now. An unchanged entity costs one read and no write; a changed one ends its open
 * snapshot and opens another, and each document is kept once by content.
 */
export async function recordSnapshots(
  sql: Sql,
  accountId: string,
  kind: SnapshotKind,
  entries: readonly SnapshotEntry[],
  now: Date,
): Promise<SnapshotChange[]> {
  if (entries.length === 0) return [];
  // A list that names an entity twice: the last one counts.
  const latest = [...new Map(entries.map((entry) => [entry.entityId, entry])).values()];
  const open = await openSnapshots(
    sql,
    accountId,
    kind,
    latest.map(({ entityId }) => entityId),
  );
  const changed = latest
    .map(({ entityId, document }) => ({ entityId, document, sha256: documentSha256(document) }))
    .filter(({ entityId, sha256 }) => !open.get(entityId)?.equals(sha256));
  if (changed.length === 0) return [];
  const before = await documentsOf(
    sql,
    accountId,
    changed.flatMap(({ entityId }) => open.get(entityId) ?? []),
  );
  await sql.query(
    `INSERT INTO documents (account_id, sha256, kind, body, created_at)
     SELECT DISTINCT ON (sha256) $1, sha256, $2, body::jsonb, $5 FROM unnest($3::bytea[], $4::text[]) AS d(sha256, body)
     ON CONFLICT (account_id, sha256) DO NOTHING`,
    [accountId, kind, changed.map(({ sha256 }) => sha256), changed.map(({ document }) => jsonText(document)), now],
  );
  await closeSnapshots(
    sql,
    accountId,
    kind,
    changed.map(({ entityId }) => entityId),
    now,
  );
  await sql.query(
    `INSERT INTO snapshots (account_id, entity_kind, entity_id, valid_from, sha256)
     SELECT $1, $2, entity_id, $5, sha256 FROM unnest($3::text[], $4::bytea[]) AS s(entity_id, sha256)
     ON CONFLICT (account_id, entity_kind, entity_id, valid_from) DO UPDATE SET sha256 = EXCLUDED.sha256, valid_to = NULL`,
    [accountId, kind, changed.map(({ entityId }) => entityId), changed.map(({ sha256 }) => sha256), now],
  );
  return changed.map(({ entityId, document, sha256 }) => {
    const beforeSha256 = open.get(entityId) ?? null;
    const beforeDocument = beforeSha256 && before.get(hexBytes(beforeSha256));
    return { entityId, before: beforeDocument ?? null, beforeSha256, after: document, afterSha256: sha256 };
  });
}

/** Ends the open snapshots of entities that changed or are gone. */
export async function closeSnapshots(
  sql: Sql,
  accountId: string,
  kind: SnapshotKind,
  entityIds: readonly string[],
  now: Date,
): Promise<void> {
  if (entityIds.length === 0) return;
  await sql.query(
    `UPDATE snapshots SET valid_to = $4
     WHERE account_id = $1 AND entity_kind = $2 AND entity_id = ANY($3) AND valid_to IS NULL`,
    [accountId, kind, entityIds, now],
  );
}

/** The document that each of some entities has now, by its hash; entities that have none are absent. */
export async function openSnapshots(
  sql: Sql,
  accountId: string,
  kind: SnapshotKind,
  entityIds: readonly string[],
): Promise<Map<string, Buffer>> {
  const { rows } = await sql.query<{ entityId: string; sha256: Buffer }>(
    `SELECT entity_id AS "entityId", sha256 FROM snapshots
     WHERE account_id = $1 AND entity_kind = $2 AND entity_id = ANY($3) AND valid_to IS NULL`,
    [accountId, kind, entityIds],
  );
  return new Map(rows.map(({ entityId, sha256 }) => [entityId, sha256]));
}

async function documentsOf(sql: Sql, accountId: string, sha256s: readonly Buffer[]): Promise<Map<string, Json>> {
  if (sha256s.length === 0) return new Map();
  const { rows } = await sql.query<{ sha256: Buffer; body: Json }>(
    "SELECT sha256, body FROM documents WHERE account_id = $1 AND sha256 = ANY($2)",
    [accountId, sha256s],
  );
  return new Map(rows.map(({ sha256, body }) => [hexBytes(sha256), body]));
}

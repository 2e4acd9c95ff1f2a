import { jsonText } from "./bulk.ts";
import type { Sql } from "./transaction.ts";

const key = "network";

/** What was saved of how networks are judged, unparsed; null where nobody has saved anything yet. */
export async function getStoredNetworkSettings(sql: Sql): Promise<unknown> {
  const { rows } = await sql.query<{ value: unknown }>("SELECT value FROM settings WHERE key = $1", [key]);
  return rows[0]?.value ?? null;
}

/** The same, held until the transaction ends, so that two who save follow one another: the first two, too. */
export async function lockStoredNetworkSettings(sql: Sql): Promise<unknown> {
  await sql.query("SELECT pg_advisory_xact_lock($1)", [7_402_621]);
  return await getStoredNetworkSettings(sql);
}

export async function saveStoredNetworkSettings(sql: Sql, value: object, now: Date): Promise<void> {
  await sql.query(
    `INSERT INTO settings (key, value, updated_at) VALUES ($1, $2, $3)
     ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, updated_at = EXCLUDED.updated_at`,
    [key, jsonText(value), now],
  );
}

import { jsonText } from "./bulk.ts";
import type { Sql } from "./transaction.ts";

const key = "network";

/** What was saved of how networks are judged, unparsed; null where nobody has saved anything yet. */
export async function getStoredNetworkSettings(sql: Sql): Promise<unknown> {
  const { rows } = await sql.query<{ value: unknown }>("SELECT value FROM settings WHERE key = $1", [key]);
  return rows[0]?.value ?? null;
}

export async function saveStoredNetworkSettings(sql: Sql, value: object, now: Date): Promise<void> {
  await sql.query(
    `INSERT INTO settings (key, value, updated_at) VALUES ($1, $2, $3)
     ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, updated_at = EXCLUDED.updated_at`,
    [key, jsonText(value), now],
  );
}

import { jsonText } from "./bulk.ts";
import type { Sql } from "./transaction.ts";

/** The value of a setting as JSON; undefined where there is none. */
export async function readSetting(sql: Sql, key: string): Promise<unknown> {
  const { rows } = await sql.query<{ value: unknown }>("SELECT value FROM settings WHERE key = $1", [key]);
  return rows[0]?.value;
}

export async function saveSetting(sql: Sql, key: string, value: unknown, now: Date): Promise<void> {
  await sql.query(
    `INSERT INTO settings (key, value, updated_at) VALUES ($1, $2::jsonb, $3)
     ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, updated_at = EXCLUDED.updated_at`,
    [key, jsonText(value), now],
  );
}

/** Keeps the value that is there, if there is one. */
export async function saveSettingOnce(sql: Sql, key: string, value: unknown, now: Date): Promise<void> {
  await sql.query(
    "INSERT INTO settings (key, value, updated_at) VALUES ($1, $2::jsonb, $3) ON CONFLICT (key) DO NOTHING",
    [key, jsonText(value), now],
  );
}

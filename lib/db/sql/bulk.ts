import type { Sql } from "./transaction.ts";

/** A column of a bulk write: its name and PostgreSQL type. */
export type Columns = Readonly<Record<string, string>>;

/** `a = EXCLUDED.a, …` */
export function takeExcluded(names: readonly string[]): string {
  return names.map((name) => `${name} = EXCLUDED.${name}`).join(", ");
}

/** What is upserted: `key` columns tell rows apart, `kept` columns are written only when the row is new. */
export interface RecordUpsert {
  readonly table: string;
  readonly columns: Columns;
  readonly key: readonly string[];
  readonly kept?: readonly string[];
}

/**
 * Upserts rows given as objects with column names, through one JSON parameter: for tables with arrays and documents.
 * Bytes are given as hex text (`\x…`). Rows must not repeat a key.
 */
export async function upsertRecords(sql: Sql, upsert: RecordUpsert, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(upsert.columns);
  const shape = names.map((name) => `${name} ${upsert.columns[name]}`).join(", ");
  const fixed = new Set([...upsert.key, ...(upsert.kept ?? [])]);
  const changing = names.filter((name) => !fixed.has(name));
  const onConflict = changing.length > 0 ? `DO UPDATE SET ${takeExcluded(changing)}` : "DO NOTHING";
  await sql.query(
    `INSERT INTO ${upsert.table} (${names.join(", ")})
     SELECT ${names.join(", ")} FROM jsonb_to_recordset($1::jsonb) AS r(${shape})
     ON CONFLICT (${upsert.key.join(", ")}) ${onConflict}`,
    [jsonText(rows)],
  );
}

/** What PostgreSQL's jsonb refuses, as JSON.stringify writes it: NUL, and halves of surrogate pairs. */
const refused = /\\u(?:0000|d[89a-f])/;
/** Any escape: read whole, so that the second backslash of an escaped one is not taken for the first of another. */
const escapes = /\\(?:u[\da-f]{4}|.)/g;

/** JSON for a jsonb parameter. jsonb keeps every character but NUL and lone surrogates, which become U+FFFD. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  return refused.test(text) ? text.replace(escapes, (one) => (refused.test(one) ? "\\ufffd" : one)) : text;
}

/** Bytes as PostgreSQL's hex text. */
export function hexBytes(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex")}`;
}

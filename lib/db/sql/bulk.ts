import { createHash } from "node:crypto";
import type { Sql } from "./transaction.ts";

/** A column of a bulk write: its name and PostgreSQL type. */
export type Columns = Readonly<Record<string, string>>;

/** `a = EXCLUDED.a, …` */
export function takeExcluded(names: readonly string[]): string {
  return names.map((name) => `${name} = EXCLUDED.${name}`).join(", ");
}

/**
 * What is upserted: `key` columns tell rows apart, `kept` columns are written only when the row is new, `stamps` say when
 * it was written.
 */
export interface RecordUpsert {
  readonly table: string;
  readonly columns: Columns;
  readonly key: readonly string[];
  readonly kept?: readonly string[];
  readonly stamps?: readonly string[];
}

/**
 * Upserts rows given as objects with column names, through one JSON parameter: for tables with arrays and documents.
 * Bytes are given as hex text (`\x…`). Rows must not repeat a key. A row that says what is stored already is not written:
 * a conflict alone would lock the stored one, and so write its page.
 */
export async function upsertRecords(sql: Sql, upsert: RecordUpsert, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(upsert.columns);
  const shape = names.map((name) => `${name} ${upsert.columns[name]}`).join(", ");
  const fixed = new Set([...upsert.key, ...(upsert.kept ?? [])]);
  const changing = names.filter((name) => !fixed.has(name));
  const telling = changing.filter((name) => !upsert.stamps?.includes(name));
  const onConflict = changing.length > 0 ? `DO UPDATE SET ${takeExcluded(changing)}` : "DO NOTHING";
  const all = (alias: string, columns: readonly string[]) => columns.map((name) => `${alias}.${name}`).join(", ");
  const stored = upsert.key.map((name) => `s.${name} = r.${name}`).join(" AND ");
  const same = telling.length > 0 ? `AND (${all("s", telling)}) IS NOT DISTINCT FROM (${all("r", telling)})` : "";
  await sql.query(
    `INSERT INTO ${upsert.table} (${names.join(", ")})
     SELECT ${all("r", names)} FROM jsonb_to_recordset($1::jsonb) AS r(${shape})
     WHERE NOT EXISTS (SELECT FROM ${upsert.table} s WHERE ${stored} ${same})
     ON CONFLICT (${upsert.key.join(", ")}) ${onConflict}`,
    [jsonText(lastOfEach(rows, upsert.key).map((row) => fitted(row, upsert.columns)))],
  );
}

/** A list that names something twice, or two names that are one as they are stored: the last one counts. */
function lastOfEach(rows: readonly object[], key: readonly string[]): object[] {
  const keyOf = (row: object) => jsonText(key.map((name) => Reflect.get(row, name)));
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}

/** A row whose numbers its columns take. */
export function fitted(row: object, columns: Columns): object {
  const entries = Object.entries(row).map(([name, value]: [string, unknown]) => {
    const type = columns[name];
    return [name, typeof value === "number" && type !== undefined ? numberFor(type, value) : value];
  });
  return Object.fromEntries(entries);
}

/** Largest magnitudes that the types of columns take; `real` also takes nothing between 0 and its least. */
const bounds: Readonly<Record<string, { readonly least: number; readonly most: number }>> = {
  int: { least: 0, most: 2_147_483_647 },
  bigint: { least: 0, most: 2 ** 63 - 1024 },
  real: { least: 1.2e-38, most: 3.4e38 },
};
const unbounded = { least: 0, most: Number.MAX_VALUE };

/**
 * A number as a column of this type takes it: whole where the column is, no larger than it holds, and null where it is no
 * number. One value that no column holds must not cost the page it came with.
 */
export function numberFor(type: string, value: number): number | null {
  if (Number.isNaN(value)) return null;
  const { least, most } = bounds[type] ?? unbounded;
  const size = Math.abs(value);
  if (size > most) return Math.sign(value) * most;
  if (type === "int" || type === "bigint") return Math.round(value);
  return size < least ? 0 : value;
}

/** An array parameter of numbers, without the quotes and escapes that any other array needs. */
export function numberArray(type: string, values: readonly (number | null)[]): string {
  return `{${values.map((value) => (value === null ? "NULL" : (numberFor(type, value) ?? "NULL"))).join(",")}}`;
}

/** An array parameter of bytes; empty ones are null. */
export function bytesArray(values: readonly Uint8Array[]): string {
  // A backslash in an array is written twice.
  return `{${values.map((bytes) => (bytes.byteLength === 0 ? "NULL" : `"\\${hexBytes(bytes)}"`)).join(",")}}`;
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

/** Longest text of a key, in characters: an entry of an index holds 2,704 bytes. */
const longestKey = 512;

/** Text for a key column: what is longer keeps its beginning, and a digest that tells it from others. */
export function keyText(text: string): string {
  if (text.length <= longestKey) return text;
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 16);
  return `${text.slice(0, longestKey - 20)}… ${digest}`;
}

/** Bytes as PostgreSQL's hex text. */
export function hexBytes(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex")}`;
}

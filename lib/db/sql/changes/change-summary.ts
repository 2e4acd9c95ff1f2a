import { Parameters } from "#lib/db/sql/functions/parameters.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import { type ChangeQuery, changeSource, changeWhere } from "./list-changes.ts";

export interface ChangeDayRow {
  /** UTC day, YYYY-MM-DD. */
  readonly day: string;
  readonly count: number;
}

/** How many changes fall on each UTC day that has any. */
export async function countChangeDays(sql: Sql, query: ChangeQuery): Promise<ChangeDayRow[]> {
  const parameters = new Parameters();
  const where = changeWhere(query, parameters);
  const { rows } = await sql.query<ChangeDayRow>(
    `SELECT to_char(c.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*)::int AS count
     FROM ${changeSource} WHERE ${where} GROUP BY 1 ORDER BY 1`,
    parameters.values,
  );
  return rows;
}

/** How many things changed. */
export async function countChangedThings(sql: Sql, query: ChangeQuery): Promise<number> {
  const parameters = new Parameters();
  const where = changeWhere(query, parameters);
  const { rows } = await sql.query<{ count: number }>(
    `SELECT count(DISTINCT c.entity_id)::int AS count FROM ${changeSource} WHERE ${where}`,
    parameters.values,
  );
  return rows[0]?.count ?? 0;
}

/** When the first snapshot was taken; null before any. */
export async function firstSnapshotAt(sql: Sql): Promise<Date | null> {
  const { rows } = await sql.query<{ at: Date | null }>("SELECT min(first_seen_at) AS at FROM functions");
  return rows[0]?.at ?? null;
}

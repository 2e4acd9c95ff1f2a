import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import type { FunctionDimension } from "#lib/db/sql/period/group-expression.ts";

interface GroupPartRow {
  readonly value: string;
  readonly reports: number;
  readonly coldStarts: number;
  readonly restores: number;
  readonly initFailures: number;
}

/** Starts by the values of one dimension over UTC days, both included, of the whole fleet: from the ready-made days. */
export function listGroupParts(
  pool: Pool,
  dimension: FunctionDimension,
  { first, last }: { readonly first: string; readonly last: string },
): Promise<GroupPartRow[]> {
  return sql<GroupPartRow & Record<string, unknown>>(
    pool,
    `SELECT value, sum(reports)::float8 AS reports, sum(cold_starts)::float8 AS "coldStarts",
       sum(restores)::float8 AS restores, sum(init_failures)::float8 AS "initFailures"
     FROM rollup_days WHERE dimension = $1 AND day BETWEEN $2::date AND $3::date GROUP BY value`,
    [dimension, first, last],
  );
}

import type { Sql } from "#lib/db/sql/transaction.ts";

export interface FailureRow {
  readonly kind: string;
  readonly errorType: string;
  readonly version: string;
  readonly count: number;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
}

/** Failures of one function on the UTC days of a period, by kind, type and version, the most frequent first. */
export async function listFunctionFailures(
  sql: Sql,
  query: { readonly accountId: string; readonly functionId: number; readonly from: Date; readonly to: Date },
): Promise<FailureRow[]> {
  const { rows } = await sql.query<FailureRow>(
    `SELECT kind, error_type AS "errorType", version, sum(count)::float8 AS count,
       min(first_seen) AS "firstSeen", max(last_seen) AS "lastSeen"
     FROM failure_days WHERE account_id = $1 AND function_id = $2 AND day >= $3::date AND day <= $4::date
     GROUP BY kind, error_type, version ORDER BY sum(count) DESC, kind, error_type, version LIMIT 200`,
    [query.accountId, query.functionId, query.from.toISOString().slice(0, 10), query.to.toISOString().slice(0, 10)],
  );
  return rows;
}

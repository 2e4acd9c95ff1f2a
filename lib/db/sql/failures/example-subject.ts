import type { Sql } from "#lib/db/sql/transaction.ts";
import type { ExampleSource, GroupSize } from "#lib/domain/failures/example-window.ts";
import type { FailureKind } from "#lib/domain/failures/failure-kind.ts";

/** A series of failures with what reading its lines goes by. */
export interface ExampleSubject extends ExampleSource, GroupSize {
  readonly accountId: string;
  readonly functionId: number;
  readonly functionName: string;
  readonly region: string;
  readonly logGroupName: string;
  /** Whether the log group can be queried; `unlisted` where log groups were not read. */
  readonly group: "known" | "missing" | "delivery" | "unlisted";
  /** Whether other functions write to the same group. */
  readonly isShared: boolean;
}

/** Null for a series that was never seen, or a function that is gone. */
export async function getExampleSubject(
  sql: Sql,
  series: { readonly functionId: number; readonly kind: FailureKind; readonly errorType: string },
): Promise<ExampleSubject | null> {
  const { rows } = await sql.query<ExampleSubject>(
    `SELECT f.account_id AS "accountId", f.id AS "functionId", f.name AS "functionName", f.region,
       f.log_group_name AS "logGroupName",
       CASE WHEN g.name IS NOT NULL AND g.log_group_class = 'DELIVERY' THEN 'delivery'
         WHEN g.name IS NOT NULL THEN 'known' WHEN s.state = 'known' THEN 'missing' ELSE 'unlisted' END AS "group",
       EXISTS (SELECT FROM functions o WHERE o.account_id = f.account_id AND o.region = f.region
         AND o.log_group_name = f.log_group_name AND o.id <> f.id) AS "isShared",
       (extract(epoch FROM d.last_seen) * 1000)::float8 AS "lastSeenMs", d.count AS "lastDayCount",
       (extract(epoch FROM d.first_seen) * 1000)::float8 AS "lastDayFirstSeenMs",
       l.bytes_per_hour AS "bytesPerHour", g.stored_bytes::float8 AS "storedBytes", g.retention_days AS "retentionDays"
     FROM functions f
     JOIN LATERAL (
       SELECT max(last_seen) AS last_seen, sum(count)::float8 AS count, min(first_seen) AS first_seen
       FROM failure_days WHERE account_id = f.account_id AND function_id = f.id AND kind = $2 AND error_type = $3
       GROUP BY day ORDER BY day DESC LIMIT 1) d ON true
     LEFT JOIN log_groups g ON g.account_id = f.account_id AND g.region = f.region AND g.name = f.log_group_name
     LEFT JOIN log_readings l ON l.account_id = f.account_id AND l.region = f.region AND l.log_group_name = f.log_group_name
     LEFT JOIN source_states s ON s.account_id = f.account_id AND s.region = f.region AND s.source = 'log-groups'
     WHERE f.id = $1 AND f.deleted_at IS NULL`,
    [series.functionId, series.kind, series.errorType],
  );
  return rows[0] ?? null;
}

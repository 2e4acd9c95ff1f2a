import { createBinder } from "#lib/db/sql/period/binder.ts";
import type { PeriodScope } from "#lib/db/sql/period/period-scope.ts";
import { functionCondition, placeCondition } from "#lib/db/sql/period/period-scope.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import type { FailureKind } from "#lib/domain/failures/failure-kind.ts";
import { fewestEvents, leastRatio, trendDays } from "#lib/domain/failures/failure-trend.ts";

/** A series that may be new or rising: what the trend's rule looks at more closely. */
export interface SeriesCandidate {
  readonly accountId: string;
  readonly functionId: number;
  readonly arn: string;
  readonly name: string;
  readonly logFormat: string;
  readonly systemLogLevel: string | null;
  readonly roleArn: string | null;
  readonly kind: FailureKind;
  readonly errorType: string;
  readonly recent: number;
}

const dayMs = 86_400_000;

/**
 * Series in scope that failed more often of late, or were seen for the first time, in the 28 days up to one. Days of the
 * whole fleet are read once, by their index; which of the candidates has a trend, its rule says. The most frequent first.
 */
export async function listSeriesCandidates(
  sql: Sql,
  scope: PeriodScope,
  today: Date,
  limit: number,
): Promise<SeriesCandidate[]> {
  const binder = createBinder();
  const daysBack = (days: number) => binder.bind(new Date(today.getTime() - days * dayMs).toISOString().slice(0, 10));
  const [recent, from, fresh] = [
    daysBack(trendDays.recent - 1),
    daysBack(trendDays.recent + trendDays.before - 1),
    daysBack(trendDays.new - 1),
  ];
  const { rows } = await sql.query<SeriesCandidate>(
    `WITH s AS (
       SELECT account_id, function_id, kind, error_type, min(day) AS first_day,
         coalesce(sum(count) FILTER (WHERE day >= ${recent}::date), 0) AS recent,
         coalesce(sum(count) FILTER (WHERE day < ${recent}::date), 0) AS before
       FROM failure_days WHERE day BETWEEN ${from}::date AND ${daysBack(0)}::date
       GROUP BY account_id, function_id, kind, error_type
       HAVING sum(count) >= ${fewestEvents}
     )
     SELECT s.account_id AS "accountId", s.function_id AS "functionId", f.arn, f.name, f.log_format AS "logFormat",
       f.system_log_level AS "systemLogLevel", f.role_arn AS "roleArn", s.kind, s.error_type AS "errorType",
       s.recent::float8 AS recent
     FROM s JOIN functions f ON f.id = s.function_id
     WHERE s.recent > 0 AND f.deleted_at IS NULL AND ${functionCondition(scope, "f", binder)}
       AND (s.first_day >= ${fresh}::date
         OR s.recent::float8 / ${trendDays.recent} > ${leastRatio} * s.before / ${trendDays.before})
     ORDER BY (s.first_day >= ${fresh}::date) DESC, s.recent DESC, s.function_id, s.kind, s.error_type
     LIMIT ${binder.bind(limit)}`,
    [...binder.parameters],
  );
  return rows;
}

/** How much of what ran in the last seven days was seen in logs. */
export interface LogCoverageRow {
  readonly ran: number;
  readonly read: number;
  /** When logs were last read in an account-Region in scope. */
  readonly checkedAt: Date | null;
}

/** Functions in scope that ran in the last seven days, and those of them that left a report that was read. */
export async function countLogCoverage(sql: Sql, scope: PeriodScope): Promise<LogCoverageRow> {
  const binder = createBinder();
  const { rows } = await sql.query<LogCoverageRow>(
    `SELECT count(*) FILTER (WHERE w.invocations > 0)::int AS ran,
       count(*) FILTER (WHERE w.invocations > 0 AND w.reports > 0)::int AS read,
       (SELECT max(s.observed_at) FROM source_states s
        WHERE s.source = 'starts' AND ${placeCondition(scope, "s", binder)}) AS "checkedAt"
     FROM functions f JOIN function_windows w ON w.account_id = f.account_id AND w.function_id = f.id AND w."window" = '7d'
     WHERE f.deleted_at IS NULL AND ${functionCondition(scope, "f", binder)}`,
    [...binder.parameters],
  );
  return rows[0] ?? { ran: 0, read: 0, checkedAt: null };
}

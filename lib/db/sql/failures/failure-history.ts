import type { Sql } from "#lib/db/sql/transaction.ts";
import type { FailureBasis } from "#lib/domain/failures/failure-rate.ts";
import type { FailureDayCount, SeriesDay } from "#lib/domain/failures/failure-series.ts";
import type { DayExposure } from "#lib/domain/failures/failure-trend.ts";

/** Whose failures. */
export interface FailureHistoryQuery {
  readonly accountId: string;
  readonly functionId: number;
}

/** Rows of one function beyond this are left out, the oldest first: 400 days of a dozen series in three versions. */
const mostRows = 15_000;

/** All stored days of a function's failures. One function has some hundred rows, kept by its own key. */
export async function listFailureHistory(
  sql: Sql,
  { accountId, functionId }: FailureHistoryQuery,
): Promise<FailureDayCount[]> {
  const { rows } = await sql.query<FailureDayCount>(
    `SELECT kind, error_type AS "errorType", version, extract(epoch FROM day)::float8 * 1000 AS "dayMs",
       count::float8 AS count, (extract(epoch FROM first_seen) * 1000)::float8 AS "firstSeenMs",
       (extract(epoch FROM last_seen) * 1000)::float8 AS "lastSeenMs"
     FROM failure_days WHERE account_id = $1 AND function_id = $2 ORDER BY day DESC LIMIT ${mostRows}`,
    [accountId, functionId],
  );
  return rows;
}

/** A function's days with what was there to fail: reports read, and invocations that CloudWatch counted. */
export interface ExposureRow {
  readonly functionId: number;
  readonly dayMs: number;
  readonly reports: number | null;
  readonly invocations: number | null;
  /** The earliest time of its log group that is known to be read; null where none is. */
  readonly readFromMs: number | null;
}

/** Days of some functions of an account, `from` and `to` inclusive. */
export async function listExposures(
  sql: Sql,
  query: {
    readonly accountIds: readonly string[];
    readonly functionIds: readonly number[];
    readonly from: Date;
    readonly to: Date;
  },
): Promise<ExposureRow[]> {
  const { rows } = await sql.query<ExposureRow>(
    `SELECT d.function_id AS "functionId", extract(epoch FROM d.day)::float8 * 1000 AS "dayMs",
       d.reports::float8 AS reports, d.invocations::float8 AS invocations,
       (extract(epoch FROM lower(l.scanned)) * 1000)::float8 AS "readFromMs"
     FROM unnest($1::text[], $2::int[]) AS f(account_id, function_id)
     JOIN functions n ON n.id = f.function_id
     JOIN function_days d ON d.account_id = f.account_id AND d.function_id = f.function_id
     LEFT JOIN log_readings l ON l.account_id = n.account_id AND l.region = n.region AND l.log_group_name = n.log_group_name
     WHERE d.day BETWEEN ($3::timestamptz AT TIME ZONE 'UTC')::date AND ($4::timestamptz AT TIME ZONE 'UTC')::date`,
    [query.accountIds, query.functionIds, query.from, query.to],
  );
  return rows;
}

/**
 * Exposures of one function as trends take them: a day on which nothing ran leaves no report, and is known all the same.
 * CloudWatch counts invocations of days long before the first log was read: of those nobody knows what failed.
 */
export function exposuresOf(rows: readonly ExposureRow[], basis: FailureBasis): DayExposure[] {
  const firstReadMs = rows.reduce(
    (first, { reports, dayMs, readFromMs }) =>
      Math.min(first, readFromMs ?? first, reports === null ? Number.POSITIVE_INFINITY : dayMs),
    Number.POSITIVE_INFINITY,
  );
  return rows.map((row) => {
    const counted = basis === "invocations" && row.dayMs < firstReadMs ? null : row[basis];
    return { dayMs: row.dayMs, total: counted ?? (row.invocations === 0 ? 0 : null) };
  });
}

/** A series and its days within a span, with its first sight in all that is stored. */
export interface SeriesHistoryRow extends SeriesDay {
  /** Its place in the list that was asked for. */
  readonly series: number;
  readonly everFirstSeenMs: number;
  /** The version that failed first on the day. */
  readonly firstVersion: string;
}

/** Days of some series of any functions, `from` and `to` inclusive, ascending. */
export async function listSeriesDays(
  sql: Sql,
  series: readonly {
    readonly accountId: string;
    readonly functionId: number;
    readonly kind: string;
    readonly errorType: string;
  }[],
  from: Date,
  to: Date,
): Promise<SeriesHistoryRow[]> {
  if (series.length === 0) return [];
  const { rows } = await sql.query<SeriesHistoryRow>(
    `WITH w AS MATERIALIZED (
       SELECT u.*, (SELECT min(first_seen) FROM failure_days
         WHERE account_id = u.account_id AND function_id = u.function_id AND kind = u.kind AND error_type = u.error_type) AS ever
       FROM unnest($1::text[], $2::int[], $3::text[], $4::text[]) WITH ORDINALITY
         AS u(account_id, function_id, kind, error_type, k))
     SELECT (w.k - 1)::int AS series, extract(epoch FROM d.day)::float8 * 1000 AS "dayMs", sum(d.count)::float8 AS count,
       (extract(epoch FROM min(d.first_seen)) * 1000)::float8 AS "firstSeenMs",
       (extract(epoch FROM max(d.last_seen)) * 1000)::float8 AS "lastSeenMs",
       (extract(epoch FROM w.ever) * 1000)::float8 AS "everFirstSeenMs",
       (array_agg(d.version ORDER BY d.first_seen))[1] AS "firstVersion"
     FROM w JOIN failure_days d ON d.account_id = w.account_id AND d.function_id = w.function_id AND d.kind = w.kind
       AND d.error_type = w.error_type
       AND d.day BETWEEN ($5::timestamptz AT TIME ZONE 'UTC')::date AND ($6::timestamptz AT TIME ZONE 'UTC')::date
     GROUP BY w.k, d.day, w.ever ORDER BY w.k, d.day`,
    [
      series.map(({ accountId }) => accountId),
      series.map(({ functionId }) => functionId),
      series.map(({ kind }) => kind),
      series.map(({ errorType }) => errorType),
      from,
      to,
    ],
  );
  return rows;
}

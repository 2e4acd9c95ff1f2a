import type { TimeWindow } from "#lib/domain/collection/source.ts";
import type { Place } from "./place.ts";
import type { Sql } from "./transaction.ts";

/** What is known of one log group from earlier scans. Measures are null until there are any. */
export interface StoredLogReading {
  readonly logGroupName: string;
  /** Times that were scanned, or are proved to hold no start, in order, apart from each other. */
  readonly scanned: readonly TimeWindow[];
  readonly bytesPerHour: number | null;
  readonly rowsPerHour: number | null;
  readonly rowsPerDay: number | null;
}

/** The scans of all log groups of a place, by name. */
export async function listLogReadings(sql: Sql, place: Place): Promise<Map<string, StoredLogReading>> {
  const { rows } = await sql.query<
    Omit<StoredLogReading, "scanned"> & { froms: (Date | null)[] | null; tos: (Date | null)[] | null }
  >(
    `SELECT log_group_name AS "logGroupName", bytes_per_hour AS "bytesPerHour", rows_per_hour AS "rowsPerHour",
       rows_per_day AS "rowsPerDay", r.froms, r.tos
     FROM log_readings l CROSS JOIN LATERAL (
       SELECT array_agg(lower(u) ORDER BY lower(u)) AS froms, array_agg(upper(u) ORDER BY lower(u)) AS tos
       FROM unnest(l.scanned) AS u) r
     WHERE account_id = $1 AND region = $2`,
    [place.accountId, place.region],
  );
  return new Map(
    rows.map(({ froms, tos, ...reading }) => {
      const scanned = (froms ?? []).flatMap((from, k) => {
        const to = tos?.[k];
        return from && to ? [{ from, to }] : [];
      });
      return [reading.logGroupName, { ...reading, scanned }];
    }),
  );
}

/** A log group as it was last listed. */
export interface ScannableGroup {
  readonly name: string;
  /** Logs Insights cannot query groups of the delivery class. */
  readonly canBeQueried: boolean;
  readonly retentionDays: number | null;
  readonly storedBytes: number | null;
}

/** The log groups of a place as they were last listed. */
export async function listScannableGroups(sql: Sql, place: Place): Promise<ScannableGroup[]> {
  const { rows } = await sql.query<ScannableGroup>(
    `SELECT name, log_group_class <> 'DELIVERY' AS "canBeQueried", retention_days AS "retentionDays",
       stored_bytes::float8 AS "storedBytes" FROM log_groups WHERE account_id = $1 AND region = $2 ORDER BY name`,
    [place.accountId, place.region],
  );
  return rows;
}

/** One scan of one log group. Null where nothing was measured: no line was looked at. */
export interface LogScan extends TimeWindow {
  readonly logGroupName: string;
  readonly bytes: number | null;
  /** Rows of the answer for this group, counted by hours or UTC days as the query counted. */
  readonly rows: number | null;
  readonly granularity: "hour" | "day";
}

/** How much the newest scan weighs against all before it. */
const newestWeight = 0.3;

/** Keeps that times were scanned, and learns from what that took. A scan that is kept twice changes no time. */
export async function saveLogScans(sql: Sql, place: Place, scans: readonly LogScan[]): Promise<void> {
  if (scans.length === 0) return;
  const learned = (name: string) =>
    `${name} = coalesce(l.${name} + ${newestWeight} * (EXCLUDED.${name} - l.${name}), EXCLUDED.${name}, l.${name})`;
  await sql.query(
    `INSERT INTO log_readings AS l (account_id, region, log_group_name, scanned, bytes_per_hour, rows_per_hour, rows_per_day)
     SELECT $1, $2, n.name, range_agg(tstzrange(n.starts, n.ends)),
       sum(n.bytes) / nullif(sum(n.hours) FILTER (WHERE n.bytes IS NOT NULL), 0),
       sum(n.row_count) FILTER (WHERE NOT n.by_day) / nullif(sum(n.hours) FILTER (WHERE NOT n.by_day AND n.row_count IS NOT NULL), 0),
       sum(n.row_count) FILTER (WHERE n.by_day) / nullif(sum(n.hours / 24) FILTER (WHERE n.by_day AND n.row_count IS NOT NULL), 0)
     FROM (SELECT *, extract(epoch FROM ends - starts) / 3600 AS hours
       FROM unnest($3::text[], $4::timestamptz[], $5::timestamptz[], $6::float8[], $7::float8[], $8::boolean[])
         AS r(name, starts, ends, bytes, row_count, by_day)) n
     WHERE n.starts < n.ends
     GROUP BY n.name ORDER BY n.name
     ON CONFLICT (account_id, region, log_group_name) DO UPDATE SET scanned = l.scanned + EXCLUDED.scanned,
       ${["bytes_per_hour", "rows_per_hour", "rows_per_day"].map(learned).join(", ")}`,
    [
      place.accountId,
      place.region,
      scans.map(({ logGroupName }) => logGroupName),
      scans.map(({ from }) => from),
      scans.map(({ to }) => to),
      scans.map(({ bytes }) => bytes),
      scans.map(({ rows }) => rows),
      scans.map(({ granularity }) => granularity === "day"),
    ],
  );
}

/** Forgets scans of times that no window reaches back to any more. */
export async function trimLogReadings(sql: Sql, before: Date): Promise<void> {
  await sql.query(
    `UPDATE log_readings SET scanned = scanned - tstzmultirange(tstzrange(NULL, $1))
     WHERE scanned && tstzmultirange(tstzrange(NULL, $1))`,
    [before],
  );
}

/** Ids of functions of an account that were invoked within a window, as far as hours were read. */
export async function listInvoked(sql: Sql, accountId: string, window: TimeWindow): Promise<Set<number>> {
  const { rows } = await sql.query<{ id: number }>(
    `SELECT DISTINCT function_id AS id FROM function_hours
     WHERE account_id = $1 AND at >= $2 AND at < $3 AND invocations > 0`,
    [accountId, window.from, window.to],
  );
  return new Set(rows.map(({ id }) => id));
}

import type { FailurePoint } from "#lib/domain/fleet/observed.ts";
import { keyText, numberArray } from "./bulk.ts";
import { type Granularity, isoDay, type Place } from "./place.ts";
import type { Sql } from "./transaction.ts";

const periods = {
  hour: { table: "failure_hours", time: "at", type: "timestamptz" },
  day: { table: "failure_days", time: "day", type: "date" },
} as const;

/** Keeps failures of hours or UTC days; a period that is read again replaces what was read before. */
export async function saveFailures(
  sql: Sql,
  place: Place,
  granularity: Granularity,
  failures: readonly FailurePoint[],
): Promise<void> {
  if (failures.length === 0) return;
  const { table, time, type } = periods[granularity];
  await sql.query(
    `INSERT INTO ${table} AS t (account_id, function_id, ${time}, version, kind, error_type, count, first_seen, last_seen)
     SELECT f.account_id, f.id, r.at, r.version, r.kind, r.error_type, sum(r.count), min(r.first_seen), max(r.last_seen)
     FROM unnest($3::text[], $4::${type}[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::timestamptz[], $10::timestamptz[])
       AS r(name, at, version, kind, error_type, count, first_seen, last_seen)
     JOIN functions f ON f.account_id = $1 AND f.region = $2 AND f.name = r.name
     GROUP BY 1, 2, 3, 4, 5, 6
     ON CONFLICT (account_id, function_id, ${time}, version, kind, error_type) DO UPDATE SET
       count = EXCLUDED.count, first_seen = EXCLUDED.first_seen, last_seen = EXCLUDED.last_seen
     WHERE (t.count, t.first_seen, t.last_seen) IS DISTINCT FROM (EXCLUDED.count, EXCLUDED.first_seen, EXCLUDED.last_seen)`,
    [
      place.accountId,
      place.region,
      failures.map(({ functionName }) => functionName),
      failures.map(({ at }) => (granularity === "day" ? isoDay(at) : at.toISOString())),
      failures.map(({ version }) => keyText(version ?? "")),
      failures.map(({ kind }) => kind),
      failures.map(({ errorType }) => keyText(errorType ?? "")),
      numberArray(
        "bigint",
        failures.map(({ count }) => count),
      ),
      failures.map(({ firstSeen }) => firstSeen.toISOString()),
      failures.map(({ lastSeen }) => lastSeen.toISOString()),
    ],
  );
}

/** Makes days of failures from their hours. */
export async function rollFailureDays(sql: Sql, place: Place, days: readonly Date[]): Promise<void> {
  if (days.length === 0) return;
  await sql.query(
    `INSERT INTO failure_days AS t (account_id, function_id, day, version, kind, error_type, count, first_seen, last_seen)
     SELECT h.account_id, h.function_id, (h.at AT TIME ZONE 'UTC')::date, h.version, h.kind, h.error_type, sum(h.count),
       min(h.first_seen), max(h.last_seen)
     FROM failure_hours h JOIN functions f ON f.id = h.function_id
     WHERE h.account_id = $1 AND f.region = $2 AND (h.at AT TIME ZONE 'UTC')::date = ANY($3::date[])
     GROUP BY 1, 2, 3, 4, 5, 6
     ON CONFLICT (account_id, function_id, day, version, kind, error_type) DO UPDATE SET
       count = EXCLUDED.count, first_seen = EXCLUDED.first_seen, last_seen = EXCLUDED.last_seen
     WHERE (t.count, t.first_seen, t.last_seen) IS DISTINCT FROM (EXCLUDED.count, EXCLUDED.first_seen, EXCLUDED.last_seen)`,
    [place.accountId, place.region, days.map(isoDay)],
  );
}

import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import type { VersionPoint } from "#lib/domain/fleet/observed.ts";
import { mergePackedHistograms } from "#lib/domain/statistics/merge-histograms.ts";
import { packHistogram } from "#lib/domain/statistics/packed-histogram.ts";
import { bytesArray, keyText, numberArray } from "./bulk.ts";
import { type Granularity, isoDay, type Place } from "./place.ts";
import type { Sql } from "./transaction.ts";

const periods = {
  hour: { table: "version_hours", time: "at", type: "timestamptz" },
  day: { table: "version_days", time: "day", type: "date" },
} as const;

const sums = {
  reports: ["bigint", ({ reports }: VersionPoint) => reports],
  cold_starts: ["bigint", ({ coldStarts }: VersionPoint) => coldStarts],
  restores: ["bigint", ({ restores }: VersionPoint) => restores],
  errors: ["bigint", ({ errors }: VersionPoint) => errors],
  timeouts: ["bigint", ({ timeouts }: VersionPoint) => timeouts],
  out_of_memory: ["bigint", ({ outOfMemory }: VersionPoint) => outOfMemory],
  duration_sum_ms: ["float8", ({ durationSumMs }: VersionPoint) => durationSumMs],
  billed_sum_ms: ["float8", ({ billedSumMs }: VersionPoint) => billedSumMs],
  init_sum_ms: ["float8", ({ initSumMs }: VersionPoint) => initSumMs],
} as const;

const sumNames = Object.keys(sums);
const columns = [...sumNames, "duration_histogram", "init_histogram"];
const list = (write: (column: string) => string) => columns.map(write).join(", ");

/**
 * Keeps reports by version for hours or UTC days; a period that is read again replaces what was read before. Those of
 * `$LATEST` are kept of functions whose numbered versions were seen, too: elsewhere they are all that ran, and the
 * function's own hours and days say the same.
 */
export async function saveVersions(
  sql: Sql,
  place: Place,
  granularity: Granularity,
  points: readonly VersionPoint[],
): Promise<void> {
  if (points.length === 0) return;
  const { table, time, type } = periods[granularity];
  const arrays = [...Object.values(sums).map(([kind]) => kind), "bytea", "bytea"].map(
    (kind, k) => `$${k + 6}::${kind}[]`,
  );
  await sql.query(
    `WITH r AS (
       SELECT f.account_id, f.id AS function_id, r.*
       FROM unnest($3::text[], $4::${type}[], $5::text[], ${arrays.join(", ")}) AS r(name, at, version, ${columns.join(", ")})
       JOIN functions f ON f.account_id = $1 AND f.region = $2 AND f.name = r.name
     )
     INSERT INTO ${table} AS t (account_id, function_id, ${time}, version, ${columns.join(", ")})
     SELECT r.account_id, r.function_id, r.at, r.version, ${list((column) => `r.${column}`)} FROM r
     WHERE r.version <> '$LATEST'
       OR EXISTS (SELECT FROM r o WHERE o.function_id = r.function_id AND o.version <> '$LATEST')
       OR EXISTS (SELECT FROM ${table} k
                  WHERE k.account_id = r.account_id AND k.function_id = r.function_id AND k.version <> '$LATEST')
     ORDER BY 2, 3, 4
     ON CONFLICT (account_id, function_id, ${time}, version) DO UPDATE SET ${list((column) => `${column} = EXCLUDED.${column}`)}
     WHERE (${list((column) => `t.${column}`)}) IS DISTINCT FROM (${list((column) => `EXCLUDED.${column}`)})`,
    [
      place.accountId,
      place.region,
      points.map(({ functionName }) => functionName),
      points.map(({ at }) => (granularity === "day" ? isoDay(at) : at.toISOString())),
      points.map(({ version }) => keyText(version)),
      ...Object.values(sums).map(([kind, read]) => numberArray(kind, points.map(read))),
      bytesArray(points.map(({ durationHistogram }) => durationHistogram)),
      bytesArray(points.map(({ initHistogram }) => initHistogram)),
    ],
  );
}

interface HourRow {
  readonly functionId: number;
  readonly day: string;
  readonly version: string;
  readonly durations: readonly Buffer[] | null;
  readonly inits: readonly Buffer[] | null;
  readonly sums: readonly string[];
}

/** Makes days of versions from their hours. */
export async function rollVersionDays(sql: Sql, place: Place, days: readonly Date[]): Promise<void> {
  if (days.length === 0) return;
  const merged = (column: string) => `array_agg(h.${column}) FILTER (WHERE h.${column} IS NOT NULL)`;
  const { rows } = await sql.query<HourRow>(
    `SELECT h.function_id AS "functionId", (h.at AT TIME ZONE 'UTC')::date::text AS day, h.version,
       ARRAY[${sumNames.map((name) => `sum(h.${name})::text`).join(", ")}] AS sums,
       ${merged("duration_histogram")} AS durations, ${merged("init_histogram")} AS inits
     FROM version_hours h JOIN functions f ON f.id = h.function_id
     WHERE h.account_id = $1 AND f.region = $2 AND h.at >= $4 AND h.at < $5
       AND (h.at AT TIME ZONE 'UTC')::date = ANY($3::date[])
     GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [place.accountId, place.region, days.map(isoDay), ...boundsOf(days)],
  );
  if (rows.length === 0) return;
  const arrays = Object.values(sums).map(([kind], k) => `$${k + 5}::${kind}[]`);
  await sql.query(
    `INSERT INTO version_days AS t (account_id, function_id, day, version, ${columns.join(", ")})
     SELECT $1, r.* FROM unnest($2::int[], $3::date[], $4::text[], ${arrays.join(", ")}, $${arrays.length + 5}::bytea[],
       $${arrays.length + 6}::bytea[]) AS r(function_id, day, version, ${columns.join(", ")})
     ON CONFLICT (account_id, function_id, day, version) DO UPDATE SET ${list((column) => `${column} = EXCLUDED.${column}`)}
     WHERE (${list((column) => `t.${column}`)}) IS DISTINCT FROM (${list((column) => `EXCLUDED.${column}`)})`,
    [
      place.accountId,
      rows.map(({ functionId }) => functionId),
      rows.map(({ day }) => day),
      rows.map(({ version }) => version),
      ...sumNames.map((_, k) => rows.map((row) => row.sums[k])),
      rows.map(({ durations }) => mergedBytes(durations)),
      rows.map(({ inits }) => mergedBytes(inits)),
    ],
  );
}

/** From the first of some UTC days to the end of the last: what an index finds. */
function boundsOf(days: readonly Date[]): [Date, Date] {
  const times = days.map((day) => day.getTime());
  return [new Date(Math.min(...times)), new Date(Math.max(...times) + 86_400_000)];
}

function mergedBytes(histograms: readonly Buffer[] | null): Buffer | null {
  return histograms === null ? null : Buffer.from(packHistogram(mergePackedHistograms(histograms)));
}

/** What the log reports say of one version of a function on one UTC day. */
export interface VersionDay {
  /** YYYY-MM-DD. */
  readonly day: string;
  /** A number, or "$LATEST". */
  readonly version: string;
  readonly reports: number;
  /** Those of provisioned concurrency included. */
  readonly coldStarts: number;
  readonly restores: number;
  /** Invocations that failed otherwise than by a timeout or for want of memory. */
  readonly errors: number;
  readonly timeouts: number;
  readonly outOfMemory: number;
  readonly durationSumMs: number;
  readonly billedSumMs: number;
  readonly initSumMs: number;
  /** Packed (lib/domain/statistics/packed-histogram.ts). */
  readonly durationHistogram: Buffer | null;
  readonly initHistogram: Buffer | null;
}

/**
 * Versions of one function on the UTC days that a period touches, by day and version. None where only `$LATEST` was ever
 * seen: what is to be known of it the function's own days say.
 */
export function listVersionDays(
  pool: Pool,
  query: { readonly accountId: string; readonly functionId: number; readonly from: Date; readonly to: Date },
): Promise<VersionDay[]> {
  return sql<VersionDay & Record<string, unknown>>(
    pool,
    `SELECT day::text AS day, version, reports::float8, cold_starts::float8 AS "coldStarts", restores::float8, errors::float8,
       timeouts::float8, out_of_memory::float8 AS "outOfMemory", duration_sum_ms AS "durationSumMs",
       billed_sum_ms AS "billedSumMs", init_sum_ms AS "initSumMs", duration_histogram AS "durationHistogram",
       init_histogram AS "initHistogram"
     FROM version_days WHERE account_id = $1 AND function_id = $2 AND day >= $3::date AND day <= $4::date
     ORDER BY day, length(version), version`,
    [query.accountId, query.functionId, isoDay(query.from), isoDay(new Date(query.to.getTime() - 1))],
  );
}

import type { FunctionMetricPoint } from "#lib/domain/fleet/observed.ts";
import { binaryTexts } from "./binary-arrays.ts";
import type { Place } from "./place.ts";
import { instantColumn, sendColumns } from "./point-columns.ts";
import type { Sql } from "./transaction.ts";

/**
 * Notes when functions of a place last ran, by hours or UTC days of which metrics were read; an earlier one changes
 * nothing, and does not touch the row.
 */
export async function saveActivity(sql: Sql, place: Place, points: readonly FunctionMetricPoint[]): Promise<void> {
  const latest = latestRuns(points);
  if (latest.size === 0) return;
  const parameters: unknown[] = [place.accountId, place.region, binaryTexts([...latest.keys()])];
  const sent = sendColumns([instantColumn("at", "timestamptz", [...latest.values()])], parameters);
  await sql.query(
    `INSERT INTO function_activity AS t (function_id, last_invoked_at)
     SELECT s.id, s.at
     FROM (SELECT f.id, ${sent.selected} FROM unnest($3::text[]${sent.arrays}) AS r(function_name${sent.aliases})
       JOIN functions f ON f.account_id = $1 AND f.region = $2 AND f.name = r.function_name) AS s
       LEFT JOIN function_activity known ON known.function_id = s.id
     WHERE known.function_id IS NULL OR known.last_invoked_at < s.at
     ORDER BY s.id
     ON CONFLICT (function_id) DO UPDATE SET last_invoked_at = EXCLUDED.last_invoked_at
     WHERE t.last_invoked_at < EXCLUDED.last_invoked_at`,
    parameters,
  );
}

/** The latest instant at which each function ran. */
function latestRuns(points: readonly FunctionMetricPoint[]): Map<string, Date> {
  const latest = new Map<string, Date>();
  for (const { functionName, at, invocations } of points) {
    if (invocations === null || invocations <= 0) continue;
    const known = latest.get(functionName);
    if (known === undefined || known < at) latest.set(functionName, at);
  }
  return latest;
}

import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listStartSubjects } from "#lib/db/sql/cold-starts/start-subjects.ts";
import { listWeekHours } from "#lib/db/sql/cold-starts/week-hours.ts";
import { coldStartRate } from "#lib/domain/starts/start-rates.ts";
import type { StartWeekView } from "#lib/domain/views/cold-starts.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Hours are kept for 15 days: two whole weeks are always there. */
const keptDays = 14;
/** The hours of more functions would take longer than a page may. */
const mostFunctions = 200;

/** When in the week callers wait: of the functions with the longest waits, over the period's kept hours. Null: none kept. */
export async function getStartWeek(scope: FleetScope, now: Date): Promise<StartWeekView | null> {
  const { pool } = sharedDatabase();
  const from = new Date(Math.max(scope.from.getTime(), now.getTime() - keptDays * dayMs));
  const to = new Date(Math.min(scope.to.getTime(), now.getTime()));
  if (from >= to) return null;
  const functions = await listStartSubjects(pool, scope, { mostWaited: mostFunctions });
  const rows = await listWeekHours(pool, functions, from, to);
  if (rows.length === 0) return null;
  const at = new Map(rows.map((row) => [row.weekday * 24 + row.hour, row]));
  const share = (weekday: number, hour: number): number | null => {
    const row = at.get(weekday * 24 + hour);
    if (!row) return null;
    const rate = coldStartRate({ reports: row.reports, coldStarts: row.starts, restores: 0, initFailures: 0 });
    return rate.tooFew ? null : rate.value;
  };
  return {
    shares: [1, 2, 3, 4, 5, 6, 7].map((weekday) => Array.from({ length: 24 }, (_, hour) => share(weekday, hour))),
    functions: functions.length,
    reports: rows.reduce((sum, { reports }) => sum + reports, 0),
    from: new Date(Math.min(...rows.map(({ first }) => first.getTime()))).toISOString(),
    to: new Date(Math.max(...rows.map(({ last }) => last.getTime())) + hourMs).toISOString(),
  };
}

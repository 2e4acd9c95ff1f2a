import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listCostDays } from "#lib/db/sql/cost/days.ts";
import { readMonthUse } from "#lib/db/sql/cost/month.ts";
import { freeTierUsd } from "#lib/domain/cost/free-tier.ts";
import { monthForecast } from "#lib/domain/cost/month-forecast.ts";
import type { CostMonth } from "#lib/domain/views/cost.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";

const dayMs = 86_400_000;
const daysBefore = 7;

/** The calendar month so far (UTC, complete days) and what it will come to. */
export async function getCostMonth(scope: FleetScope, now: Date): Promise<CostMonth> {
  const month = now.toISOString().slice(0, 7);
  const first = new Date(`${month}-01T00:00:00Z`);
  const today = new Date(Math.floor(now.getTime() / dayMs) * dayMs);
  const { pool } = sharedDatabase();
  const from = new Date(first.getTime() - daysBefore * dayMs);
  // On the first of a month no day of it is complete; the mean then rests on the month before.
  const rows = from < today ? await listCostDays(pool, { ...scope, preset: null, from, to: today }) : [];
  const forecast = monthForecast(
    rows.map(({ day, costUsd }) => ({ day, usd: costUsd })),
    month,
  );
  const whole = scope.accountIds.length === 0 && scope.regions.length === 0 && scope.teamId === null;
  const yesterday = new Date(today.getTime() - dayMs).toISOString().slice(0, 10);
  return {
    month,
    ...forecast,
    unpricedInvocations: rows.reduce((sum, row) => sum + (row.day.startsWith(month) ? row.unpricedInvocations : 0), 0),
    freeTierUsd: whole ? freeTierUsd(await readMonthUse(pool, `${month}-01`, yesterday)) : null,
  };
}

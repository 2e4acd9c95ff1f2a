import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listCostDays } from "#lib/db/sql/overview/fleet-facts.ts";
import { monthForecast } from "#lib/domain/cost/month-forecast.ts";
import type { MonthCostView } from "#lib/domain/views/overview.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";

const dayMs = 86_400_000;

/**
 * The month's cost so far at list price and what it will come to. The week before the month stands behind the mean in
 * its first days; the day that runs is not over and is left to the forecast. Null where the scope combines accounts,
 * Regions and team, of which no day is kept ready: the cost page adds those up.
 */
export async function getMonthCost(scope: FleetScope, now: Date): Promise<MonthCostView | null> {
  const month = now.toISOString().slice(0, 7);
  const today = now.toISOString().slice(0, 10);
  const from = new Date(Date.parse(`${month}-01T00:00:00Z`) - 7 * dayMs);
  const days = await listCostDays(sharedDatabase().pool, { ...scope, preset: null, from, to: now });
  if (!days) return null;
  const complete = days.filter(({ day }) => day < today);
  const ofMonth = complete.filter(({ day }) => day.startsWith(month));
  const unpricedInvocations = ofMonth.reduce((sum, { unpriced }) => sum + unpriced, 0);
  return { month, ...monthForecast(complete, month), unpricedInvocations };
}

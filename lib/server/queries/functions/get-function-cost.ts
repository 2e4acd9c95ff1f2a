import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listFunctionDays, type MomentRow } from "#lib/db/sql/functions/function-moments.ts";
import { type FunctionCost, functionCostUsd } from "#lib/domain/cost/function-cost.ts";
import { monthForecast } from "#lib/domain/cost/month-forecast.ts";
import { listPrices } from "#lib/domain/cost/price-list.ts";
import type { FunctionCostView, FunctionThing } from "#lib/domain/views/function-detail.ts";

const dayMs = 86_400_000;

/**
 * What a function costs at list price, by UTC day, and this month with its forecast. A day without a metric is one on
 * which nothing ran: 0, provided that metrics of the function were read at all.
 */
export async function getFunctionCost(
  thing: FunctionThing,
  from: Date,
  to: Date,
  now: Date,
): Promise<FunctionCostView> {
  const month = now.toISOString().slice(0, 7);
  const today = now.toISOString().slice(0, 10);
  const earliest = new Date(Math.min(from.getTime(), Date.parse(`${month}-01T00:00:00Z`) - 7 * dayMs));
  const rows = await listFunctionDays(sharedDatabase().pool, {
    accountId: thing.accountId,
    functionId: thing.id,
    from: earliest,
    to: now > to ? now : to,
  });
  const costs = new Map(rows.map((row) => [row.at.toISOString().slice(0, 10), costOfDay(row, thing)]));
  const seen = rows[0]?.at;
  const usdOf = (day: string): number | null => {
    const cost = costs.get(day);
    if (cost) return cost.state === "known" ? cost.totalUsd : null;
    return seen && day >= seen.toISOString().slice(0, 10) ? 0 : null;
  };
  const all = daysBetween(earliest, now).map((day) => ({ day, usd: usdOf(day) }));
  const forecast = monthForecast(
    all.filter(({ day }) => day < today),
    month,
  );
  const list = [...costs.values()];
  const unknown = list.find((cost) => cost.state !== "known");
  return {
    days: daysBetween(from, to).map((day) => ({ day, usd: usdOf(day) })),
    month,
    monthUsd: forecast.daysKnown > 0 ? forecast.spentUsd : null,
    forecastUsd: forecast.forecastUsd,
    priceDate: listPrices.date,
    unknownReason: reasonOf(list, unknown),
    daysWithoutInit: list.filter((cost) => cost.state === "known" && cost.initMissing).length,
  };
}

function reasonOf(costs: readonly FunctionCost[], unknown: FunctionCost | undefined): string | null {
  if (costs.length === 0) return "No metric of this function has been read.";
  if (costs.some(({ state }) => state === "known")) return null;
  return unknown && "reason" in unknown ? unknown.reason : null;
}

function costOfDay(row: MomentRow, thing: FunctionThing): FunctionCost {
  const usage = {
    region: thing.region,
    architecture: thing.architecture,
    invocations: row.invocations,
    reports: row.reports ?? 0,
    billedMbMs: row.billedMbMs ?? 0,
    durationMbMs: row.durationSumMs === null || thing.memoryMb === null ? null : row.durationSumMs * thing.memoryMb,
  };
  return functionCostUsd(usage, listPrices, new Map());
}

function daysBetween(from: Date, to: Date): string[] {
  const first = Math.floor(from.getTime() / dayMs);
  const last = Math.ceil(to.getTime() / dayMs);
  return Array.from({ length: last - first }, (_, k) => new Date((first + k) * dayMs).toISOString().slice(0, 10));
}

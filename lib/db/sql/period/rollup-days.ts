import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "./binder.ts";
import { joinedHistograms, splitHistograms } from "./joined-histograms.ts";
import { daysOf, functionCondition, type PeriodScope } from "./period-scope.ts";

/** Starts of one UTC day (or hour) of a scope, without functions on Managed Instances, which have none. */
export interface DayPart {
  readonly at: Date;
  readonly invocations: number;
  readonly throttles: number;
  readonly reports: number;
  readonly coldStarts: number;
  readonly restores: number;
  readonly initFailures: number;
  readonly initSumMs: number;
  /** What callers waited: inits on demand, restores and failed inits; inits alone of what was read before they were told apart. */
  readonly waitedMs: number;
  /** Packed, of parts of the fleet: they are to be merged. */
  readonly initHistograms: readonly Buffer[];
}

type DayPartRow = Omit<DayPart, "initHistograms"> & { readonly joined: Buffer | null };

const sums = (alias: string, invocations = `${alias}.invocations`) => {
  const sum = (column: string) => `coalesce(sum(${alias}.${column}::float8), 0)`;
  return `coalesce(sum((${invocations})::float8), 0) AS invocations, ${sum("throttles")} AS throttles,
  ${sum("reports")} AS reports, ${sum("cold_starts")} AS "coldStarts", ${sum("restores")} AS restores,
  ${sum("init_failures")} AS "initFailures", ${sum("init_sum_ms")} AS "initSumMs",
  coalesce(sum(coalesce(${alias}.waited_sum_ms, ${alias}.init_sum_ms)), 0) AS "waitedMs",
  ${joinedHistograms(`${alias}.init_histogram`)} AS joined`;
};

/** The rollup dimension whose values make up the scope; null when the scope cuts across dimensions. */
export function rollupOf(
  scope: PeriodScope,
): { readonly dimension: string; readonly values: readonly string[] } | null {
  const { accountIds, regions, teamId } = scope;
  const narrowed = [accountIds.length > 0, regions.length > 0, teamId !== null].filter(Boolean).length;
  if (narrowed > 1) return null;
  if (teamId !== null) return { dimension: "team", values: [teamId] };
  return regions.length > 0 ? { dimension: "region", values: regions } : { dimension: "account", values: accountIds };
}

/**
 * The period by UTC day: from the rollups where the scope is a value of one dimension, else from the days of its
 * functions (slower). 24 hours are read by hour.
 */
export async function listDayParts(pool: Pool, scope: PeriodScope): Promise<DayPart[]> {
  const rows = await (scope.preset === "24h" ? listHours(pool, scope) : listDays(pool, scope));
  return rows.map(({ joined, ...part }) => ({ ...part, initHistograms: splitHistograms(joined) }));
}

function listDays(pool: Pool, scope: PeriodScope): Promise<DayPartRow[]> {
  const { first, last } = daysOf(scope);
  const binder = createBinder();
  const rollup = rollupOf(scope);
  const days = `BETWEEN ${binder.bind(first)}::date AND ${binder.bind(last)}::date`;
  if (rollup === null) {
    return sql<DayPartRow & Record<string, unknown>>(
      pool,
      `SELECT d.day::timestamp AT TIME ZONE 'UTC' AS at, ${sums("d")}
       FROM function_days d JOIN functions f ON f.account_id = d.account_id AND f.id = d.function_id
       WHERE d.day ${days} AND d.reports > 0 AND NOT f.managed_instances AND ${functionCondition(scope, "f", binder)}
       GROUP BY d.day`,
      binder.parameters,
    );
  }
  const values = rollup.values.length > 0 ? `r.value = ANY(${binder.bind(rollup.values)}::text[])` : "TRUE";
  return sql<DayPartRow & Record<string, unknown>>(
    pool,
    `SELECT r.day::timestamp AT TIME ZONE 'UTC' AS at, ${sums("r", "r.invocations - r.instance_invocations")}
     FROM rollup_days r WHERE r.dimension = ${binder.bind(rollup.dimension)} AND r.day ${days} AND ${values}
     GROUP BY r.day`,
    binder.parameters,
  );
}

function listHours(pool: Pool, scope: PeriodScope): Promise<DayPartRow[]> {
  const binder = createBinder();
  return sql<DayPartRow & Record<string, unknown>>(
    pool,
    `SELECT h.at, ${sums("h")}
     FROM function_hours h JOIN functions f ON f.account_id = h.account_id AND f.id = h.function_id
     WHERE h.at >= ${binder.bind(scope.from)} AND h.at < ${binder.bind(scope.to)} AND h.reports > 0
       AND NOT f.managed_instances AND ${functionCondition(scope, "f", binder)}
     GROUP BY h.at`,
    binder.parameters,
  );
}

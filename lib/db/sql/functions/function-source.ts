import type { FigurePeriod } from "#lib/domain/views/fleet-filter.ts";
import type { Parameters } from "./parameters.ts";

const summed = [
  "invocations",
  "errors",
  "throttles",
  "reports",
  "cold_starts",
  "restores",
  "init_failures",
  "billed_mb_ms",
  "insights_reports",
  "duration_sum_ms",
  "init_billed_sum_ms",
];

/** Hours are kept for 15 days; what reaches further back is read from days. */
const hourlyDays = 15;
const dayMs = 86_400_000;

/**
 * The functions with their account, team, open findings and figures of a period. The joins are on unique keys, so a
 * statement that does not use one of them does not pay for it. With `few`, for statements that are left with few
 * functions, a period of one's own is summed for each of them, and not for the whole fleet.
 */
export function functionSource(
  period: FigurePeriod,
  now: Date,
  parameters: Parameters,
  { few = false }: { readonly few?: boolean } = {},
): string {
  return `fleet_functions f
    LEFT JOIN accounts a ON a.id = f.account_id
    LEFT JOIN teams t ON t.id = f.team_id
    LEFT JOIN (${openFindings}) o ON o.resource_arn = f.arn
    LEFT JOIN ${figures(period, now, parameters, few)}`;
}

/** 1 is the worst: severities in order. */
const openFindings = `SELECT resource_arn, count(*)::int AS findings,
      min(CASE severity WHEN 'critical' THEN 1 WHEN 'high' THEN 2 WHEN 'medium' THEN 3 ELSE 4 END) AS worst
    FROM findings WHERE status IN ('open', 'acknowledged') GROUP BY resource_arn`;

// Cast before the sum: sums of bigint are numeric, which takes ten times as long.
const summedFigures = `${summed.map((name) => `sum(${name}::float8) AS ${name}`).join(", ")},
  max(memory_max_mb) AS memory_max_mb, NULL::float8 AS cost_usd, NULL::float8 AS init_cost_usd,
  NULL::float8 AS duration_p50_ms, NULL::float8 AS duration_p95_ms, NULL::float8 AS duration_p99_ms,
  NULL::float8 AS init_p50_ms, NULL::float8 AS init_p95_ms, NULL::float8 AS init_p99_ms,
  '[]'::jsonb AS invocation_series`;

function figures(period: FigurePeriod, now: Date, parameters: Parameters, few: boolean): string {
  if (period.preset) {
    return `function_windows w ON w.account_id = f.account_id AND w.function_id = f.id
      AND w."window" = ${parameters.add(period.preset)}`;
  }
  const { table, at } = periodTable(period, now);
  const rows = `FROM ${table} m WHERE ${at} >= ${parameters.add(period.from)} AND ${at} < ${parameters.add(period.to)}`;
  return few
    ? `LATERAL (SELECT ${summedFigures} ${rows} AND m.account_id = f.account_id AND m.function_id = f.id HAVING count(*) > 0) w ON TRUE`
    : `(SELECT account_id, function_id, ${summedFigures} ${rows} GROUP BY account_id, function_id) w
        ON w.account_id = f.account_id AND w.function_id = f.id`;
}

/** Which table answers for a period of one's own, and its time column. */
export function periodTable(
  { from, to }: Pick<FigurePeriod, "from" | "to">,
  now: Date,
): { readonly table: "function_hours" | "function_days"; readonly at: "at" | "day" } {
  const midnights = from.getTime() % dayMs === 0 && to.getTime() % dayMs === 0;
  const recent = now.getTime() - from.getTime() <= hourlyDays * dayMs;
  return recent && !midnights ? { table: "function_hours", at: "at" } : { table: "function_days", at: "day" };
}

import { sharedDatabase } from "#lib/db/shared-database.ts";
import { type CostDayRow, listCostDays } from "#lib/db/sql/cost/days.ts";
import { type CostGroupRow, listCostGroups, listTagKeys } from "#lib/db/sql/cost/groups.ts";
import { daysOf } from "#lib/db/sql/period/period-scope.ts";
import { rollupOf } from "#lib/db/sql/period/rollup-days.ts";
import { priceListDate } from "#lib/domain/cost/data/lambda-prices.ts";
import type { CostDay, CostDimension, CostGroup, CostSummary, CostView } from "#lib/domain/views/cost.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import { groupLabels } from "#lib/server/queries/period/group-labels.ts";
import { listMissingSources } from "#lib/server/queries/period/missing-sources.ts";
import { getCostMonth } from "./get-cost-month.ts";
import { type CostPage, listCostFunctions } from "./list-cost-functions.ts";

const mostTagKeys = 30;

export interface CostRequest {
  readonly dimension: CostDimension;
  /** The tag to group by; the commonest where none is asked for. */
  readonly tagKey: string | null;
  readonly page: CostPage;
}

/** Everything the page of cost shows. */
export async function getCost(
  scope: FleetScope,
  { dimension, tagKey, page }: CostRequest,
  now: Date,
): Promise<CostView> {
  const { pool } = sharedDatabase();
  const tagKeys = await listTagKeys(pool, mostTagKeys);
  const key = dimension === "tag" ? (tagKey ?? tagKeys[0] ?? null) : null;
  const [rows, label, days, month, ranking, missing] = await Promise.all([
    listCostGroups(pool, scope, dimension, key),
    groupLabels(dimension),
    listCostDays(pool, scope),
    getCostMonth(scope, now),
    listCostFunctions(scope, page),
    listMissingSources(scope, ["functions", "metrics", "metric-history", "starts"]),
  ]);
  const none = dimension === "tag" ? `No tag ${key ?? ""}`.trim() : "";
  const groups = rows.map((row) => costGroup(row, row.value === "" && none ? none : label(row.value)));
  const total = sumCosts(groups);
  return {
    functions: total.functions,
    total,
    month,
    days: everyDay(scope, days),
    today: now.toISOString().slice(0, 10),
    dimension,
    tagKey: key,
    tagKeys,
    groups,
    ranking,
    priceDate: priceListDate,
    missing,
    wholeDays: scope.preset === null,
    beyondRollups: rollupOf(scope) === null,
    from: scope.from.toISOString(),
    to: scope.to.toISOString(),
  };
}

function costGroup(row: CostGroupRow, label: string): CostGroup {
  const { costUsd, requestsUsd } = row;
  return { ...row, label, durationUsd: costUsd === null || requestsUsd === null ? null : costUsd - requestsUsd };
}

function sumCosts(groups: readonly CostGroup[]): CostSummary {
  const known = (read: (group: CostGroup) => number | null) =>
    groups.reduce<number | null>((sum, group) => (read(group) === null ? sum : (sum ?? 0) + (read(group) ?? 0)), null);
  const count = (read: (group: CostGroup) => number) => groups.reduce((sum, group) => sum + read(group), 0);
  return {
    functions: count((group) => group.functions),
    invocations: known((group) => group.invocations),
    costUsd: known((group) => group.costUsd),
    requestsUsd: known((group) => group.requestsUsd),
    durationUsd: known((group) => group.durationUsd),
    initUsd: known((group) => group.initUsd),
    unpricedFunctions: count((group) => group.unpricedFunctions),
    unpricedInvocations: count((group) => group.unpricedInvocations),
    unreadFunctions: count((group) => group.unreadFunctions),
  };
}

const dayMs = 86_400_000;

/** Every UTC day of the period; one without a row is not known, which is not 0. */
function everyDay(scope: FleetScope, rows: readonly CostDayRow[]): CostDay[] {
  const byDay = new Map(rows.map((row) => [row.day, row]));
  const { first, last } = daysOf(scope);
  const count = Math.min(800, Math.round((Date.parse(last) - Date.parse(first)) / dayMs) + 1);
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(Date.parse(first) + index * dayMs).toISOString().slice(0, 10);
    const row = byDay.get(day);
    return { day, costUsd: row?.costUsd ?? null, unpricedInvocations: row?.unpricedInvocations ?? 0 };
  });
}

import { ensurePartitions } from "#lib/db/partitions.ts";
import type { ClaimedTask } from "#lib/db/sql/sync-tasks.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import type { SourceName, SourcePages } from "#lib/domain/collection/source.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { storeAccounts, storeLimits, storeRegions } from "./store-accounts.ts";
import { storeChangeEvents } from "./store-change-events.ts";
import { storeDetails, storeFunctions, storeTags } from "./store-functions.ts";
import { storeMetrics, storeStarts } from "./store-metrics.ts";
import { storeLogGroups, storeNetwork, storeTriggers } from "./store-places.ts";
import { storeRegionResources } from "./store-region-resources.ts";
import { storeRoleUsage } from "./store-role-usage.ts";
import { storeRoles } from "./store-roles.ts";
import type { StorePage } from "./stored-page.ts";

const stores: { readonly [S in SourceName]: StorePage<S> } = {
  accounts: storeAccounts,
  regions: storeRegions,
  limits: storeLimits,
  functions: storeFunctions,
  triggers: storeTriggers,
  tags: storeTags,
  roles: storeRoles,
  network: storeNetwork,
  detail: storeDetails,
  "region-resources": storeRegionResources,
  "log-groups": storeLogGroups,
  metrics: storeMetrics,
  "metric-history": storeMetrics,
  starts: storeStarts,
  "who-changed": storeChangeEvents,
  "role-usage": storeRoleUsage,
};

/** Keeps a page of whatever source the task reads. */
export async function storePage(
  context: ServiceContext,
  sql: Sql,
  task: ClaimedTask,
  page: SourcePages[SourceName],
): Promise<void> {
  const store = stores[task.source] as StorePage<SourceName>;
  await store(sql, page, { task, now: context.clock.now() });
}

/** What must be there before the page's transaction begins: the partitions of its rows. */
export async function preparePage(
  context: ServiceContext,
  source: SourceName,
  page: SourcePages[SourceName],
): Promise<void> {
  if (source !== "metrics" && source !== "metric-history" && source !== "starts") return;
  const { granularity, instants } = periodsOf(page as SourcePages["metrics"] | SourcePages["starts"]);
  await ensurePartitions(context.db.pool, granularity === "hour" ? "function_hours" : "function_days", instants);
}

function periodsOf(page: SourcePages["metrics"] | SourcePages["starts"]) {
  const points = "points" in page ? [...page.points, ...(page.insights ?? [])] : page.functionPoints;
  return { granularity: page.granularity, instants: points.map(({ at }) => at) };
}

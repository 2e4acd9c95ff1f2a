import { listStoredFunctions } from "#lib/db/sql/function-facts.ts";
import { getStoredNetwork } from "#lib/db/sql/place-facts.ts";
import { type ClaimedTask, getOtherReading } from "#lib/db/sql/sync-tasks.ts";
import type { SourceInputs, SourceName } from "#lib/domain/collection/source.ts";
import { insightsLogGroup } from "#lib/domain/starts/insights.ts";
import { planAccounts } from "#lib/services/accounts/accounts-plan.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import { AlreadyReadError } from "./already-read-error.ts";
import { planDetail } from "./plan-detail.ts";
import { planMetricHistory, planMetrics } from "./plan-metrics.ts";
import { planNetwork } from "./plan-network.ts";
import { planRoleUsage } from "./plan-role-usage.ts";
import { planStarts } from "./plan-starts.ts";
import { planWhoChanged } from "./plan-who-changed.ts";

type Plan<S extends SourceName> = (context: SyncContext, task: ClaimedTask) => Promise<SourceInputs[S]>;

const nothing = async () => ({});

const plans: { readonly [S in SourceName]: Plan<S> } = {
  accounts: planAccounts,
  regions: nothing,
  limits: nothing,
  functions: nothing,
  triggers: nothing,
  tags: nothing,
  roles: nothing,
  network: planNetwork,
  detail: planDetail,
  "region-resources": planRegionResources,
  "log-groups": planLogGroups,
  metrics: planMetrics,
  "metric-history": planMetricHistory,
  starts: planStarts,
  "who-changed": planWhoChanged,
  "role-usage": planRoleUsage,
};

const syncNames = { manual: "a manual sync", start: "the first sync", schedule: "a scheduled sync" } as const;

/**
 * What a task's collector is told, worked out from what the store knows when the task first runs. Throws
 * `AlreadyReadError` where another sync has read the source since this one was asked for, and `PostponedError` where the
 * budget has it wait.
 */
export async function planInput(context: SyncContext, task: ClaimedTask): Promise<object> {
  const other = await getOtherReading(context.db.pool, task);
  if (other !== null) throw new AlreadyReadError(`Read by ${syncNames[other.trigger]} meanwhile.`);
  return plans[task.source](context, task);
}

const besideFunctions = [
  "webFunction",
  "capacityProvider",
  "scalableTarget",
  "scheduledAction",
  "scalingPolicy",
] as const satisfies SourceInputs["region-resources"]["kinds"];

/** Groups that functions write to: how long these keep their lines is asked, too. */
async function planLogGroups({ db }: SyncContext, task: ClaimedTask): Promise<SourceInputs["log-groups"]> {
  const functions = await listStoredFunctions(db.pool, task.accountId, task.region, ["logGroupName"]);
  return { describe: [...new Set([...functions.map(({ logGroupName }) => logGroupName), insightsLogGroup])] };
}

/** What is looked for beside event functions: where there are none, web functions alone. */
async function planRegionResources(context: SyncContext, task: ClaimedTask): Promise<SourceInputs["region-resources"]> {
  const empty = (await getStoredNetwork(context.db.pool, task))?.functionCount === 0;
  return { kinds: empty ? ["webFunction"] : besideFunctions };
}

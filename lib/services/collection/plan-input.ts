import { listStoredFunctions } from "#lib/db/sql/function-facts.ts";
import type { ClaimedTask } from "#lib/db/sql/sync-tasks.ts";
import type { SourceInputs, SourceName } from "#lib/domain/collection/source.ts";
import { ownAccess } from "#lib/services/sync/account-access.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import { planDetail } from "./plan-detail.ts";
import { planMetricHistory, planMetrics } from "./plan-metrics.ts";
import { planStarts } from "./plan-starts.ts";
import { planWhoChanged } from "./plan-who-changed.ts";
import type { AccountsPlan } from "./store-accounts.ts";

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
  "log-groups": nothing,
  metrics: planMetrics,
  "metric-history": planMetricHistory,
  starts: planStarts,
  "who-changed": planWhoChanged,
};

/** What a task's collector is told, worked out from what the store knows when the task first runs. */
export async function planInput(context: SyncContext, task: ClaimedTask): Promise<object> {
  return plans[task.source](context, task);
}

async function planAccounts(context: SyncContext): Promise<AccountsPlan> {
  const { accountId } = await context.aws.identify(ownAccess);
  return { callerAccountId: accountId, roleName: context.settings.roleName, homeRegion: context.settings.homeRegion };
}

/** The subnets and VPCs that functions of the place stand in. */
async function planNetwork(context: SyncContext, task: ClaimedTask): Promise<SourceInputs["network"]> {
  const functions = await listStoredFunctions(context.db.pool, task.accountId, task.region);
  const subnetIds = [...new Set(functions.flatMap((fn) => fn.subnetIds))].sort();
  const vpcIds = [...new Set(functions.flatMap(({ vpcId }) => vpcId ?? []))].sort();
  return { subnetIds, vpcIds };
}

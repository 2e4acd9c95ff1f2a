import { priceList } from "#lib/aws/price-list.ts";
import { listStoredFunctions } from "#lib/db/sql/function-facts.ts";
import { getNatTrafficReading } from "#lib/db/sql/nat-gateway-days.ts";
import { getStoredNetwork } from "#lib/db/sql/place-facts.ts";
import type { ClaimedTask } from "#lib/db/sql/sync-tasks.ts";
import type { NatTrafficPlan, SourceInputs } from "#lib/domain/collection/source.ts";
import { natGatewaysBehind } from "#lib/domain/network/gateway-endpoints.ts";
import { natMetrics } from "#lib/domain/network/nat-traffic.ts";
import { PostponedError } from "#lib/services/budget/postponed-error.ts";
import { currentSpending, reserveSpending } from "#lib/services/budget/spending.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import { addMs, dayMs, startOfUtcDay } from "./time-windows.ts";

/** Days of NAT gateways' traffic that are asked for: a metric costs the same however many points it has. */
const natDays = 30;

/** The subnets and VPCs that functions of the place stand in, and the days of NAT traffic that are due. */
export async function planNetwork(context: SyncContext, task: ClaimedTask): Promise<SourceInputs["network"]> {
  const functions = await listStoredFunctions(context.db.pool, task.accountId, task.region, ["subnetIds", "vpcId"]);
  const subnetIds = [...new Set(functions.flatMap((fn) => fn.subnetIds))].sort();
  const vpcIds = [...new Set(functions.flatMap(({ vpcId }) => vpcId ?? []))].sort();
  const natTraffic = vpcIds.length === 0 ? null : await planNatTraffic(context, task, { subnetIds, vpcIds });
  return natTraffic === null ? { subnetIds, vpcIds } : { subnetIds, vpcIds, natTraffic };
}

/**
 * Whole days up to yesterday, once a day. AWS bills these few metrics, so the budget is asked first; what it does not
 * have money for is put off alone, since everything else of a network is free. Null: the days were read already.
 */
async function planNatTraffic(
  context: SyncContext,
  task: ClaimedTask,
  { subnetIds, vpcIds }: Pick<SourceInputs["network"], "subnetIds" | "vpcIds">,
): Promise<NatTrafficPlan | null> {
  const { pool } = context.db;
  const to = startOfUtcDay(context.clock.now());
  const reading = await getNatTrafficReading(pool, task);
  const today = to.toISOString().slice(0, 10);
  // A day that lies ahead was written by a clock that was wrong.
  if (reading?.readTo === today) return null;
  const { economy } = await currentSpending(context);
  if (!economy.readsMetrics) return { postponed: `The budget is tight: Lamplight ${economy.title}.` };
  const stored = await getStoredNetwork(pool, task);
  // Before the first reading nobody knows how many there are: one for each VPC is usual.
  const gateways = stored?.network ? natGatewaysBehind(subnetIds, stored.network).length : vpcIds.length;
  try {
    await reserveSpending(context, task, gateways * natMetrics.length * priceList.metricUsd);
  } catch (error) {
    if (error instanceof PostponedError) return { postponed: error.message };
    throw error;
  }
  return { from: addMs(to, -natDays * dayMs), to };
}

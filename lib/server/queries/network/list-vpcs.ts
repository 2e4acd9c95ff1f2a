import type { VpcFunctionRow } from "#lib/db/sql/network/vpc-functions.ts";
import type { ObservedNetwork } from "#lib/domain/fleet/observed-network.ts";
import { forgoneBandwidth } from "#lib/domain/network/bandwidth-ceiling.ts";
import { groupSet } from "#lib/domain/network/combinations.ts";
import { missingGateways, natGatewaysUsed } from "#lib/domain/network/gateway-endpoints.ts";
import type { NatCost } from "#lib/domain/network/nat-cost.ts";
import { stateTroubles } from "#lib/domain/network/state-reasons.ts";
import { subnetZones } from "#lib/domain/network/subnet-zones.ts";
import type { FunctionIssue, NatGatewayView, VpcFunction, VpcView } from "#lib/domain/views/network.ts";
import { placeKey } from "./read-network.ts";

/** VPCs with functions whose network was read: what their routes lead to and which free endpoints they lack. */
export function vpcsOf(
  functions: readonly VpcFunctionRow[],
  networks: ReadonlyMap<string, ObservedNetwork>,
  gateways: readonly NatGatewayView[],
): VpcView[] {
  const groups = Map.groupBy(functions, ({ accountId, region, vpcId }) => `${placeKey(accountId, region)} ${vpcId}`);
  const costs = new Map(gateways.map(({ natGatewayId, cost }) => [natGatewayId, trafficUsd(cost)]));
  return [...groups.values()].flatMap((list) => {
    const [first] = list;
    const network = first && networks.get(placeKey(first.accountId, first.region));
    if (!first || !network) return [];
    const { vpcId, accountId, region } = first;
    const subnetIds = [...new Set(list.flatMap((fn) => fn.subnetIds))];
    const natGateways = natGatewaysUsed(vpcId, subnetIds, network);
    const missing = missingGateways(vpcId, subnetIds, network);
    return {
      ...{ vpcId, accountId, region, natGateways },
      functions: list.length,
      subnets: subnetIds.length,
      securityGroupSets: new Set(list.map((fn) => groupSet(fn.securityGroupIds))).size,
      missingGateways: missing,
      mostSavedUsd: missing === null || missing.length === 0 ? null : sumUsd(natGateways, costs),
    };
  });
}

/** What a gateway's traffic costs, between zones included where that is known: a gateway endpoint saves both. */
function trafficUsd(cost: NatCost | null): number | null {
  const processed = cost?.processedUsd ?? null;
  return processed === null ? null : processed + (cost?.crossZoneUsd ?? 0);
}

/** What these gateways' traffic costs; null where one of them is not known, and where there is none. */
function sumUsd(ids: readonly string[], costs: ReadonlyMap<string, number | null>): number | null {
  if (ids.length === 0) return null;
  return ids.reduce<number | null>((sum, id) => {
    const usd = costs.get(id) ?? null;
    return sum === null || usd === null ? null : sum + usd;
  }, 0);
}

/** What is to be looked at in one VPC function. */
export function issuesOf(fn: VpcFunctionRow, network: ObservedNetwork | undefined): VpcFunction {
  const { arn, name, accountId, region, vpcId, memoryMb } = fn;
  const issues: FunctionIssue[] = fn.stateUnknown ? [] : stateIssues(fn);
  const zones = network && zonesOf(fn, network);
  if (zones?.length === 1) {
    const remedy = "Add a subnet in a second zone: when this one fails, the function cannot start.";
    issues.push({ kind: "singleAz", text: `All subnets in ${zones[0]}`, remedy, since: null });
  }
  const forgone = forgoneBandwidth(memoryMb);
  if (forgone !== null) {
    const remedy = "If it moves much data, weigh the VPC against its network: only a function outside can be raised.";
    issues.push({ kind: "bandwidth", text: forgone.text, remedy, since: null });
  }
  return { arn, name, accountId, region, vpcId, memoryMb, issues };
}

function stateIssues(fn: VpcFunctionRow): FunctionIssue[] {
  return stateTroubles(fn).map(({ about, status, reasonCode, meaning, remedy }) => {
    const what =
      about === "state" ? status : `Last update ${status === "InProgress" ? "in progress" : status.toLowerCase()}`;
    const code = reasonCode === null ? "" : ` (${reasonCode})`;
    return {
      kind: "state",
      text: `${what}${code}: ${meaning}`,
      remedy,
      since: fn.stateSince?.toISOString() ?? null,
    };
  });
}

/** The zones of a function's subnets; null when one of them is not known. */
export function zonesOf({ subnetIds }: VpcFunctionRow, network: ObservedNetwork): readonly string[] | null {
  const { zones, unknownSubnetIds } = subnetZones(subnetIds, network.subnets);
  return unknownSubnetIds.length === 0 ? zones : null;
}

import type { VpcFunctionRow } from "#lib/db/sql/network/vpc-functions.ts";
import type { ObservedNetwork } from "#lib/domain/fleet/observed.ts";
import { missingGateways, natGatewaysUsed } from "#lib/domain/network/gateway-endpoints.ts";
import { subnetZones } from "#lib/domain/network/subnet-zones.ts";
import type { VpcFunction, VpcView } from "#lib/domain/views/network.ts";
import { placeKey } from "./read-network.ts";

/** VPCs with functions whose network was read: what their routes lead to and which free endpoints they lack. */
export function vpcsOf(
  functions: readonly VpcFunctionRow[],
  networks: ReadonlyMap<string, ObservedNetwork>,
): VpcView[] {
  const groups = Map.groupBy(functions, ({ accountId, region, vpcId }) => `${placeKey(accountId, region)} ${vpcId}`);
  return [...groups.values()].flatMap((list) => {
    const [first] = list;
    const network = first && networks.get(placeKey(first.accountId, first.region));
    if (!first || !network) return [];
    const { vpcId, accountId, region } = first;
    const subnetIds = [...new Set(list.flatMap((fn) => fn.subnetIds))];
    return {
      vpcId,
      accountId,
      region,
      functions: list.length,
      subnets: subnetIds.length,
      securityGroupSets: new Set(list.map((fn) => fn.securityGroupIds.toSorted().join(" "))).size,
      natGateways: natGatewaysUsed(vpcId, subnetIds, network),
      missingGateways: missingGateways(vpcId, subnetIds, network),
    };
  });
}

/** From this much memory on a function in a VPC meets Lambda's 625 Mbps of network for VPCs. */
const bandwidthMemoryMb = 2048;

/** What is to be looked at in one VPC function; null when its subnets are not known. */
export function issuesOf(fn: VpcFunctionRow, network: ObservedNetwork | undefined): VpcFunction {
  const { arn, name, accountId, region, vpcId, memoryMb } = fn;
  const issues: VpcFunction["issues"][number][] = [];
  if (!fn.stateUnknown && fn.state !== null && fn.state !== "Active") {
    const reason = fn.stateReason ?? fn.stateReasonCode ?? "AWS gives no reason";
    issues.push({ kind: "state", text: `${fn.state}: ${reason}` });
  }
  const zones = network && zonesOf(fn, network);
  if (zones?.length === 1) issues.push({ kind: "singleAz", text: `All subnets in ${zones[0]}` });
  if (memoryMb !== null && memoryMb >= bandwidthMemoryMb)
    issues.push({ kind: "bandwidth", text: "Network limited to 625 Mbps in a VPC" });
  return { arn, name, accountId, region, vpcId, memoryMb, issues };
}

/** The zones of a function's subnets; null when one of them is not known. */
export function zonesOf({ subnetIds }: VpcFunctionRow, network: ObservedNetwork): readonly string[] | null {
  const { zones, unknownSubnetIds } = subnetZones(subnetIds, network.subnets);
  return unknownSubnetIds.length === 0 ? zones : null;
}

import type { NeedSignRow, RoleActionsRow } from "#lib/db/sql/network/need-signs.ts";
import type { ObservedNetwork } from "#lib/domain/fleet/observed-network.ts";
import { groupSet } from "#lib/domain/network/combinations.ts";
import { type InterfaceCounts, interfaceCountsOf, interfaceKinds } from "#lib/domain/network/interface-kind.ts";
import { type NeedGroup, type VpcNeedVerdict, vpcNeed } from "#lib/domain/network/vpc-need.ts";

/** Judges functions of one network; what they share is worked out once. */
export type JudgeNeed = (row: NeedSignRow) => VpcNeedVerdict;

/**
 * @param network of the functions' account-Region; undefined where it was not read
 * @param roles what roles allow by name; a role that was not read is absent
 */
export function needJudge(network: ObservedNetwork | undefined, roles: ReadonlyMap<string, RoleActionsRow>): JudgeNeed {
  const groupsOf = remembered((key) => groupsAround(network, key));
  const interfacesOf = remembered((vpcId) => interfacesIn(network, vpcId));
  return (row) => {
    const role = row.roleArn === null ? undefined : roles.get(row.roleArn);
    return vpcNeed({
      securityGroupIds: row.securityGroupIds,
      groups: groupsOf(`${row.vpcId} ${groupSet(row.securityGroupIds)}`),
      environment: row.environment,
      fileSystemArns: row.fileSystemArns,
      triggerServices: row.triggerServices,
      roleActions: role?.actions ?? null,
      roleWhole: role?.whole ?? false,
      otherInterfaces: interfacesOf(row.vpcId),
    });
  };
}

function remembered<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (key) => {
    const found = known.get(key) ?? { value: make(key) };
    known.set(key, found);
    return found.value;
  };
}

/** A function's own groups, and those of its VPC that let them in. The key is the VPC and the groups, by spaces. */
function groupsAround(network: ObservedNetwork | undefined, key: string): readonly NeedGroup[] | null {
  if (network === undefined) return null;
  const [vpcId = "", ...ids] = key.split(" ");
  const own = new Set(ids);
  return network.securityGroups
    .filter(
      (group) =>
        group.vpcId === vpcId &&
        (own.has(group.securityGroupId) ||
          (group.ingressFromGroups ?? []).some(({ groupIds }) => groupIds.some((id) => own.has(id)))),
    )
    .map(({ securityGroupId, name, egress, ingressFromGroups }) => ({
      ...{ securityGroupId, name, egress: egress ?? null, ingressFromGroups: ingressFromGroups ?? null },
    }));
}

function interfacesIn(network: ObservedNetwork | undefined, vpcId: string): InterfaceCounts | null {
  const stored = network?.interfacesBySubnet;
  if (network === undefined || stored === undefined) return null;
  const totals: Partial<Record<(typeof interfaceKinds)[number], number>> = {};
  for (const { subnetId } of network.subnets.filter((subnet) => subnet.vpcId === vpcId)) {
    const counts = interfaceCountsOf(stored[subnetId] ?? {});
    for (const kind of interfaceKinds) {
      if (kind !== "lambda" && counts[kind] !== undefined) totals[kind] = (totals[kind] ?? 0) + counts[kind];
    }
  }
  return totals;
}

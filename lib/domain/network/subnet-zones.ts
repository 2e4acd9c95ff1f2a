import type { ObservedSubnet } from "#lib/domain/fleet/observed-network.ts";

/** The Availability Zones of some subnets, sorted, each once, and the subnets whose zone is not known. */
export interface SubnetZones {
  readonly zones: readonly string[];
  readonly unknownSubnetIds: readonly string[];
}

export function subnetZones(subnetIds: readonly string[], subnets: readonly ObservedSubnet[]): SubnetZones {
  const zoneOf = new Map(subnets.map(({ subnetId, availabilityZone }) => [subnetId, availabilityZone]));
  const zones = new Set(subnetIds.flatMap((id) => zoneOf.get(id) ?? none));
  return { zones: [...zones].toSorted(), unknownSubnetIds: subnetIds.filter((id) => !zoneOf.has(id)) };
}

const none: readonly string[] = [];

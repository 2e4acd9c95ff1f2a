import type { ObservedNetwork } from "#lib/domain/fleet/observed-network.ts";
import { routeTablesOf } from "./gateway-endpoints.ts";

/** A function in a VPC, as far as it decides what part of a NAT gateway is put down to it. */
export interface NatUser {
  readonly arn: string;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  /** Null where no metric was read. */
  readonly invocations: number | null;
}

export interface NatShare {
  readonly arn: string;
  /** Part of what is attributed, 0 to 1. */
  readonly share: number;
}

export interface NatAttribution {
  readonly natGatewayId: string;
  /** Functions with a subnet whose routes lead to it, by share, the largest first. */
  readonly shares: readonly NatShare[];
  /** Functions behind it whose invocations are not known: they are in no share. */
  readonly unknownUsers: number;
  /** Part of the invocations that starts in another zone than the gateway stands in; null where a zone is not known or nothing ran. */
  readonly crossZoneShare: number | null;
  /** Zones of functions' subnets that lead to it, other than its own; null where a zone is not known. */
  readonly otherZones: readonly string[] | null;
}

/** The NAT gateways that a subnet's routes lead to. */
export function natGatewaysOf(vpcId: string, subnetId: string, network: ObservedNetwork): readonly string[] {
  const targets = routeTablesOf(vpcId, [subnetId], network).flatMap(({ routes }) => routes.map(({ target }) => target));
  return [...new Set(targets.filter((target) => target.startsWith("nat-")))].toSorted();
}

/**
 * Puts each NAT gateway down to the functions behind it by invocations: a function weighs as many as it has, times the
 * part of its subnets that leads to the gateway (Lambda spreads environments over a function's subnets). No metric of AWS
 * tells a function's bytes, so a function that sends much in few invocations gets too small a part, and what other things
 * in the VPC send is put down to functions, too.
 */
export function attributeNat(users: readonly NatUser[], network: ObservedNetwork): NatAttribution[] {
  const zoneOf = new Map(network.subnets.map(({ subnetId, availabilityZone }) => [subnetId, availabilityZone]));
  const natZone = new Map(
    network.natGateways.map(({ natGatewayId, subnetId }) => [natGatewayId, zoneOf.get(subnetId ?? "") ?? null]),
  );
  const routes = cachedRoutes(network);
  const gateways = new Map<string, Weighed[]>();
  for (const user of users) {
    for (const [natGatewayId, subnetIds] of subnetsByGateway(user, routes)) {
      const list = gateways.get(natGatewayId) ?? [];
      list.push({ user, subnetIds, weight: weightOf(user, subnetIds) });
      gateways.set(natGatewayId, list);
    }
  }
  return [...gateways]
    .map(([natGatewayId, list]) => attributionOf(natGatewayId, list, natZone.get(natGatewayId) ?? null, zoneOf))
    .toSorted((one, other) => (one.natGatewayId < other.natGatewayId ? -1 : 1));
}

interface Weighed {
  readonly user: NatUser;
  /** Those of its subnets that lead to the gateway. */
  readonly subnetIds: readonly string[];
  readonly weight: number | null;
}

function cachedRoutes(network: ObservedNetwork): (vpcId: string, subnetId: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (vpcId, subnetId) => {
    const key = `${vpcId} ${subnetId}`;
    const found = known.get(key) ?? natGatewaysOf(vpcId, subnetId, network);
    known.set(key, found);
    return found;
  };
}

function subnetsByGateway(
  { vpcId, subnetIds }: NatUser,
  routes: (vpcId: string, subnetId: string) => readonly string[],
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const subnetId of subnetIds) {
    for (const natGatewayId of routes(vpcId, subnetId)) {
      const list = found.get(natGatewayId) ?? [];
      list.push(subnetId);
      found.set(natGatewayId, list);
    }
  }
  return found;
}

function weightOf({ invocations, subnetIds }: NatUser, leading: readonly string[]): number | null {
  return invocations === null ? null : (invocations * leading.length) / subnetIds.length;
}

function attributionOf(
  natGatewayId: string,
  list: readonly Weighed[],
  zone: string | null,
  zoneOf: ReadonlyMap<string, string>,
): NatAttribution {
  const total = list.reduce((sum, { weight }) => sum + (weight ?? 0), 0);
  const known = list.flatMap(({ user: { arn }, weight }) => (weight === null ? [] : [{ arn, weight }]));
  const zones = [...new Set(list.flatMap(({ subnetIds }) => subnetIds.map((id) => zoneOf.get(id) ?? null)))];
  const zonesKnown = zone !== null && !zones.includes(null);
  const crossing = list.reduce((sum, { weight, subnetIds }) => {
    const away = subnetIds.filter((id) => zoneOf.get(id) !== zone).length;
    return sum + ((weight ?? 0) * away) / subnetIds.length;
  }, 0);
  return {
    natGatewayId,
    shares:
      total === 0
        ? []
        : known
            .filter(({ weight }) => weight > 0)
            .map(({ arn, weight }) => ({ arn, share: weight / total }))
            .toSorted((one, other) => other.share - one.share || (one.arn < other.arn ? -1 : 1)),
    unknownUsers: list.length - known.length,
    crossZoneShare: zonesKnown && total > 0 ? crossing / total : null,
    otherZones: zonesKnown ? zones.flatMap((one) => (one === null || one === zone ? [] : [one])).toSorted() : null,
  };
}

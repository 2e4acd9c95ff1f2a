import type { ObservedNetwork } from "#lib/domain/fleet/observed-network.ts";
import { routeTablesOf } from "./gateway-endpoints.ts";

/** A function in a VPC, as far as it decides what part of a NAT gateway is put down to it. */
export interface NatUser {
  readonly arn: string;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  /** Null where no metric was read. */
  readonly invocations: number | null;
  /** What Lambda Insights told of spans of days; empty where it told nothing. */
  readonly network: readonly NetworkUse[];
}

/** Bytes of one function over some days. */
export interface NetworkUse {
  readonly invocations: number;
  /** Of these, those that Lambda Insights told of. */
  readonly events: number;
  readonly rxBytes: number;
  readonly txBytes: number;
}

/** What a gateway is put down to functions by: one unit for all of them. */
export type NatMethod = "bytes" | "invocations";

export interface NatShare {
  readonly arn: string;
  /** Part of what is attributed, 0 to 1. */
  readonly share: number;
}

export interface NatAttribution {
  readonly natGatewayId: string;
  /** Functions with a subnet whose routes lead to it, by share, the largest first. */
  readonly shares: readonly NatShare[];
  readonly method: NatMethod;
  /** Functions behind it that ran and whose bytes are known; with the method `bytes` those are all. */
  readonly bytesKnown: number;
  /** Functions behind it that ran, as far as is known. */
  readonly ran: number;
  /** Functions behind it whose invocations are not known: they are in no share. */
  readonly unknownUsers: number;
  /** Part of the bytes or invocations, as the method says, that starts in another zone than the gateway stands in; null where a zone is not known or nothing ran. */
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
 * Puts each NAT gateway down to the functions behind it: a function weighs as many bytes, or invocations, as it has, times
 * the part of its subnets that leads to the gateway (Lambda spreads environments over a function's subnets).
 *
 * By bytes sent and received where Lambda Insights tells them of every function behind it that ran: of at least 95 % of
 * its invocations over the month or the last week, and as many for each of the others. One function without leaves the gateway by invocations: bytes and invocations
 * are never mixed in one share. By invocations, a function that sends much in few gets too small a part. By bytes, what a
 * function exchanges within its VPC or through gateway endpoints counts as well: the extension does not tell them apart.
 * Either way, what other things in the VPC send is put down to functions, too.
 */
export function attributeNat(users: readonly NatUser[], network: ObservedNetwork): NatAttribution[] {
  const zoneOf = new Map(network.subnets.map(({ subnetId, availabilityZone }) => [subnetId, availabilityZone]));
  const natZone = new Map(
    network.natGateways.map(({ natGatewayId, subnetId }) => [natGatewayId, zoneOf.get(subnetId ?? "") ?? null]),
  );
  const routes = cachedRoutes(network);
  const gateways = new Map<string, Behind[]>();
  for (const user of users) {
    for (const [natGatewayId, subnetIds] of subnetsByGateway(user, routes)) {
      const list = gateways.get(natGatewayId) ?? [];
      list.push({ user, subnetIds });
      gateways.set(natGatewayId, list);
    }
  }
  return [...gateways]
    .map(([natGatewayId, list]) => attributionOf(natGatewayId, list, natZone.get(natGatewayId) ?? null, zoneOf))
    .toSorted((one, other) => (one.natGatewayId < other.natGatewayId ? -1 : 1));
}

interface Behind {
  readonly user: NatUser;
  /** Those of its subnets that lead to the gateway. */
  readonly subnetIds: readonly string[];
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

/** Invocations that events must cover before bytes are taken from them. */
const fewestCoverage = 0.95;

/** Bytes that a function sent and received, as many for each invocation as in the span that tells most; null: not known. */
function bytesOf({ invocations, network }: NatUser): number | null {
  if (invocations === 0) return 0;
  const [told] = network
    .filter((use) => use.events > 0 && use.events >= fewestCoverage * use.invocations)
    .toSorted((one, other) => other.events - one.events);
  if (invocations === null || told === undefined) return null;
  return ((told.rxBytes + told.txBytes) / told.events) * invocations;
}

function attributionOf(
  natGatewayId: string,
  list: readonly Behind[],
  zone: string | null,
  zoneOf: ReadonlyMap<string, string>,
): NatAttribution {
  const ran = list.filter(({ user }) => user.invocations !== null && user.invocations > 0);
  const bytesKnown = ran.filter(({ user }) => bytesOf(user) !== null).length;
  const unknownUsers = list.filter(({ user }) => user.invocations === null).length;
  const method = ran.length > 0 && bytesKnown === ran.length && unknownUsers === 0 ? "bytes" : "invocations";
  const weighed = list.map(({ user, subnetIds }) => {
    const whole = method === "bytes" ? bytesOf(user) : user.invocations;
    return { user, subnetIds, weight: ((whole ?? 0) * subnetIds.length) / user.subnetIds.length };
  });
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const zones = [...new Set(list.flatMap(({ subnetIds }) => subnetIds.map((id) => zoneOf.get(id) ?? null)))];
  const zonesKnown = zone !== null && !zones.includes(null);
  const crossing = weighed.reduce((sum, { weight, subnetIds }) => {
    const away = subnetIds.filter((id) => zoneOf.get(id) !== zone).length;
    return sum + (weight * away) / subnetIds.length;
  }, 0);
  return {
    natGatewayId,
    method,
    bytesKnown,
    ran: ran.length,
    shares:
      total === 0
        ? []
        : weighed
            .filter(({ weight }) => weight > 0)
            .map(({ user: { arn }, weight }) => ({ arn, share: weight / total }))
            .toSorted((one, other) => other.share - one.share || (one.arn < other.arn ? -1 : 1)),
    unknownUsers,
    crossZoneShare: zonesKnown && total > 0 ? crossing / total : null,
    otherZones: zonesKnown ? zones.flatMap((one) => (one === null || one === zone ? [] : [one])).toSorted() : null,
  };
}

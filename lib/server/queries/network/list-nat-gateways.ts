import type { NatDayRow, VpcFunctionRow } from "#lib/db/sql/network/vpc-functions.ts";
import { networkPricesOf } from "#lib/domain/cost/network-prices.ts";
import type { Unknown } from "#lib/domain/fleet/fact.ts";
import type { ObservedNetwork } from "#lib/domain/fleet/observed-network.ts";
import { attributeNat, type NatAttribution, natGatewaysOf } from "#lib/domain/network/nat-attribution.ts";
import { gbPerMonth, natCost } from "#lib/domain/network/nat-cost.ts";
import { type NatTrafficReading, processedBytes, sumTraffic } from "#lib/domain/network/nat-traffic.ts";
import type { NatGatewayView, NatTotal } from "#lib/domain/views/network.ts";
import { placeKey } from "./read-network.ts";

/** Functions that are named beside a gateway. */
const topShown = 5;

/** States in which AWS bills a gateway's hours no more. */
const gone: ReadonlySet<string> = new Set(["deleted", "failed"]);

/** What NAT gateways are listed from. */
export interface NatFacts {
  readonly functions: readonly VpcFunctionRow[];
  readonly isChosen: (fn: VpcFunctionRow) => boolean;
  readonly teamChosen: boolean;
  readonly networks: ReadonlyMap<string, ObservedNetwork>;
  readonly readings: ReadonlyMap<string, NatTrafficReading | null>;
  readonly days: readonly NatDayRow[];
  /** The whole UTC days that are shown, oldest first. */
  readonly natDays: readonly string[];
  readonly withCost: boolean;
}

/** NAT gateways that routes of the scope's functions lead to, the dearest first. */
export function natGatewaysIn(facts: NatFacts): NatGatewayView[] {
  const byPlace = Map.groupBy(facts.functions, ({ accountId, region }) => placeKey(accountId, region));
  const days = Map.groupBy(facts.days, (day) => `${placeKey(day.accountId, day.region)} ${day.natGatewayId}`);
  const views = [...facts.networks].flatMap(([place, network]) => {
    const functions = byPlace.get(place) ?? [];
    if (functions.length === 0) return [];
    const byArn = new Map(functions.map((fn) => [fn.arn, fn]));
    const users = usersByGateway(functions, network);
    return attributeNat(functions, network).flatMap((attribution) => {
      const behind = users.get(attribution.natGatewayId) ?? [];
      if (!behind.some(facts.isChosen)) return [];
      const own = days.get(`${place} ${attribution.natGatewayId}`) ?? [];
      return [viewOf({ place, network, attribution, behind, byArn, days: own }, facts)];
    });
  });
  return views.toSorted(
    (a, b) =>
      (b.cost?.totalUsd ?? 0) - (a.cost?.totalUsd ?? 0) ||
      (b.traffic?.processedBytes ?? 0) - (a.traffic?.processedBytes ?? 0) ||
      b.functions - a.functions ||
      (a.natGatewayId < b.natGatewayId ? -1 : 1),
  );
}

function usersByGateway(functions: readonly VpcFunctionRow[], network: ObservedNetwork): Map<string, VpcFunctionRow[]> {
  const known = new Map<string, readonly string[]>();
  const users = new Map<string, VpcFunctionRow[]>();
  for (const fn of functions) {
    const gateways = new Set(
      fn.subnetIds.flatMap((subnetId) => {
        const found = known.get(subnetId) ?? natGatewaysOf(fn.vpcId, subnetId, network);
        known.set(subnetId, found);
        return found;
      }),
    );
    for (const id of gateways) {
      const list = users.get(id) ?? [];
      list.push(fn);
      users.set(id, list);
    }
  }
  return users;
}

interface OneGateway {
  readonly place: string;
  readonly network: ObservedNetwork;
  readonly attribution: NatAttribution;
  readonly behind: readonly VpcFunctionRow[];
  readonly byArn: ReadonlyMap<string, VpcFunctionRow>;
  readonly days: readonly NatDayRow[];
}

function viewOf({ place, network, attribution, behind, byArn, days }: OneGateway, facts: NatFacts): NatGatewayView {
  const [accountId = "", region = ""] = place.split(":");
  const { natGatewayId, shares, crossZoneShare } = attribution;
  const gateway = network.natGateways.find((one) => one.natGatewayId === natGatewayId);
  const zone = network.subnets.find(({ subnetId }) => subnetId === gateway?.subnetId)?.availabilityZone ?? null;
  const sum = sumTraffic(days);
  // A gateway that was not described may be another account's: what it costs this one is not known.
  const prices = gateway === undefined ? null : networkPricesOf(region);
  const bytes = new Map(days.map((day) => [day.day, processedBytes(day)]));
  const chosen = shares.filter(({ arn }) => {
    const fn = byArn.get(arn);
    return fn !== undefined && facts.isChosen(fn);
  });
  return {
    ...{ natGatewayId, accountId, region, zone, crossZoneShare },
    ...{ method: attribution.method, ran: attribution.ran, bytesKnown: attribution.bytesKnown },
    vpcId: gateway?.vpcId ?? behind[0]?.vpcId ?? "",
    state: gateway?.state ?? null,
    functions: behind.length,
    traffic: sum === null ? null : { ...sum, gbPerMonth: gbPerMonth(sum.processedBytes, sum.days) },
    unknown: unknownOf(facts.readings.get(place) ?? null, sum !== null, gateway !== undefined),
    series: facts.natDays.map((day) => bytes.get(day) ?? null),
    cost: facts.withCost ? natCost(prices, sum, crossZoneShare, !gone.has(gateway?.state ?? "")) : null,
    priceKnown: networkPricesOf(region) !== null,
    teamShare: facts.teamChosen && shares.length > 0 ? chosen.reduce((total, { share }) => total + share, 0) : null,
    top: shares.slice(0, topShown).map(({ arn, share }) => ({ arn, share, name: byArn.get(arn)?.name ?? arn })),
    unknownUsers: attribution.unknownUsers,
    otherZones: attribution.otherZones,
    others: othersBehind(natGatewayId, gateway?.vpcId ?? behind[0]?.vpcId ?? "", network),
  };
}

/** Why nothing is known of its traffic, or why the last reading brought nothing new; null when it did. */
function unknownOf(reading: NatTrafficReading | null, hasDays: boolean, isDescribed: boolean): Unknown | null {
  if (reading === null)
    return {
      state: "notYetRead",
      reason: "The traffic of this Region's NAT gateways is read with the next sync.",
      since: null,
    };
  if (reading.state !== "known")
    return { state: reading.state, reason: reading.reason ?? "AWS gave no reason.", since: reading.observedAt };
  if (hasDays) return null;
  // Routes may have come to lead to it after the day's reading, in which it was then not asked for.
  const reason = isDescribed
    ? "CloudWatch told nothing of it when traffic was last read; it is read once a day."
    : "It is not among the NAT gateways that were read: its traffic is told in the account that it stands in.";
  return { state: "failed", reason, since: reading.observedAt };
}

/** Interfaces that are neither Lambda's nor a gateway's or endpoint's, in all subnets whose routes lead to the gateway. */
function othersBehind(natGatewayId: string, vpcId: string, network: ObservedNetwork): number | null {
  const { interfacesBySubnet } = network;
  if (interfacesBySubnet === undefined) return null;
  return network.subnets
    .filter((subnet) => subnet.vpcId === vpcId && natGatewaysOf(vpcId, subnet.subnetId, network).includes(natGatewayId))
    .reduce((sum, { subnetId }) => {
      const { lambda: _l, natGateway: _n, endpoint: _e, ...others } = interfacesBySubnet[subnetId] ?? {};
      return sum + Object.values(others).reduce((total, count) => total + count, 0);
    }, 0);
}

/** What gateways come to a month; those whose price or traffic is not known are counted apart. */
export function natTotalOf(gateways: readonly NatGatewayView[]): NatTotal {
  const known = gateways.flatMap(({ cost }) => cost?.totalUsd ?? []);
  return { usdPerMonth: known.reduce((sum, usd) => sum + usd, 0), unknown: gateways.length - known.length };
}

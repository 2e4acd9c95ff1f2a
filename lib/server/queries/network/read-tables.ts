import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listNatDays, listNetworks, listSubnetDays, type VpcFunctionRow } from "#lib/db/sql/network/vpc-functions.ts";
import type { ObservedNetwork } from "#lib/domain/fleet/observed-network.ts";
import type { NatGatewayView, SubnetView } from "#lib/domain/views/network.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import { natGatewaysIn } from "./list-nat-gateways.ts";
import { subnetsOf } from "./list-subnets.ts";
import { networksByPlace, placeKey } from "./read-network.ts";

/** Days of free addresses that a trend rests on at most, and whole days of NAT traffic that are summed. */
const trendDays = 30;
const dayMs = 86_400_000;

/** Whole subnets and NAT gateways of a scope: what the page shows the head of, and exports hold. */
export interface NetworkTables {
  readonly networks: ReadonlyMap<string, ObservedNetwork>;
  readonly subnets: readonly SubnetView[];
  readonly gateways: readonly NatGatewayView[];
  /** ISO instant of the oldest reading of a network; null when none was read. */
  readonly observedAt: string | null;
  /** Whether a function is of the chosen team, if one is chosen. */
  readonly isChosen: (fn: VpcFunctionRow) => boolean;
}

/** @param functions all functions in VPCs of the scope's accounts and Regions, of whatever team */
export async function readNetworkTables(
  scope: FleetScope,
  functions: readonly VpcFunctionRow[],
  { withCost, now }: { readonly withCost: boolean; readonly now: Date },
): Promise<NetworkTables> {
  const { pool } = sharedDatabase();
  const [networkRows, days, natDays] = await Promise.all([
    listNetworks(pool, scope),
    listSubnetDays(pool, scope, trendDays, now),
    listNatDays(pool, scope, trendDays, now),
  ]);
  const networks = networksByPlace(networkRows);
  const isChosen = ({ teamId }: VpcFunctionRow) => scope.teamId === null || teamId === scope.teamId;
  const observed = networkRows.flatMap(({ observedAt }) => observedAt?.getTime() ?? []);
  return {
    networks,
    isChosen,
    subnets: subnetsOf({ functions, isChosen, networks, days, trendDays: daysUntil(now, trendDays) }),
    gateways: natGatewaysIn({
      ...{ functions, isChosen, networks, withCost, days: natDays },
      teamChosen: scope.teamId !== null,
      readings: new Map(
        networkRows.map(({ accountId, region, natTraffic }) => [placeKey(accountId, region), natTraffic]),
      ),
      natDays: daysUntil(new Date(now.getTime() - dayMs), trendDays),
    }),
    observedAt: observed.length > 0 ? new Date(Math.min(...observed)).toISOString() : null,
  };
}

/** So many UTC days up to the one of an instant, oldest first. */
function daysUntil(last: Date, count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    new Date(last.getTime() - (count - 1 - index) * dayMs).toISOString().slice(0, 10),
  );
}

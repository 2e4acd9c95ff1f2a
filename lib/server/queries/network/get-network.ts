import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listStratumRows } from "#lib/db/sql/network/strata.ts";
import { countFunctions, listNetworks, listSubnetDays, listVpcFunctions } from "#lib/db/sql/network/vpc-functions.ts";
import type { NetworkView, VpcFunction } from "#lib/domain/views/network.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import { listMissingSources } from "#lib/server/queries/period/missing-sources.ts";
import { subnetsOf } from "./list-subnets.ts";
import { issuesOf, vpcsOf, zonesOf } from "./list-vpcs.ts";
import { networksByPlace, placeKey } from "./read-network.ts";
import { startPenalty } from "./start-penalty.ts";

/** How many days of free addresses a trend rests on at most. */
const trendDays = 30;

/** Everything the page of networks shows. */
export async function getNetwork(scope: FleetScope): Promise<NetworkView> {
  const { pool } = sharedDatabase();
  const [functions, rows, strata, networkRows, days, missing] = await Promise.all([
    countFunctions(pool, scope),
    listVpcFunctions(pool, scope),
    listStratumRows(pool, scope),
    listNetworks(pool, scope),
    listSubnetDays(pool, scope, trendDays),
    listMissingSources(scope, ["functions", "network", "detail", "starts"]),
  ]);
  const networks = networksByPlace(networkRows);
  const networkOf = (fn: { accountId: string; region: string }) => networks.get(placeKey(fn.accountId, fn.region));
  const observed = networkRows.flatMap(({ observedAt }) => observedAt?.getTime() ?? []);
  return {
    functions,
    vpcFunctions: rows.length,
    penalty: startPenalty(strata),
    subnets: subnetsOf(rows, networks, days),
    vpcs: vpcsOf(rows, networks),
    issues: rows
      .map((fn) => issuesOf(fn, networkOf(fn)))
      .filter(({ issues }) => issues.length > 0)
      .toSorted(byUrgency),
    unknownSubnets: rows.filter((fn) => !isZoneKnown(fn, networkOf(fn))).length,
    unknownStates: rows.filter(({ stateUnknown }) => stateUnknown).length,
    observedAt: observed.length > 0 ? new Date(Math.min(...observed)).toISOString() : null,
    missing,
  };
}

function isZoneKnown(fn: Parameters<typeof zonesOf>[0], network: Parameters<typeof zonesOf>[1] | undefined): boolean {
  return network !== undefined && zonesOf(fn, network) !== null;
}

const urgency = { state: 0, singleAz: 1, bandwidth: 2 } as const;

/** Functions that cannot run come first, then those that one zone can take down. */
function byUrgency(a: VpcFunction, b: VpcFunction): number {
  const rank = ({ issues }: VpcFunction) => Math.min(...issues.map(({ kind }) => urgency[kind]));
  return rank(a) - rank(b) || b.issues.length - a.issues.length || a.name.localeCompare(b.name);
}

import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listNeedSigns, listPrivateActions } from "#lib/db/sql/network/need-signs.ts";
import { listStratumRows } from "#lib/db/sql/network/strata.ts";
import {
  countFunctions,
  listOutside,
  listVpcFunctions,
  type VpcFunctionRow,
} from "#lib/db/sql/network/vpc-functions.ts";
import { networkPricesOf } from "#lib/domain/cost/network-prices.ts";
import type { VpcStance } from "#lib/domain/network/vpc-stance.ts";
import type {
  EndpointDefaults,
  FunctionIssue,
  NatGatewayView,
  NetworkView,
  OutsideView,
  VpcFunction,
} from "#lib/domain/views/network.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import { listMissingSources } from "#lib/server/queries/period/missing-sources.ts";
import { readNetworkSettings } from "#lib/services/settings/network-settings.ts";
import { listVpcMoves } from "./list-moves.ts";
import { natTotalOf } from "./list-nat-gateways.ts";
import { needsOf } from "./list-needs.ts";
import { issuesOf, vpcsOf, zonesOf } from "./list-vpcs.ts";
import { placeKey } from "./read-network.ts";
import { readNetworkTables } from "./read-tables.ts";
import { startPenalty } from "./start-penalty.ts";

/** Rows of one list that a page bears; what is beyond them is counted, and in the exports. */
const mostShown = { subnets: 200, gateways: 100, vpcs: 200, issues: 500, outside: 200 } as const;

/** Who looks at the page, and when. */
export interface NetworkViewer {
  readonly withCost: boolean;
  readonly now: Date;
}

/** Everything the page of networks shows. */
export async function getNetwork(scope: FleetScope, { withCost, now }: NetworkViewer): Promise<NetworkView> {
  const { pool } = sharedDatabase();
  const [functions, allRows, strata, moves, signs, missing, { vpcStance }] = await Promise.all([
    countFunctions(pool, scope),
    listVpcFunctions(pool, scope),
    listStratumRows(pool, scope),
    listVpcMoves(scope, now),
    listNeedSigns(pool, scope),
    listMissingSources(scope, ["functions", "network", "detail", "starts"]),
    readNetworkSettings(pool),
  ]);
  const roleArns = [...new Set(signs.flatMap(({ roleArn }) => roleArn ?? []))];
  const [tables, roleActions] = await Promise.all([
    readNetworkTables(scope, allRows, { withCost, now }),
    listPrivateActions(pool, roleArns),
  ]);
  const { networks, subnets, gateways, observedAt } = tables;
  const rows = allRows.filter(tables.isChosen);
  const networkOf = (fn: VpcFunctionRow) => networks.get(placeKey(fn.accountId, fn.region));
  const judged = rows.map((fn) => issuesOf(fn, networkOf(fn)));
  const issues = judged.filter((fn) => isToLookAt(fn, vpcStance)).toSorted(byUrgency);
  const vpcs = vpcsOf(rows, networks, gateways).toSorted(byWeight);
  return {
    functions,
    vpcFunctions: rows.length,
    penalty: { ...startPenalty(strata), moves },
    subnets: subnets.slice(0, mostShown.subnets),
    subnetCount: subnets.length,
    tightSubnets: subnets.filter(({ tight }) => tight).length,
    vpcs: vpcs.slice(0, mostShown.vpcs),
    vpcCount: vpcs.length,
    natGateways: gateways.slice(0, mostShown.gateways),
    natCount: gateways.length,
    natTotal: withCost ? natTotalOf(gateways) : null,
    issues: issues.slice(0, mostShown.issues),
    functionsToLookAt: issues.length,
    issueCounts: countIssues(judged),
    stance: vpcStance,
    needs: needsOf(signs, networks, roleActions),
    outside: await outsideOf(scope, vpcStance, functions - rows.length),
    endpointDefaults: endpointDefaultsOf(gateways, withCost),
    unknownSubnets: rows.filter((fn) => !isZoneKnown(fn, networkOf(fn))).length,
    unknownStates: rows.filter(({ stateUnknown }) => stateUnknown).length,
    observedAt,
    missing,
  };
}

function isZoneKnown(fn: VpcFunctionRow, network: Parameters<typeof zonesOf>[1] | undefined): boolean {
  return network !== undefined && zonesOf(fn, network) !== null;
}

function countIssues(functions: readonly VpcFunction[]): NetworkView["issueCounts"] {
  const having = (kind: FunctionIssue["kind"]) =>
    functions.filter(({ issues }) => issues.some((issue) => issue.kind === kind)).length;
  return { state: having("state"), singleAz: having("singleAz"), bandwidth: having("bandwidth") };
}

/** Where functions belong in a VPC, being in one and what follows from that alone is nothing to look at. */
function isToLookAt({ issues }: VpcFunction, stance: VpcStance): boolean {
  return issues.some(({ kind }) => kind !== "bandwidth" || stance !== "required");
}

const urgency = { state: 0, singleAz: 1, bandwidth: 2 } as const;

/** Functions that cannot run come first, then those that one zone can take down. */
function byUrgency(a: VpcFunction, b: VpcFunction): number {
  const rank = ({ issues }: VpcFunction) => Math.min(...issues.map(({ kind }) => urgency[kind]));
  return rank(a) - rank(b) || b.issues.length - a.issues.length || a.name.localeCompare(b.name);
}

/** VPCs with a NAT gateway and without free endpoints first. */
function byWeight(a: NetworkView["vpcs"][number], b: NetworkView["vpcs"][number]): number {
  const weight = ({ natGateways, missingGateways }: NetworkView["vpcs"][number]) =>
    (natGateways.length > 0 ? 10 : 0) + (missingGateways?.length ?? 0);
  return (b.mostSavedUsd ?? 0) - (a.mostSavedUsd ?? 0) || weight(b) - weight(a) || b.functions - a.functions;
}

/** Functions outside, where the organisation wants them inside. */
async function outsideOf(scope: FleetScope, stance: VpcStance, count: number): Promise<OutsideView | null> {
  if (stance !== "required") return null;
  const { pool } = sharedDatabase();
  return { count, functions: count === 0 ? [] : await listOutside(pool, scope, mostShown.outside) };
}

/** The busiest gateway of a Region whose endpoints have a price, else the busiest of all. */
function endpointDefaultsOf(gateways: readonly NatGatewayView[], withCost: boolean): EndpointDefaults {
  const busiest = gateways.toSorted((a, b) => (b.traffic?.gbPerMonth ?? -1) - (a.traffic?.gbPerMonth ?? -1));
  const priced = busiest.find(({ region }) => (networkPricesOf(region)?.endpointAzHourUsd ?? null) !== null);
  const chosen = priced ?? busiest[0];
  const prices = withCost && chosen !== undefined ? networkPricesOf(chosen.region) : null;
  return {
    region: chosen?.region ?? null,
    gbPerMonth: chosen?.traffic?.gbPerMonth ?? null,
    natGbUsd: prices?.natGbUsd ?? null,
    endpointAzHourUsd: prices?.endpointAzHourUsd ?? null,
    endpointGbUsd: prices?.endpointGbUsd ?? null,
  };
}

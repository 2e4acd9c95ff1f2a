import type { ObservedNetwork, ObservedRouteTable } from "#lib/domain/fleet/observed-network.ts";

/** Services with a free gateway endpoint. Without it their traffic takes the NAT gateway, which bills each GB. */
export const gatewayServices = ["s3", "dynamodb"] as const;
export type GatewayService = (typeof gatewayServices)[number];

/** States of an endpoint that carries nothing (any more), though EC2 still describes it. */
const gone: ReadonlySet<string> = new Set(["deleting", "deleted", "rejected", "failed", "expired"]);

/** The route tables that subnets of one VPC use: their own, or the VPC's main one. */
export function routeTablesOf(
  vpcId: string,
  subnetIds: readonly string[],
  network: ObservedNetwork,
): ObservedRouteTable[] {
  const used = tablesOf(vpcId, subnetIds, network).filter((table) => table !== undefined);
  return [...new Set(used)];
}

/** The route table of each subnet; undefined where none that was read is its own. */
function tablesOf(vpcId: string, subnetIds: readonly string[], network: ObservedNetwork) {
  const ofVpc = network.routeTables.filter((table) => table.vpcId === vpcId);
  const main = ofVpc.find(({ isMain }) => isMain);
  return subnetIds.map((id) => ofVpc.find((table) => table.subnetIds.includes(id)) ?? main);
}

/**
 * Services whose gateway endpoint is missing from a route table that these subnets use. Empty: all are there. Null: not
 * known, since the route table of a subnet is not among those that were read (a VPC that another account shares).
 */
export function missingGateways(
  vpcId: string,
  subnetIds: readonly string[],
  network: ObservedNetwork,
): GatewayService[] | null {
  const tables = tablesOf(vpcId, subnetIds, network).filter((table) => table !== undefined);
  if (tables.length < subnetIds.length) return null;
  return gatewayServices.filter((service) => {
    const reached = new Set(
      network.endpoints
        .filter((one) => one.vpcId === vpcId && one.type === "Gateway" && one.serviceName.endsWith(`.${service}`))
        .filter(({ state }) => !gone.has(state.toLowerCase()))
        .flatMap(({ routeTableIds }) => routeTableIds),
    );
    return tables.some(({ routeTableId }) => !reached.has(routeTableId));
  });
}

/** NAT gateways that the subnets' default routes lead to. */
export function natGatewaysUsed(vpcId: string, subnetIds: readonly string[], network: ObservedNetwork): string[] {
  const targets = routeTablesOf(vpcId, subnetIds, network).flatMap(({ routes }) => routes.map(({ target }) => target));
  return [...new Set(targets.filter((target) => target.startsWith("nat-")))].toSorted();
}

/** NAT gateways that the routes of these subnets lead to, whatever their VPC. */
export function natGatewaysBehind(subnetIds: readonly string[], network: ObservedNetwork): string[] {
  const asked = new Set(subnetIds);
  const byVpc = Map.groupBy(
    network.subnets.filter(({ subnetId }) => asked.has(subnetId)),
    ({ vpcId }) => vpcId,
  );
  const found = [...byVpc].flatMap(([vpcId, subnets]) =>
    natGatewaysUsed(
      vpcId,
      subnets.map(({ subnetId }) => subnetId),
      network,
    ),
  );
  return [...new Set(found)].toSorted();
}

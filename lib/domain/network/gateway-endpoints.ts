import type { ObservedNetwork, ObservedRouteTable } from "#lib/domain/fleet/observed.ts";

/** Services with a free gateway endpoint. Without it their traffic takes the NAT gateway, which bills each GB. */
export const gatewayServices = ["s3", "dynamodb"] as const;
export type GatewayService = (typeof gatewayServices)[number];

/** The route tables that subnets of one VPC use: their own, or the VPC's main one. */
export function routeTablesOf(
  vpcId: string,
  subnetIds: readonly string[],
  network: ObservedNetwork,
): ObservedRouteTable[] {
  const ofVpc = network.routeTables.filter((table) => table.vpcId === vpcId);
  const main = ofVpc.find(({ isMain }) => isMain);
  const used = subnetIds.flatMap((id) => ofVpc.find((table) => table.subnetIds.includes(id)) ?? main ?? []);
  return [...new Set(used)];
}

/** Services whose gateway endpoint is missing from a route table that these subnets use. Empty: all are there. */
export function missingGateways(
  vpcId: string,
  subnetIds: readonly string[],
  network: ObservedNetwork,
): GatewayService[] {
  const tables = routeTablesOf(vpcId, subnetIds, network);
  return gatewayServices.filter((service) => {
    const reached = new Set(
      network.endpoints
        .filter((one) => one.vpcId === vpcId && one.type === "Gateway" && one.serviceName.endsWith(`.${service}`))
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

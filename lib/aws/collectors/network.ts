import type { ObservedNetwork } from "#lib/domain/fleet/observed-network.ts";
import { natGatewaysBehind } from "#lib/domain/network/gateway-endpoints.ts";
import type { InterfaceCounts } from "#lib/domain/network/interface-kind.ts";
import type { CollectContext, Collector } from "./collector.ts";
import { describeAll } from "./network/describe-all.ts";
import {
  type InterfacePlace,
  parseEndpoint,
  parseNatGateway,
  parseRouteTable,
  parseSecurityGroup,
  parseSubnet,
  placeOfInterface,
} from "./network/parse-network.ts";
import { readNatTraffic } from "./network/read-nat-traffic.ts";

/** Values of one filter at most, by EC2's rule. */
const filterValues = 200;

/** The network around the functions of an account-Region; nothing is asked where no function is in a VPC. */
export const network: Collector<"network"> = {
  source: "network",
  actions: [
    { action: "ec2:DescribeSubnets", why: "Availability Zones and addresses left in functions' subnets are shown" },
    { action: "ec2:DescribeRouteTables", why: "how functions reach the internet is shown" },
    { action: "ec2:DescribeNatGateways", why: "NAT gateways that functions pay for are shown" },
    { action: "ec2:DescribeVpcEndpoints", why: "missing endpoints are found" },
    { action: "ec2:DescribeSecurityGroups", why: "whom functions may reach in their VPC is shown" },
    {
      action: "ec2:DescribeNetworkInterfaces",
      why: "Lambda's interfaces, and others beside them, are counted by subnet",
    },
    { action: "cloudwatch:GetMetricData", why: "the traffic of NAT gateways is shown" },
  ],
  async *collect(context, { vpcIds, subnetIds, natTraffic: plan }) {
    const observed = vpcIds.length === 0 ? emptyNetwork : await readNetwork(context, [...new Set(vpcIds)]);
    const natTraffic = plan && (await readNatTraffic(context, natGatewaysBehind(subnetIds, observed), plan));
    const page = natTraffic === undefined ? { network: observed } : { network: observed, natTraffic };
    yield { page, nextCursor: null, progress: { done: 1, total: 1 } };
  },
};

const emptyNetwork: ObservedNetwork = {
  subnets: [],
  routeTables: [],
  natGateways: [],
  endpoints: [],
  securityGroups: [],
  lambdaInterfacesBySubnet: {},
  interfacesBySubnet: {},
};

async function readNetwork(context: CollectContext, vpcIds: readonly string[]): Promise<ObservedNetwork> {
  const groups = Array.from({ length: Math.ceil(vpcIds.length / filterValues) }, (_, index) =>
    vpcIds.slice(index * filterValues, (index + 1) * filterValues),
  );
  const parts: ObservedNetwork[] = [];
  for (const group of groups) parts.push(await readVpcs(context, group));
  return parts.reduce(joinNetworks, emptyNetwork);
}

async function readVpcs(context: CollectContext, vpcIds: readonly string[]): Promise<ObservedNetwork> {
  const Filters = [{ Name: "vpc-id", Values: [...vpcIds] }];
  const MaxResults = 1_000;
  const [subnets, routeTables, natGateways, endpoints, securityGroups, interfaces] = await Promise.all([
    describeAll(context, "DescribeSubnets", "Subnets", (ec2, NextToken, options) =>
      ec2.describeSubnets({ Filters, MaxResults, NextToken }, options),
    ),
    describeAll(context, "DescribeRouteTables", "RouteTables", (ec2, NextToken, options) =>
      ec2.describeRouteTables({ Filters, MaxResults: 100, NextToken }, options),
    ),
    describeAll(context, "DescribeNatGateways", "NatGateways", (ec2, NextToken, options) =>
      ec2.describeNatGateways({ Filter: Filters, MaxResults, NextToken }, options),
    ),
    describeAll(context, "DescribeVpcEndpoints", "VpcEndpoints", (ec2, NextToken, options) =>
      ec2.describeVpcEndpoints({ Filters, MaxResults, NextToken }, options),
    ),
    describeAll(context, "DescribeSecurityGroups", "SecurityGroups", (ec2, NextToken, options) =>
      ec2.describeSecurityGroups({ Filters, MaxResults, NextToken }, options),
    ),
    describeAll(context, "DescribeNetworkInterfaces", "NetworkInterfaces", (ec2, NextToken, options) =>
      ec2.describeNetworkInterfaces({ Filters, MaxResults, NextToken }, options),
    ),
  ]);
  const counts = countBySubnet(interfaces.map(placeOfInterface));
  return {
    subnets: subnets.map(parseSubnet),
    routeTables: routeTables.map(parseRouteTable),
    natGateways: natGateways.map(parseNatGateway),
    endpoints: endpoints.map(parseEndpoint),
    securityGroups: securityGroups.map(parseSecurityGroup),
    lambdaInterfacesBySubnet: Object.fromEntries(
      Object.entries(counts).flatMap(([subnetId, { lambda = 0 }]) => (lambda > 0 ? [[subnetId, lambda]] : [])),
    ),
    interfacesBySubnet: counts,
  };
}

type Counts = Readonly<Record<string, InterfaceCounts>>;

function countBySubnet(places: readonly InterfacePlace[]): Counts {
  const bySubnet = Map.groupBy(places, ({ subnetId }) => subnetId);
  const counted = [...bySubnet].map(([subnetId, list]): [string, InterfaceCounts] => {
    const kinds = [...Map.groupBy(list, ({ kind }) => kind)].map(([kind, { length }]) => [kind, length] as const);
    return [subnetId, Object.fromEntries(kinds.toSorted())];
  });
  return Object.fromEntries(counted.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function joinNetworks(one: ObservedNetwork, other: ObservedNetwork): ObservedNetwork {
  return {
    subnets: [...one.subnets, ...other.subnets],
    routeTables: [...one.routeTables, ...other.routeTables],
    natGateways: [...one.natGateways, ...other.natGateways],
    endpoints: [...one.endpoints, ...other.endpoints],
    securityGroups: [...one.securityGroups, ...other.securityGroups],
    lambdaInterfacesBySubnet: { ...one.lambdaInterfacesBySubnet, ...other.lambdaInterfacesBySubnet },
    interfacesBySubnet: { ...one.interfacesBySubnet, ...other.interfacesBySubnet },
  };
}

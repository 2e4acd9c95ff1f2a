import type { ObservedNetwork } from "#lib/domain/fleet/observed.ts";
import type { CollectContext, Collector } from "./collector.ts";
import { describeAll } from "./network/describe-all.ts";
import {
  parseEndpoint,
  parseNatGateway,
  parseRouteTable,
  parseSecurityGroup,
  parseSubnet,
  subnetOfInterface,
} from "./network/parse-network.ts";

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
    { action: "ec2:DescribeSecurityGroups", why: "security groups are shown by name" },
    { action: "ec2:DescribeNetworkInterfaces", why: "Lambda's interfaces are counted by subnet" },
  ],
  async *collect(context, { vpcIds }) {
    const observed = vpcIds.length === 0 ? emptyNetwork : await readNetwork(context, [...new Set(vpcIds)]);
    yield { page: { network: observed }, nextCursor: null, progress: { done: 1, total: 1 } };
  },
};

const emptyNetwork: ObservedNetwork = {
  subnets: [],
  routeTables: [],
  natGateways: [],
  endpoints: [],
  securityGroups: [],
  lambdaInterfacesBySubnet: {},
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
      ec2.describeNetworkInterfaces(
        { Filters: [...Filters, { Name: "interface-type", Values: ["lambda"] }], MaxResults, NextToken },
        options,
      ),
    ),
  ]);
  return {
    subnets: subnets.map(parseSubnet),
    routeTables: routeTables.map(parseRouteTable),
    natGateways: natGateways.map(parseNatGateway),
    endpoints: endpoints.map(parseEndpoint),
    securityGroups: securityGroups.map(parseSecurityGroup),
    lambdaInterfacesBySubnet: countBy(interfaces.map(subnetOfInterface)),
  };
}

function countBy(subnetIds: readonly (string | null)[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const subnetId of subnetIds) if (subnetId !== null) counts.set(subnetId, (counts.get(subnetId) ?? 0) + 1);
  return Object.fromEntries([...counts].sort());
}

function joinNetworks(one: ObservedNetwork, other: ObservedNetwork): ObservedNetwork {
  return {
    subnets: [...one.subnets, ...other.subnets],
    routeTables: [...one.routeTables, ...other.routeTables],
    natGateways: [...one.natGateways, ...other.natGateways],
    endpoints: [...one.endpoints, ...other.endpoints],
    securityGroups: [...one.securityGroups, ...other.securityGroups],
    lambdaInterfacesBySubnet: { ...one.lambdaInterfacesBySubnet, ...other.lambdaInterfacesBySubnet },
  };
}

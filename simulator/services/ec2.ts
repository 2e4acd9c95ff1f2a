import type {
  DescribeNatGatewaysRequest,
  DescribeNatGatewaysResult,
  DescribeNetworkInterfacesRequest,
  DescribeNetworkInterfacesResult,
  DescribeRegionsRequest,
  DescribeRegionsResult,
  DescribeRouteTablesRequest,
  DescribeRouteTablesResult,
  DescribeSecurityGroupsRequest,
  DescribeSecurityGroupsResult,
  DescribeSubnetsRequest,
  DescribeSubnetsResult,
  DescribeVpcEndpointsRequest,
  DescribeVpcEndpointsResult,
  DescribeVpcsRequest,
  DescribeVpcsResult,
  Filter,
} from "@aws-sdk/client-ec2";
import type { FleetNetwork } from "#simulator/fleet/types.ts";
import { AwsError } from "#simulator/wire/aws-error.ts";
import { applyFilters, type FilterFields } from "./ec2-filters.ts";
import { pageOf } from "./paging.ts";
import type { Operation, ServiceCall, ServiceOperations } from "./service.ts";

const MAX_PAGE = 1_000;

interface Asked {
  NextToken?: string | undefined;
  MaxResults?: number | undefined;
  ids: readonly string[] | undefined;
  filters: readonly Filter[] | undefined;
}

/** A kind of resource: how its list, identity and filters are read, and which error an unknown id gets. */
interface Kind<Resource> {
  readonly list: (network: FleetNetwork) => readonly Resource[];
  readonly id: (resource: Resource) => string | undefined;
  readonly notFound: string;
  readonly fields: FilterFields<Resource>;
}

type Tagged = { Tags?: { Key?: string | undefined; Value?: string | undefined }[] | undefined };

function describe<Resource extends Tagged>(call: ServiceCall, kind: Kind<Resource>, asked: Asked) {
  const all = kind.list(call.cell.network(call.now));
  const known = new Set(all.map(kind.id));
  const missing = asked.ids?.find((id) => !known.has(id));
  if (missing !== undefined) {
    throw new AwsError(kind.notFound, `The ID '${missing}' does not exist`);
  }
  const wanted = asked.ids === undefined ? all : all.filter((resource) => asked.ids?.includes(kind.id(resource) ?? ""));
  return pageOf(call, applyFilters(wanted, asked.filters, kind.fields), {
    token: asked.NextToken,
    limit: asked.MaxResults,
    size: MAX_PAGE,
    invalidToken: "InvalidPaginationToken",
  });
}

const describeRegions: Operation<DescribeRegionsRequest, DescribeRegionsResult> = (input, call) => {
  const names = input.RegionNames;
  const regions = call.fleet.regions
    .filter((region) => (input.AllRegions || region.enabled) && (names === undefined || names.includes(region.name)))
    .map((region) => ({
      RegionName: region.name,
      Endpoint: `ec2.${region.name}.amazonaws.com`,
      OptInStatus: region.optInStatus,
    }));
  return { Regions: regions };
};

const describeVpcs: Operation<DescribeVpcsRequest, DescribeVpcsResult> = (input, call) => {
  const kind: Kind<FleetNetwork["vpcs"][number]> = {
    list: (network) => network.vpcs,
    id: (vpc) => vpc.VpcId,
    notFound: "InvalidVpcID.NotFound",
    fields: { "vpc-id": (vpc) => [vpc.VpcId], state: (vpc) => [vpc.State] },
  };
  const { items, next } = describe(call, kind, { ...input, ids: input.VpcIds, filters: input.Filters });
  return { Vpcs: items, NextToken: next };
};

const describeSubnets: Operation<DescribeSubnetsRequest, DescribeSubnetsResult> = (input, call) => {
  const kind: Kind<FleetNetwork["subnets"][number]> = {
    list: (network) => network.subnets,
    id: (subnet) => subnet.SubnetId,
    notFound: "InvalidSubnetID.NotFound",
    fields: {
      "subnet-id": (subnet) => [subnet.SubnetId],
      "vpc-id": (subnet) => [subnet.VpcId],
      "availability-zone": (subnet) => [subnet.AvailabilityZone],
      state: (subnet) => [subnet.State],
    },
  };
  const { items, next } = describe(call, kind, { ...input, ids: input.SubnetIds, filters: input.Filters });
  return { Subnets: items, NextToken: next };
};

const describeRouteTables: Operation<DescribeRouteTablesRequest, DescribeRouteTablesResult> = (input, call) => {
  const kind: Kind<FleetNetwork["routeTables"][number]> = {
    list: (network) => network.routeTables,
    id: (table) => table.RouteTableId,
    notFound: "InvalidRouteTableID.NotFound",
    fields: {
      "route-table-id": (table) => [table.RouteTableId],
      "vpc-id": (table) => [table.VpcId],
      "association.subnet-id": (table) => (table.Associations ?? []).map((association) => association.SubnetId),
    },
  };
  const { items, next } = describe(call, kind, { ...input, ids: input.RouteTableIds, filters: input.Filters });
  return { RouteTables: items, NextToken: next };
};

const describeNatGateways: Operation<DescribeNatGatewaysRequest, DescribeNatGatewaysResult> = (input, call) => {
  const kind: Kind<FleetNetwork["natGateways"][number]> = {
    list: (network) => network.natGateways,
    id: (gateway) => gateway.NatGatewayId,
    notFound: "NatGatewayNotFound",
    fields: {
      "nat-gateway-id": (gateway) => [gateway.NatGatewayId],
      "vpc-id": (gateway) => [gateway.VpcId],
      "subnet-id": (gateway) => [gateway.SubnetId],
      state: (gateway) => [gateway.State],
    },
  };
  const { items, next } = describe(call, kind, { ...input, ids: input.NatGatewayIds, filters: input.Filter });
  return { NatGateways: items, NextToken: next };
};

const describeVpcEndpoints: Operation<DescribeVpcEndpointsRequest, DescribeVpcEndpointsResult> = (input, call) => {
  const kind: Kind<FleetNetwork["vpcEndpoints"][number]> = {
    list: (network) => network.vpcEndpoints,
    id: (endpoint) => endpoint.VpcEndpointId,
    notFound: "InvalidVpcEndpointId.NotFound",
    fields: {
      "vpc-endpoint-id": (endpoint) => [endpoint.VpcEndpointId],
      "vpc-id": (endpoint) => [endpoint.VpcId],
      "service-name": (endpoint) => [endpoint.ServiceName],
      "vpc-endpoint-type": (endpoint) => [endpoint.VpcEndpointType],
    },
  };
  const { items, next } = describe(call, kind, { ...input, ids: input.VpcEndpointIds, filters: input.Filters });
  return { VpcEndpoints: items, NextToken: next };
};

const describeSecurityGroups: Operation<DescribeSecurityGroupsRequest, DescribeSecurityGroupsResult> = (
  input,
  call,
) => {
  const kind: Kind<FleetNetwork["securityGroups"][number]> = {
    list: (network) => network.securityGroups,
    id: (group) => group.GroupId,
    notFound: "InvalidGroup.NotFound",
    fields: {
      "group-id": (group) => [group.GroupId],
      "group-name": (group) => [group.GroupName],
      "vpc-id": (group) => [group.VpcId],
    },
  };
  const { items, next } = describe(call, kind, { ...input, ids: input.GroupIds, filters: input.Filters });
  return { SecurityGroups: items, NextToken: next };
};

const describeNetworkInterfaces: Operation<DescribeNetworkInterfacesRequest, DescribeNetworkInterfacesResult> = (
  input,
  call,
) => {
  const kind: Kind<FleetNetwork["networkInterfaces"][number] & Tagged> = {
    list: (network) => network.networkInterfaces,
    id: (eni) => eni.NetworkInterfaceId,
    notFound: "InvalidNetworkInterfaceID.NotFound",
    fields: {
      "network-interface-id": (eni) => [eni.NetworkInterfaceId],
      "interface-type": (eni) => [eni.InterfaceType],
      "subnet-id": (eni) => [eni.SubnetId],
      "vpc-id": (eni) => [eni.VpcId],
      "group-id": (eni) => (eni.Groups ?? []).map((group) => group.GroupId),
      status: (eni) => [eni.Status],
      description: (eni) => [eni.Description],
    },
  };
  const { items, next } = describe(call, kind, { ...input, ids: input.NetworkInterfaceIds, filters: input.Filters });
  return { NetworkInterfaces: items, NextToken: next };
};

export const ec2 = {
  DescribeRegions: describeRegions,
  DescribeVpcs: describeVpcs,
  DescribeSubnets: describeSubnets,
  DescribeRouteTables: describeRouteTables,
  DescribeNatGateways: describeNatGateways,
  DescribeVpcEndpoints: describeVpcEndpoints,
  DescribeSecurityGroups: describeSecurityGroups,
  DescribeNetworkInterfaces: describeNetworkInterfaces,
} satisfies ServiceOperations;

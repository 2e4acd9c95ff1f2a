import type { NatGateway, RouteTable, Subnet, VpcEndpoint } from "@aws-sdk/client-ec2";
import { at, between, chance, hex } from "#simulator/fleet/random.ts";
import type { CellShape, FleetShape } from "#simulator/fleet/shape/shape.ts";
import type { FleetNetwork } from "#simulator/fleet/types.ts";
import { networkInterfaces } from "./network-interfaces.ts";
import { securityGroups } from "./security-groups.ts";
import { cellSubnets, type SubnetPlan, vpcId } from "./subnets.ts";

type VpcName = SubnetPlan["vpc"];
const vpcNames = ["app", "legacy"] as const;
const day = 86_400_000;

function named(name: string) {
  return [{ Key: "Name", Value: name }];
}

/** Free addresses; the tight subnet loses about two a day and ends at none. */
export function freeAddresses(shape: FleetShape, cell: CellShape, subnet: SubnetPlan, at: Date): number {
  const size = 2 ** (32 - Number(subnet.cidr.split("/")[1])) - 5;
  if (subnet.label !== "tight-a")
    return size - between(cell.key, `used ${subnet.label}`, 8, Math.min(90, Math.floor(size / 2)));
  const days = (at.getTime() - shape.today) / day;
  return Math.max(0, Math.min(size, Math.floor(5 - 1.7 * days)));
}

function subnets(shape: FleetShape, cell: CellShape, at: Date): Subnet[] {
  return cellSubnets(cell).map((subnet) => ({
    SubnetId: subnet.id,
    SubnetArn: `arn:aws:ec2:${cell.region}:${cell.account.id}:subnet/${subnet.id}`,
    VpcId: vpcId(cell, subnet.vpc),
    AvailabilityZone: subnet.zone,
    AvailabilityZoneId: `${cell.region.replace(/[^a-z0-9]/g, "").slice(0, 4)}-az${subnet.zone.charCodeAt(subnet.zone.length - 1) - 96}`,
    CidrBlock: subnet.cidr,
    AvailableIpAddressCount: freeAddresses(shape, cell, subnet, at),
    State: "available",
    DefaultForAz: false,
    MapPublicIpOnLaunch: subnet.public,
    OwnerId: cell.account.id,
    Ipv6CidrBlockAssociationSet: [],
    Tags: named(`${subnet.vpc}-${subnet.label}`),
  }));
}

export function natId(cell: CellShape, vpc: VpcName): string {
  return `nat-0${hex(cell.key, `nat ${vpc}`, 16)}`;
}

function natGateways(shape: FleetShape, cell: CellShape): NatGateway[] {
  return vpcNames.map((vpc) => ({
    NatGatewayId: natId(cell, vpc),
    VpcId: vpcId(cell, vpc),
    SubnetId: cellSubnets(cell).find((subnet) => subnet.vpc === vpc && subnet.public)?.id ?? "",
    State: "available",
    ConnectivityType: "public",
    CreateTime: new Date(shape.today - between(cell.key, `nat age ${vpc}`, 200, 900) * day),
    NatGatewayAddresses: [
      {
        AllocationId: `eipalloc-0${hex(cell.key, `address ${vpc}`, 16)}`,
        PublicIp: `203.0.113.${between(cell.key, `ip ${vpc}`, 1, 254)}`,
        IsPrimary: true,
      },
    ],
    Tags: named(`${vpc}-nat`),
  }));
}

function hasS3Endpoint(cell: CellShape, vpc: VpcName): boolean {
  return vpc === "app" && chance(cell.key, "s3 endpoint", 0.7);
}

function endpointId(cell: CellShape, vpc: VpcName, service: string): string {
  return `vpce-0${hex(cell.key, `endpoint ${vpc} ${service}`, 16)}`;
}

function routeTableId(cell: CellShape, vpc: VpcName, kind: string): string {
  return `rtb-0${hex(cell.key, `routes ${vpc} ${kind}`, 16)}`;
}

function routeTables(cell: CellShape): RouteTable[] {
  return vpcNames.flatMap((vpc) =>
    (["private", "public"] as const).map((kind) => {
      const members = cellSubnets(cell).filter((subnet) => subnet.vpc === vpc && subnet.public === (kind === "public"));
      const out =
        kind === "public"
          ? { GatewayId: `igw-0${hex(cell.key, `igw ${vpc}`, 16)}` }
          : { NatGatewayId: natId(cell, vpc) };
      const RouteTableId = routeTableId(cell, vpc, kind);
      return {
        RouteTableId,
        VpcId: vpcId(cell, vpc),
        OwnerId: cell.account.id,
        Associations: members.map(({ id, label }) => ({
          RouteTableAssociationId: `rtbassoc-0${hex(cell.key, `association ${label}`, 16)}`,
          RouteTableId,
          SubnetId: id,
          Main: false,
          AssociationState: { State: "associated" as const },
        })),
        Routes: [
          {
            DestinationCidrBlock: vpc === "app" ? "10.20.0.0/16" : "172.28.0.0/16",
            GatewayId: "local",
            Origin: "CreateRouteTable" as const,
            State: "active" as const,
          },
          { DestinationCidrBlock: "0.0.0.0/0", ...out, Origin: "CreateRoute" as const, State: "active" as const },
          ...(kind === "private" && hasS3Endpoint(cell, vpc)
            ? [
                {
                  DestinationPrefixListId: `pl-${hex(cell.key, "prefix list", 8)}`,
                  GatewayId: endpointId(cell, vpc, "s3"),
                  Origin: "CreateRoute" as const,
                  State: "active" as const,
                },
              ]
            : []),
        ],
        Tags: named(`${vpc}-${kind}`),
      };
    }),
  );
}

function vpcEndpoints(cell: CellShape): VpcEndpoint[] {
  const gateways = vpcNames
    .filter((vpc) => hasS3Endpoint(cell, vpc))
    .map((vpc) => ({
      VpcEndpointId: endpointId(cell, vpc, "s3"),
      VpcEndpointType: "Gateway" as const,
      VpcId: vpcId(cell, vpc),
      ServiceName: `com.amazonaws.${cell.region}.s3`,
      State: "Available" as const,
      RouteTableIds: [routeTableId(cell, vpc, "private")],
      SubnetIds: [],
    }));
  const interfaces = chance(cell.key, "interface endpoint", 0.5)
    ? [
        {
          VpcEndpointId: endpointId(cell, "app", "secretsmanager"),
          VpcEndpointType: "Interface" as const,
          VpcId: vpcId(cell, "app"),
          ServiceName: `com.amazonaws.${cell.region}.secretsmanager`,
          State: "Available" as const,
          RouteTableIds: [],
          SubnetIds: cellSubnets(cell)
            .slice(0, 2)
            .map(({ id }) => id),
        },
      ]
    : [];
  return [...gateways, ...interfaces];
}

/** The network of an account-Region as EC2 shows it at a moment. */
export function createNetwork(shape: FleetShape, cell: CellShape, moment: Date): FleetNetwork {
  if (cell.count === 0)
    return {
      vpcs: [],
      subnets: [],
      routeTables: [],
      natGateways: [],
      vpcEndpoints: [],
      securityGroups: [],
      networkInterfaces: [],
    };
  return {
    vpcs: vpcNames.map((vpc, index) => ({
      VpcId: vpcId(cell, vpc),
      CidrBlock: at(["10.20.0.0/16", "172.28.0.0/16"], index),
      State: "available",
      IsDefault: false,
      OwnerId: cell.account.id,
      Tags: named(vpc),
    })),
    subnets: subnets(shape, cell, moment),
    routeTables: routeTables(cell),
    natGateways: natGateways(shape, cell),
    vpcEndpoints: vpcEndpoints(cell),
    securityGroups: securityGroups(cell),
    networkInterfaces: networkInterfaces(shape, cell),
  };
}

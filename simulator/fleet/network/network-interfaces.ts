import type { NetworkInterface } from "@aws-sdk/client-ec2";
import { configurationVpc } from "#simulator/fleet/network/interfaces.ts";
import { between, hex } from "#simulator/fleet/random.ts";
import type { CellShape, FleetShape } from "#simulator/fleet/shape/shape.ts";
import { databaseClients } from "./security-groups.ts";
import { cellSubnets, type SubnetPlan, securityGroupId, vpcId } from "./subnets.ts";

type VpcName = SubnetPlan["vpc"];

/** Lambda's interfaces, and what else stands in the VPCs: a database in each, an instance in the application's. */
export function networkInterfaces(shape: FleetShape, cell: CellShape): NetworkInterface[] {
  return [...lambdaInterfaces(shape, cell), ...otherInterfaces(cell)];
}

function lambdaInterfaces(shape: FleetShape, cell: CellShape): NetworkInterface[] {
  return configurationVpc(shape, cell).map(({ subnetId, groupId, zone, vpc }, index) => ({
    NetworkInterfaceId: `eni-0${hex(cell.key, `interface ${subnetId} ${groupId}`, 16)}`,
    InterfaceType: "lambda",
    Status: "in-use",
    RequesterManaged: true,
    RequesterId: `AROAEXAMPLE:${cell.account.id}`,
    Description: `AWS Lambda VPC ENI-${hex(cell.key, `eni ${index}`, 12)}`,
    SubnetId: subnetId,
    VpcId: vpc,
    AvailabilityZone: zone,
    OwnerId: cell.account.id,
    Groups: [
      {
        GroupId: groupId,
        GroupName: groupId === securityGroupId(cell, "app", "functions") ? "functions" : databaseClients,
      },
    ],
    PrivateIpAddress: `10.20.${index % 200}.${between(cell.key, `private ${index}`, 5, 250)}`,
    TagSet: [],
  }));
}

/** What stands in a subnet beside functions. */
export const neighbours = [
  { vpc: "app", subnet: "private-a", kind: "rds", description: "RDSNetworkInterface", requester: "amazon-rds" },
  { vpc: "legacy", subnet: "legacy-a", kind: "rds", description: "RDSNetworkInterface", requester: "amazon-rds" },
  { vpc: "app", subnet: "private-b", kind: "instance", description: "", requester: null },
] as const satisfies readonly { vpc: VpcName; subnet: string; kind: string; [more: string]: string | null }[];

function otherInterfaces(cell: CellShape): NetworkInterface[] {
  return neighbours.flatMap(({ vpc, subnet, kind, description, requester }, index) => {
    const place = cellSubnets(cell).find(({ label }) => label === subnet);
    if (place === undefined) return [];
    return [
      {
        NetworkInterfaceId: `eni-0${hex(cell.key, `neighbour ${index}`, 16)}`,
        InterfaceType: "interface" as const,
        Status: "in-use" as const,
        RequesterManaged: requester !== null,
        ...(requester === null ? {} : { RequesterId: requester }),
        Description: description,
        SubnetId: place.id,
        VpcId: vpcId(cell, vpc),
        AvailabilityZone: place.zone,
        OwnerId: cell.account.id,
        Groups: [
          {
            GroupId: securityGroupId(cell, vpc, kind === "rds" ? "database" : "functions"),
            GroupName: kind === "rds" ? "database" : "functions",
          },
        ],
        ...(kind === "instance"
          ? { Attachment: { InstanceId: `i-0${hex(cell.key, `instance ${index}`, 16)}`, Status: "attached" as const } }
          : {}),
        PrivateIpAddress: `10.20.250.${10 + index}`,
        TagSet: [],
      },
    ];
  });
}

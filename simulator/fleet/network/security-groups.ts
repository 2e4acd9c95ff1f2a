import type { IpPermission, SecurityGroup } from "@aws-sdk/client-ec2";
import type { CellShape } from "#simulator/fleet/shape/shape.ts";
import { type SubnetPlan, securityGroupId, vpcId } from "./subnets.ts";

type VpcName = SubnetPlan["vpc"];

const everywhere: IpPermission = {
  IpProtocol: "-1",
  IpRanges: [{ CidrIp: "0.0.0.0/0" }],
  Ipv6Ranges: [],
  PrefixListIds: [],
  UserIdGroupPairs: [],
};

/** The label of the group that functions with a database of their own stand in. */
export const databaseClients = "database-clients";

function group(cell: CellShape, vpc: VpcName, label: string, ingress: readonly IpPermission[] = []): SecurityGroup {
  return {
    GroupId: securityGroupId(cell, vpc, label),
    GroupName: label,
    Description: `${label} of ${vpc}`,
    VpcId: vpcId(cell, vpc),
    OwnerId: cell.account.id,
    IpPermissions: [...ingress],
    IpPermissionsEgress: [everywhere],
    Tags: [],
  };
}

/** Lets the clients of a VPC's database in, on PostgreSQL's port. */
function fromClients(cell: CellShape, vpc: VpcName): IpPermission {
  return {
    IpProtocol: "tcp",
    FromPort: 5432,
    ToPort: 5432,
    IpRanges: [],
    Ipv6Ranges: [],
    PrefixListIds: [],
    UserIdGroupPairs: [{ GroupId: securityGroupId(cell, vpc, databaseClients), UserId: cell.account.id }],
  };
}

/** The groups of an account-Region: functions, clients of a database, and the database, which lets its clients in. */
export function securityGroups(cell: CellShape): SecurityGroup[] {
  return (["app", "legacy"] as const).flatMap((vpc) => [
    group(cell, vpc, "functions"),
    group(cell, vpc, databaseClients),
    group(cell, vpc, "database", [fromClients(cell, vpc)]),
  ]);
}

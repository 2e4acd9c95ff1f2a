import { numberOrNull, recordOrNull, textOrNull, textsOf } from "#lib/aws/answer.ts";
import type {
  ObservedGroupRule,
  ObservedNatGateway,
  ObservedRouteTable,
  ObservedSecurityGroup,
  ObservedSubnet,
  ObservedVpcEndpoint,
} from "#lib/domain/fleet/observed-network.ts";
import { type InterfaceKind, interfaceKindOf } from "#lib/domain/network/interface-kind.ts";
import type { Described } from "./describe-all.ts";

type Fields = Readonly<Record<string, unknown>>;

export function parseSubnet({ fields, read }: Described): ObservedSubnet {
  return {
    subnetId: read.text(fields.SubnetId, "SubnetId"),
    vpcId: read.text(fields.VpcId, "VpcId"),
    availabilityZone: read.text(fields.AvailabilityZone, "AvailabilityZone"),
    availabilityZoneId: textOrNull(fields.AvailabilityZoneId),
    cidrBlock: textOrNull(fields.CidrBlock),
    availableIpAddressCount: numberOrNull(fields.AvailableIpAddressCount),
    name: nameTag(fields),
  };
}

export function parseRouteTable({ fields, read }: Described): ObservedRouteTable {
  const associations = recordsOf(fields.Associations);
  return {
    routeTableId: read.text(fields.RouteTableId, "RouteTableId"),
    vpcId: read.text(fields.VpcId, "VpcId"),
    isMain: associations.some((association) => association.Main === true),
    subnetIds: associations.map((association) => textOrNull(association.SubnetId)).filter((id) => id !== null),
    routes: recordsOf(fields.Routes).map((route) => ({
      destination: firstText(route, ["DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId"]),
      target: firstText(route, routeTargets),
      state: textOrNull(route.State),
    })),
  };
}

/** What a route may lead to; a route has one of them. Gateways include `local`, igw-… and gateway endpoints (vpce-…). */
const routeTargets = [
  "NatGatewayId",
  "TransitGatewayId",
  "VpcPeeringConnectionId",
  "EgressOnlyInternetGatewayId",
  "GatewayId",
  "LocalGatewayId",
  "CarrierGatewayId",
  "CoreNetworkArn",
  "NetworkInterfaceId",
  "InstanceId",
] as const;

export function parseNatGateway({ fields, read }: Described): ObservedNatGateway {
  return {
    natGatewayId: read.text(fields.NatGatewayId, "NatGatewayId"),
    vpcId: read.text(fields.VpcId, "VpcId"),
    subnetId: textOrNull(fields.SubnetId),
    state: textOrNull(fields.State) ?? "unknown",
  };
}

export function parseEndpoint({ fields, read }: Described): ObservedVpcEndpoint {
  return {
    endpointId: read.text(fields.VpcEndpointId, "VpcEndpointId"),
    vpcId: read.text(fields.VpcId, "VpcId"),
    type: textOrNull(fields.VpcEndpointType) ?? "Gateway",
    serviceName: textOrNull(fields.ServiceName) ?? "",
    state: textOrNull(fields.State) ?? "unknown",
    routeTableIds: textsOf(fields.RouteTableIds),
    subnetIds: textsOf(fields.SubnetIds),
  };
}

export function parseSecurityGroup({ fields, read }: Described): ObservedSecurityGroup {
  const ingress = recordsOf(fields.IpPermissions).map(parseGroupRule);
  return {
    securityGroupId: read.text(fields.GroupId, "GroupId"),
    vpcId: textOrNull(fields.VpcId) ?? "",
    name: textOrNull(fields.GroupName) ?? "",
    egress: recordsOf(fields.IpPermissionsEgress).map(parseGroupRule),
    ingressFromGroups: ingress.filter(({ groupIds }) => groupIds.length > 0),
  };
}

function parseGroupRule(rule: Fields): ObservedGroupRule {
  const texts = (list: unknown, name: string) =>
    recordsOf(list).flatMap((entry) => {
      const text = textOrNull(entry[name]);
      return text === null ? [] : [text];
    });
  return {
    protocol: textOrNull(rule.IpProtocol) ?? "-1",
    fromPort: numberOrNull(rule.FromPort),
    toPort: numberOrNull(rule.ToPort),
    cidrs: [...texts(rule.IpRanges, "CidrIp"), ...texts(rule.Ipv6Ranges, "CidrIpv6")],
    groupIds: texts(rule.UserIdGroupPairs, "GroupId"),
    prefixListIds: texts(rule.PrefixListIds, "PrefixListId"),
  };
}

/** Where an interface stands, and what stands behind it. */
export interface InterfacePlace {
  /** Empty where EC2 did not say. */
  readonly subnetId: string;
  readonly kind: InterfaceKind;
}

export function placeOfInterface({ fields }: Described): InterfacePlace {
  return {
    subnetId: textOrNull(fields.SubnetId) ?? "",
    kind: interfaceKindOf({
      type: textOrNull(fields.InterfaceType),
      description: textOrNull(fields.Description),
      requesterId: textOrNull(fields.RequesterId),
      onInstance: textOrNull(recordOrNull(fields.Attachment)?.InstanceId) !== null,
    }),
  };
}

function nameTag(fields: Fields): string | null {
  const tag = recordsOf(fields.Tags).find((candidate) => candidate.Key === "Name");
  return textOrNull(tag?.Value);
}

function firstText(record: Fields, names: readonly string[]): string {
  return names.map((name) => textOrNull(record[name])).find((text) => text !== null) ?? "";
}

function recordsOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(recordOrNull).filter((record) => record !== null) : [];
}

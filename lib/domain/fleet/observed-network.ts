/** What collectors observe of networks; as in ./observed.ts, nothing here holds a secret. */

export interface ObservedSubnet {
  readonly subnetId: string;
  readonly vpcId: string;
  readonly availabilityZone: string;
  readonly availabilityZoneId: string | null;
  readonly cidrBlock: string | null;
  readonly availableIpAddressCount: number | null;
  readonly name: string | null;
}

export interface ObservedRouteTable {
  readonly routeTableId: string;
  readonly vpcId: string;
  readonly isMain: boolean;
  readonly subnetIds: readonly string[];
  /** Destination and what it goes to (nat-…, igw-…, vpce-…, pcx-…, tgw-…, local). */
  readonly routes: readonly { readonly destination: string; readonly target: string; readonly state: string | null }[];
}

export interface ObservedNatGateway {
  readonly natGatewayId: string;
  readonly vpcId: string;
  readonly subnetId: string | null;
  readonly state: string;
}

export interface ObservedVpcEndpoint {
  readonly endpointId: string;
  readonly vpcId: string;
  /** Gateway, Interface, … */
  readonly type: string;
  readonly serviceName: string;
  readonly state: string;
  readonly routeTableIds: readonly string[];
  readonly subnetIds: readonly string[];
}

/** A rule of a security group, as far as it says whom traffic goes to or comes from. */
export interface ObservedGroupRule {
  /** tcp, udp, icmp or a number; "-1" for all. */
  readonly protocol: string;
  /** Null where the rule is for all ports. */
  readonly fromPort: number | null;
  readonly toPort: number | null;
  /** IPv4 and IPv6. */
  readonly cidrs: readonly string[];
  readonly groupIds: readonly string[];
  readonly prefixListIds: readonly string[];
}

export interface ObservedSecurityGroup {
  readonly securityGroupId: string;
  readonly vpcId: string;
  readonly name: string;
  /** What its members may send to. Absent where it was read before rules were. */
  readonly egress?: readonly ObservedGroupRule[];
  /** Of the rules that let traffic in, those that name other groups. Absent as `egress` is. */
  readonly ingressFromGroups?: readonly ObservedGroupRule[];
}

/** The network that the functions of one account-Region stand in. */
export interface ObservedNetwork {
  readonly subnets: readonly ObservedSubnet[];
  readonly routeTables: readonly ObservedRouteTable[];
  readonly natGateways: readonly ObservedNatGateway[];
  readonly endpoints: readonly ObservedVpcEndpoint[];
  readonly securityGroups: readonly ObservedSecurityGroup[];
  /** Lambda's network interfaces by subnet. */
  readonly lambdaInterfacesBySubnet: Readonly<Record<string, number>>;
  /** All network interfaces by subnet and kind (lib/domain/network/interface-kind.ts). Absent where they were not read. */
  readonly interfacesBySubnet?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

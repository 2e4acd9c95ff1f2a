import type { GatewayService } from "#lib/domain/network/gateway-endpoints.ts";
import type { Interval } from "#lib/domain/statistics/wilson-interval.ts";
import type { MissingSource } from "./missing-source.ts";

/** Functions alike in runtime, architecture, package, memory, size and SnapStart: in a VPC and not. */
export interface PenaltyStratum {
  readonly id: string;
  readonly label: string;
  readonly vpcInits: number;
  readonly otherInits: number;
  readonly vpcFunctions: number;
  readonly otherFunctions: number;
  /** Null where an arm has fewer than 20 inits. */
  readonly vpcMedianMs: number | null;
  readonly otherMedianMs: number | null;
  readonly differenceMs: number | null;
  readonly interval: Interval | null;
}

export interface StartPenalty {
  /** Strata with functions on both sides, those with an estimate first. */
  readonly strata: readonly PenaltyStratum[];
  readonly pooled: { readonly differenceMs: number; readonly interval: Interval; readonly strata: number } | null;
  /** Strata of VPC functions that have nothing to be compared with. */
  readonly unmatchedStrata: number;
}

export interface SubnetView {
  readonly subnetId: string;
  readonly name: string | null;
  readonly vpcId: string;
  readonly accountId: string;
  readonly region: string;
  readonly availabilityZone: string;
  readonly functions: number;
  /** Lambda's own network interfaces in it; null where they were not counted. */
  readonly interfaces: number | null;
  readonly available: number | null;
  /** Change a day; null when fewer than two days are known. */
  readonly perDay: number | null;
  readonly daysToZero: number | null;
  readonly tight: boolean;
  readonly daysKnown: number;
}

export interface VpcView {
  readonly vpcId: string;
  readonly accountId: string;
  readonly region: string;
  readonly functions: number;
  readonly subnets: number;
  readonly securityGroupSets: number;
  /** NAT gateways that the functions' routes lead to. */
  readonly natGateways: readonly string[];
  readonly missingGateways: readonly GatewayService[];
}

/** A function in a VPC with something to look at. */
export interface VpcFunction {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly vpcId: string;
  readonly memoryMb: number | null;
  readonly issues: readonly { readonly kind: "state" | "singleAz" | "bandwidth"; readonly text: string }[];
}

export interface NetworkView {
  /** Functions in scope, and those of them in a VPC. */
  readonly functions: number;
  readonly vpcFunctions: number;
  readonly penalty: StartPenalty;
  readonly subnets: readonly SubnetView[];
  readonly vpcs: readonly VpcView[];
  readonly issues: readonly VpcFunction[];
  /** VPC functions whose subnets, or whose state, are not known. */
  readonly unknownSubnets: number;
  readonly unknownStates: number;
  /** ISO instant of the oldest reading of a network in scope; null when none was read. */
  readonly observedAt: string | null;
  readonly missing: readonly MissingSource[];
}

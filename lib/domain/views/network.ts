import type { Unknown } from "#lib/domain/fleet/fact.ts";
import type { GatewayService } from "#lib/domain/network/gateway-endpoints.ts";
import type { InterfaceKind } from "#lib/domain/network/interface-kind.ts";
import type { NatMethod } from "#lib/domain/network/nat-attribution.ts";
import type { NatCost } from "#lib/domain/network/nat-cost.ts";
import type { NatTrafficSum } from "#lib/domain/network/nat-traffic.ts";
import type { MoveDirection } from "#lib/domain/network/vpc-moves.ts";
import type { VpcNeed, VpcNeedVerdict } from "#lib/domain/network/vpc-need.ts";
import type { VpcStance } from "#lib/domain/network/vpc-stance.ts";
import type { Interval } from "#lib/domain/statistics/wilson-interval.ts";
import type { MissingSource } from "./missing-source.ts";

/** Functions alike in runtime, architecture, package, memory, size, layers and SnapStart: in a VPC and not. */
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
  /** 95 %; null where an arm has fewer than 20 inits, or how functions differ is not known. */
  readonly interval: Interval | null;
}

/** The penalty over all strata, with the functions and inits behind it. */
export interface PooledPenalty {
  readonly differenceMs: number;
  readonly interval: Interval;
  /** The smallest difference that would have been told from chance with 80 % power. */
  readonly detectableMs: number;
  readonly strata: number;
  readonly vpcFunctions: number;
  readonly vpcInits: number;
  readonly otherFunctions: number;
  readonly otherInits: number;
  /** Standard deviation of the penalty between strata beyond chance; 0 when chance explains all of it. */
  readonly betweenStrataMs: number;
}

/** A stratum of VPC functions that has nothing to be compared with. */
export interface OneSidedStratum {
  readonly label: string;
  readonly functions: number;
  readonly inits: number;
}

/** What a move did to a function's starts, next to functions that nothing was changed about. */
export interface VpcMoveEffect {
  readonly beforeMs: number;
  readonly afterMs: number;
  readonly beforeInits: number;
  readonly afterInits: number;
  /** How unchanged functions moved in the same days; null with fewer than three of them. */
  readonly driftMs: number | null;
  /** After − before, less that drift. */
  readonly effectMs: number;
  readonly interval: Interval;
  readonly controls: number;
  /** Whom it was compared with: its own stratum, or all of its runtime where that has too few. */
  readonly basis: "stratum" | "runtime" | "none";
}

/** A function that moved into or out of a VPC: a natural experiment. */
export interface VpcMove {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** ISO instant. */
  readonly at: string;
  readonly direction: MoveDirection;
  /** What else was changed with it or in the days around it: any of it may be the reason. */
  readonly confounders: readonly string[];
  /** Null where a side has fewer than 20 inits. */
  readonly effect: VpcMoveEffect | null;
  readonly beforeInits: number;
  readonly afterInits: number;
}

export interface StartPenalty {
  /** Strata with functions on both sides, those with an interval first, then those with a difference; at most 200. */
  readonly strata: readonly PenaltyStratum[];
  /** How many there are in all, and how many of them have fewer than 20 inits on a side. */
  readonly twoSidedStrata: number;
  readonly thinStrata: number;
  /** Null where too few functions could be compared. */
  readonly pooled: PooledPenalty | null;
  /** How many strata of VPC functions have nothing to be compared with, and the largest of them. */
  readonly unmatchedStrata: number;
  readonly unmatched: readonly OneSidedStratum[];
}

/** The penalty from both sides: functions next to others, and functions before and after they moved. */
export interface PenaltyView extends StartPenalty {
  /** The latest moves first. */
  readonly moves: readonly VpcMove[];
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
  /** Combinations of security groups that functions use in it: Lambda takes an address for each. */
  readonly combinations: number;
  /** Of these, as many as have no interface yet; null where interfaces were not counted. */
  readonly planned: number | null;
  /** Addresses left once those have one; null where either is not known. */
  readonly afterPlanned: number | null;
  /** Addresses left by UTC day, oldest first; null where a day was not read. */
  readonly series: readonly (number | null)[];
  /** Some of the functions that stand in it, by name. */
  readonly functionNames: readonly string[];
  /** What else has an address in it; null where it was not counted. */
  readonly neighbours: readonly { readonly kind: InterfaceKind; readonly count: number }[] | null;
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
  /** Null where route tables of its subnets are not known: then neither is all of `natGateways`. */
  readonly missingGateways: readonly GatewayService[] | null;
  /**
   * What the missing endpoints would save a month at most: all that these gateways process, and what of it is known to
   * cross zones. Null: not known, or not shown.
   */
  readonly mostSavedUsd: number | null;
}

/** A NAT gateway that functions' routes lead to. */
export interface NatGatewayView {
  readonly natGatewayId: string;
  readonly vpcId: string;
  readonly accountId: string;
  readonly region: string;
  readonly zone: string | null;
  /** As EC2 says; null where it is not among the gateways that were read. */
  readonly state: string | null;
  readonly functions: number;
  /** What the days that are known come to; null where none is. */
  readonly traffic: (NatTrafficSum & { readonly gbPerMonth: number }) | null;
  /** Why no traffic is known, or why the last reading told none. */
  readonly unknown: Unknown | null;
  /** Bytes processed by UTC day, oldest first; null is a gap. */
  readonly series: readonly (number | null)[];
  /** Null where money is not shown. */
  readonly cost: NatCost | null;
  readonly priceKnown: boolean;
  /** Part that is put down to functions of the chosen team; null where none is chosen, or nothing ran. */
  readonly teamShare: number | null;
  /** What it is put down to functions by: bytes, where Lambda Insights tells those of all that ran, else invocations. */
  readonly method: NatMethod;
  /** Functions behind it that ran, and those of them whose bytes are known. */
  readonly ran: number;
  readonly bytesKnown: number;
  /** Functions that most of it is put down to. */
  readonly top: readonly { readonly arn: string; readonly name: string; readonly share: number }[];
  /** Functions behind it whose invocations are not known. */
  readonly unknownUsers: number;
  /** Null where a zone is not known. */
  readonly otherZones: readonly string[] | null;
  readonly crossZoneShare: number | null;
  /** Interfaces of other things in subnets that lead to it; null where they were not counted. */
  readonly others: number | null;
}

/** Whether a function needs its VPC, with what speaks for it. */
export interface FunctionNeed {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly vpcId: string;
  readonly verdict: VpcNeedVerdict;
}

/** Verdicts over all functions in VPCs, and the functions of which some are shown. */
export interface NeedsView {
  readonly counts: Readonly<Record<VpcNeed, number>>;
  /** Those of which nothing was found first; as many as a page bears. */
  readonly functions: readonly FunctionNeed[];
}

/** Functions outside a VPC where the organisation wants them in one. */
export interface OutsideView {
  readonly count: number;
  readonly functions: readonly {
    readonly arn: string;
    readonly name: string;
    readonly accountId: string;
    readonly region: string;
  }[];
}

/** A function in a VPC with something to look at. */
export interface VpcFunction {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly vpcId: string;
  readonly memoryMb: number | null;
  readonly issues: readonly FunctionIssue[];
}

/** One thing to look at, and what to do about it. */
export interface FunctionIssue {
  readonly kind: "state" | "singleAz" | "bandwidth";
  readonly text: string;
  readonly remedy: string;
  /** ISO instant since when it has been seen so; null where that is not kept. */
  readonly since: string | null;
}

export interface NetworkView {
  /** Functions in scope, and those of them in a VPC. */
  readonly functions: number;
  readonly vpcFunctions: number;
  readonly penalty: PenaltyView;
  /** The tightest ones; `subnetCount` and `tightSubnets` count all. */
  readonly subnets: readonly SubnetView[];
  readonly subnetCount: number;
  readonly tightSubnets: number;
  readonly vpcs: readonly VpcView[];
  readonly vpcCount: number;
  /** The dearest ones; `natCount` counts all. */
  readonly natGateways: readonly NatGatewayView[];
  readonly natCount: number;
  /** All of them together; null where money is not shown. A part that is not known is in no sum. */
  readonly natTotal: NatTotal | null;
  /**
   * The most urgent ones; `functionsToLookAt` counts all, `issueCounts` those under the bandwidth ceiling, too, where the
   * stance has them be no matter.
   */
  readonly issues: readonly VpcFunction[];
  readonly functionsToLookAt: number;
  readonly issueCounts: Readonly<Record<FunctionIssue["kind"], number>>;
  readonly stance: VpcStance;
  readonly needs: NeedsView;
  /** Null unless the stance is that functions belong in a VPC. */
  readonly outside: OutsideView | null;
  /** Prices of the Region in which most NAT gateways stand and whose endpoints have a price, for the comparison. */
  readonly endpointDefaults: EndpointDefaults;
  /** VPC functions whose subnets, or whose state, are not known. */
  readonly unknownSubnets: number;
  readonly unknownStates: number;
  /** ISO instant of the oldest reading of a network in scope; null when none was read. */
  readonly observedAt: string | null;
  readonly missing: readonly MissingSource[];
}

export interface NatTotal {
  readonly usdPerMonth: number;
  /** Gateways whose price or traffic is not known: they are not in it. */
  readonly unknown: number;
}

/** What the comparison of an interface endpoint with a NAT gateway begins with. Null: not known. */
export interface EndpointDefaults {
  readonly region: string | null;
  readonly gbPerMonth: number | null;
  readonly natGbUsd: number | null;
  readonly endpointAzHourUsd: number | null;
  readonly endpointGbUsd: number | null;
}

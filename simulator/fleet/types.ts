import type { ScalableTarget, ScalingPolicy, ScheduledAction } from "@aws-sdk/client-application-auto-scaling";
import type { LogGroup, QueryStatistics, ResultField } from "@aws-sdk/client-cloudwatch-logs";
import type {
  NatGateway,
  NetworkInterface,
  RouteTable,
  SecurityGroup,
  Subnet,
  Vpc,
  VpcEndpoint,
} from "@aws-sdk/client-ec2";
import type { ManagedPolicyDetail, RoleDetail } from "@aws-sdk/client-iam";
import type {
  AccountLimit,
  AccountUsage,
  AliasConfiguration,
  CapacityProvider,
  CodeSigningConfig,
  EventSourceMappingConfiguration,
  FunctionCodeLocation,
  FunctionConfiguration,
  FunctionEventInvokeConfig,
  FunctionUrlConfig,
  LayersListItem,
  ProvisionedConcurrencyConfigListItem,
  RecursiveLoop,
} from "@aws-sdk/client-lambda";
import type { ResourceTagMapping } from "@aws-sdk/client-resource-groups-tagging-api";

/** What a fleet follows from: the same options give the same fleet, byte for byte, in any order of access. */
export interface FleetOptions {
  /** Any integer. */
  readonly seed: number;
  /** How many accounts, the management account included (1 to 1,000). */
  readonly accounts: number;
  /** Enabled Regions; the order is kept. */
  readonly regions: readonly string[];
  /** Functions in the whole fleet; spread unevenly over account-Regions. */
  readonly functions: number;
  /** The moment the fleet is seen at: stories, creation dates and deprecations are relative to it. Usage goes on after it. */
  readonly now: Date;
}

/** One account of the simulated organisation. */
export interface FleetAccount {
  /** 12 digits. */
  readonly id: string;
  /** As a person would name it: `payments-prod`. */
  readonly name: string;
  readonly email: string;
  readonly arn: string;
  /** True for the first account alone: the organisation's payer. */
  readonly management: boolean;
  readonly joinedAt: Date;
  /** IAM `Path` plus unique id prefix are derived from it; also names the account alias. */
  readonly index: number;
}

export interface FleetOrganization {
  readonly id: string;
  readonly arn: string;
  readonly rootId: string;
  readonly managementAccountId: string;
  readonly managementAccountEmail: string;
}

/** A Region as DescribeRegions (EC2, AllRegions) shows it. */
export interface FleetRegion {
  readonly name: string;
  readonly enabled: boolean;
  /** `opt-in-not-required`, `opted-in` or `not-opted-in`. */
  readonly optInStatus: string;
}

/** The seeded fleet. Nothing in it does I/O or reads a clock. */
export interface Fleet {
  readonly options: FleetOptions;
  readonly organization: FleetOrganization;
  readonly accounts: readonly FleetAccount[];
  /** Enabled Regions in order, then one that is not enabled. */
  readonly regions: readonly FleetRegion[];
  readonly functionCount: number;
  /** Null for an account the fleet does not have. */
  account(accountId: string): FleetAccount | null;
  /** Null for an account or an enabled Region that the fleet does not have. */
  cell(accountId: string, region: string): FleetCell | null;
  /** IAM of one account; null for an account the fleet does not have. */
  iam(accountId: string): FleetIam | null;
  /** By index over the whole fleet, 0 to functionCount - 1: cells in order of account, then Region. */
  functionAt(index: number): FleetFunction;
}

/** One account-Region. Lists are built on demand; a list's order never changes. */
export interface FleetCell {
  readonly accountId: string;
  readonly region: string;
  readonly functionCount: number;
  /** By position in this account-Region, 0 to functionCount - 1, in the order ListFunctions gives them. */
  functionAt(index: number): FleetFunction;
  findFunction(name: string): FleetFunction | null;
  accountSettings(): { AccountLimit: AccountLimit; AccountUsage: AccountUsage };
  /** All mappings of the account-Region, in a fixed order. */
  eventSourceMappings(): readonly EventSourceMappingConfiguration[];
  /** Queues that mappings, dead-letter configs and redrive policies name. */
  queues(): readonly FleetQueue[];
  findQueue(name: string): FleetQueue | null;
  logGroups(): readonly LogGroup[];
  findLogGroup(name: string): LogGroup | null;
  network(at: Date): FleetNetwork;
  /** What the tagging API's GetResources returns for `lambda:function` (functions with at least one tag, or that once had one). */
  taggedResources(): readonly ResourceTagMapping[];
  layers(): readonly LayersListItem[];
  codeSigningConfigs(): readonly CodeSigningConfig[];
  capacityProviders(): readonly CapacityProvider[];
  /** What Application Auto Scaling sets of provisioned concurrency. */
  scaling(): FleetScaling;
  /** Web functions, which no operation of Lambda's own API shows. */
  webFunctions(): readonly FleetWebFunction[];
  /** CloudTrail management events about functions, newest first, `start` inclusive, `end` exclusive. */
  trailEvents(query: TrailQuery): readonly FleetTrailEvent[];
}

/** Scalable targets of versions and aliases, with the schedules and policies that set them. */
export interface FleetScaling {
  readonly targets: readonly ScalableTarget[];
  readonly actions: readonly ScheduledAction[];
  readonly policies: readonly ScalingPolicy[];
}

/** A web function as ListWebFunctions shows it. */
export interface FleetWebFunction {
  readonly functionName: string;
  readonly functionArn: string;
  readonly state: string;
  readonly stateReason: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** One function with everything that Lambda's control plane says of it. Objects are made on each call. */
export interface FleetFunction {
  readonly index: number;
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  /** Unqualified. */
  readonly arn: string;
  /** Empty for a function without tags. */
  readonly tags: Readonly<Record<string, string>>;
  readonly reservedConcurrency: number | null;
  readonly recursiveLoop: RecursiveLoop;
  readonly codeSigningConfigArn: string | null;
  /** `Auto`, `FunctionUpdate` or `Manual`. */
  readonly updateRuntimeOn: "Auto" | "FunctionUpdate" | "Manual";
  /** `$LATEST`, as GetFunction's Configuration shows it. ListFunctions leaves out State*, LastUpdateStatus* and RuntimeVersionConfig: the service strips them. */
  configuration(): FunctionConfiguration;
  /** GetFunction's Code, with a signed URL for Zip. */
  code(): FunctionCodeLocation;
  /** Published versions, oldest first, without `$LATEST`; full configurations with qualified ARNs. */
  versions(): readonly FunctionConfiguration[];
  aliases(): readonly AliasConfiguration[];
  provisionedConcurrency(): readonly ProvisionedConcurrencyConfigListItem[];
  urls(): readonly FunctionUrlConfig[];
  /** Resource policy as JSON text with its RevisionId; null where there is none. A null qualifier means the unqualified function. */
  policy(qualifier: string | null): { Policy: string; RevisionId: string } | null;
  /** Of `$LATEST` and aliases that have one. */
  eventInvokeConfigs(): readonly FunctionEventInvokeConfig[];
  eventSourceMappings(): readonly EventSourceMappingConfiguration[];
}

export interface FleetQueue {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
  /** As GetQueueAttributes returns them with `All`; `RedrivePolicy` only where there is one. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** EC2's view of the functions' networks. */
export interface FleetNetwork {
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly routeTables: readonly RouteTable[];
  readonly natGateways: readonly NatGateway[];
  readonly vpcEndpoints: readonly VpcEndpoint[];
  readonly securityGroups: readonly SecurityGroup[];
  readonly networkInterfaces: readonly NetworkInterface[];
}

/** IAM of one account. Documents are URL-encoded (RFC 3986) as IAM sends them. */
export interface FleetIam {
  readonly accountId: string;
  /** Sorted by role name, without regard to case, as GetAccountAuthorizationDetails pages them. */
  roles(): readonly RoleDetail[];
  /** Customer-managed policies. */
  localPolicies(): readonly ManagedPolicyDetail[];
  /** AWS managed policies that are attached or used as a boundary in this account. */
  awsPolicies(): readonly ManagedPolicyDetail[];
}

export interface TrailQuery {
  readonly start: Date;
  readonly end: Date;
  /** LookupAttributes ResourceName: a function name or ARN. */
  readonly resourceName?: string;
  /** LookupAttributes EventName, for example `UpdateFunctionCode20150331v2`. */
  readonly eventName?: string;
}

/** One event as LookupEvents returns it. */
export interface FleetTrailEvent {
  readonly EventId: string;
  readonly EventName: string;
  readonly EventTime: Date;
  readonly EventSource: string;
  readonly Username: string;
  readonly ReadOnly: string;
  readonly Resources: readonly { ResourceType: string; ResourceName: string }[];
  readonly CloudTrailEvent: string;
}

/** One metric-statistic to compute; dimensions as CloudWatch names them. */
export interface MetricQuery {
  readonly accountId: string;
  readonly region: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** `Sum`, `Average`, `Minimum`, `Maximum`, `SampleCount`, `p50`, `p99.9`, … */
  readonly stat: string;
  /** A multiple of 60. */
  readonly periodSeconds: number;
  readonly start: Date;
  readonly end: Date;
}

/** Ascending; points without data are left out. */
export interface MetricSeries {
  readonly timestamps: Date[];
  readonly values: number[];
}

export interface FleetMetric {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { Name: string; Value: string }[];
}

export interface InsightsQuery {
  readonly accountId: string;
  readonly region: string;
  readonly logGroupNames: readonly string[];
  readonly queryString: string;
  /** Inclusive. */
  readonly start: Date;
  /** Exclusive. */
  readonly end: Date;
  /** StartQuery's own limit; a `limit` in the query wins. 10,000 when absent. */
  readonly limit?: number;
}

export interface InsightsResult {
  readonly results: ResultField[][];
  readonly statistics: Required<Pick<QueryStatistics, "recordsMatched" | "recordsScanned" | "bytesScanned">>;
}

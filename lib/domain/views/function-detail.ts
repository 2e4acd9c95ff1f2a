import type { Unknown, Unknowns } from "#lib/domain/fleet/fact.ts";
import type {
  EnvironmentVariable,
  Json,
  JsonObject,
  ObservedAlias,
  ObservedAsyncConfig,
  ObservedFunctionUrl,
  ObservedProvisionedConcurrency,
  ObservedRuntimeManagement,
  ObservedScaling,
  ObservedVersion,
} from "#lib/domain/fleet/observed.ts";
import type { StateTrouble } from "#lib/domain/network/state-reasons.ts";
import type { VpcNeedVerdict } from "#lib/domain/network/vpc-need.ts";
import type { VpcStance } from "#lib/domain/network/vpc-stance.ts";
import type { FeltStarts } from "#lib/domain/starts/felt-starts.ts";
import type { Rate } from "#lib/domain/statistics/rate.ts";
import type { Trigger } from "#lib/domain/triggers/trigger.ts";
import type { FunctionRow } from "#lib/domain/views/functions.ts";
import type { ChangeFieldView } from "./changes.ts";

/** One function as its page shows it, whatever the tab. Instants are ISO; a null that is unknown is named in `unknowns`. */
export interface FunctionThing {
  readonly id: number;
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly region: string;
  readonly teamName: string | null;
  readonly description: string;
  readonly runtime: string | null;
  readonly architecture: string;
  readonly memoryMb: number | null;
  readonly timeoutSeconds: number | null;
  readonly packageType: string;
  readonly codeBytes: number | null;
  readonly codeSha256: string | null;
  readonly roleArn: string | null;
  readonly lastModified: string;
  readonly firstSeen: string;
  readonly detailObservedAt: string | null;
  readonly deletedAt: string | null;
  readonly state: string | null;
  readonly stateReason: string | null;
  readonly lastUpdateStatus: string | null;
  readonly vpcId: string | null;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly environment: readonly EnvironmentVariable[] | null;
  readonly deadLetterTargetArn: string | null;
  readonly layerArns: readonly string[];
  readonly ephemeralStorageMb: number;
  readonly snapStart: string;
  readonly tracingMode: string;
  readonly logFormat: string;
  readonly systemLogLevel: string | null;
  readonly logGroupName: string;
  readonly managedInstances: boolean;
  readonly functionType: string;
  readonly tenancy: string | null;
  readonly capacityProviderArn: string | null;
  /** The provider that it runs on, as last listed; null where it runs on none, or none was listed. */
  readonly capacityProvider: { readonly state: string | null; readonly versions: number } | null;
  readonly runtimeManagement: ObservedRuntimeManagement | null;
  readonly scaling: readonly ObservedScaling[] | null;
  /** What ListFunctions and GetFunction sent, in AWS's names, without secrets. */
  readonly document: JsonObject;
  readonly tags: Readonly<Record<string, string>>;
  readonly reservedConcurrency: number | null;
  readonly recursiveLoop: string | null;
  readonly codeSigningConfigArn: string | null;
  readonly policies: Readonly<Record<string, Json>> | null;
  readonly urls: readonly ObservedFunctionUrl[] | null;
  readonly asyncConfigs: readonly ObservedAsyncConfig[] | null;
  readonly aliases: readonly ObservedAlias[] | null;
  readonly versions: readonly ObservedVersion[] | null;
  readonly provisionedConcurrency: readonly ObservedProvisionedConcurrency[] | null;
  readonly triggers: readonly Trigger[];
  readonly unknowns: Unknowns;
  /** Figures of the period; null for a function that is gone. */
  readonly row: FunctionRow | null;
}

/** How values are spread: percentiles within 2 %, and bars of a histogram. */
export interface SpreadView {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly buckets: readonly { readonly from: number; readonly to: number; readonly count: number }[];
}

/** How a function starts and fails in the period. */
export interface FunctionStartsView {
  readonly reports: number;
  /** Of the reports, events of Lambda Insights, and why its own log does not tell them. */
  readonly insightsReports: number;
  readonly insightsReasons: readonly string[];
  /** With an init, those of provisioned concurrency included. */
  readonly coldStarts: number;
  readonly restores: number;
  /** Null, as what ran out of memory, where Lambda Insights alone told of its starts. */
  readonly initFailures: number | null;
  /** Starts of all reports. */
  readonly rate: Rate;
  /** Null, as the next, where they were not told apart when the period was read. */
  readonly provisionedInits: number | null;
  /** Inits that were made again inside the invocation. */
  readonly suppressedInits: number | null;
  /** Of the starts, those that somebody waited for. */
  readonly felt: FeltStarts;
  readonly timeouts: number;
  readonly outOfMemory: number | null;
  readonly invocations: number | null;
  readonly coverage: number | null;
  /** Why reports are missing, or not all there. */
  readonly reasons: readonly string[];
  /** What init and restores added to the bill, and all that was billed, in ms; null where no report was read. */
  readonly initBilledMs: number | null;
  readonly billedMs: number | null;
  /** What callers waited for starts; null where it was not counted when the period was read. */
  readonly waitedMs: number | null;
  readonly memoryMaxMb: number | null;
  readonly init: SpreadView | null;
  readonly restore: SpreadView | null;
  readonly billed: SpreadView | null;
  /** In MB: the most that the environment of an invocation had used by its end. */
  readonly memory: SpreadView | null;
}

export interface FunctionChangeView {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  readonly summary: string;
  readonly classes: readonly string[];
  readonly actor: string | null;
  readonly actorState: string;
  readonly actorReason: string | null;
  readonly eventName: string | null;
  readonly fields: readonly ChangeFieldView[];
}

export interface FunctionFindingView {
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  readonly remedy: string;
  readonly severity: string;
  readonly status: string;
  readonly resourceArn: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly unverifiedReason: string | null;
  readonly evidence: readonly { readonly fact: string; readonly source: string; readonly value: string }[];
}

/** What the execution role may do, as far as it is known. */
export interface FunctionRoleView {
  readonly roleArn: string;
  readonly name: string;
  readonly admin: boolean | null;
  readonly wildcardServices: readonly string[] | null;
  readonly boundaryArn: string | null;
  readonly attachedPolicyArns: readonly string[];
  readonly inlinePolicies: number;
  /** Other functions that run as the same role. */
  readonly sharedWith: number;
  readonly unknowns: Unknowns;
}

export interface FunctionSubnetView {
  readonly subnetId: string;
  readonly name: string | null;
  readonly availabilityZone: string | null;
  readonly cidrBlock: string | null;
  readonly freeAddresses: number | null;
}

export interface FunctionNetworkView {
  readonly subnets: readonly FunctionSubnetView[];
  readonly zones: readonly string[];
  /** Why the network is not known. */
  readonly unknown: Unknown | null;
  /** What the organisation holds of functions in VPCs. */
  readonly stance: VpcStance;
  /** Null outside a VPC. */
  readonly need: VpcNeedVerdict | null;
  /** NAT gateways that its routes lead to; null where the network is not known. */
  readonly natGateways: readonly string[] | null;
  /** What its VPC keeps it from, in words; null: nothing. */
  readonly bandwidth: string | null;
  /** What is wrong with its state or last update, as far as they are known. */
  readonly troubles: readonly StateTrouble[];
  /** ISO instant since when its state has been seen as it is; null where that is not kept yet. */
  readonly stateSince: string | null;
}

export interface FunctionCostView {
  readonly days: readonly { readonly day: string; readonly usd: number | null }[];
  readonly month: string;
  readonly monthUsd: number | null;
  readonly forecastUsd: number | null;
  readonly priceDate: string;
  /** Why no day has a price. */
  readonly unknownReason: string | null;
  /** Days on which billed time came from the Duration metric, which lacks INIT. */
  readonly daysWithoutInit: number;
}

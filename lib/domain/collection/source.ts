import type { ControlReading } from "#lib/domain/accounts/control-policies.ts";
import type { OrganizationFilter, OrganizationReading } from "#lib/domain/accounts/organization.ts";
import type { Fact, Unknown } from "#lib/domain/fleet/fact.ts";
import type {
  FailurePoint,
  FunctionMetricPoint,
  InsightsPoint,
  ObservedAccount,
  ObservedChangeEvent,
  ObservedEventSourceMapping,
  ObservedFunction,
  ObservedFunctionDetail,
  ObservedLimits,
  RegionMetricPoint,
  StartPoint,
  VersionPoint,
} from "#lib/domain/fleet/observed.ts";
import type { ObservedLogGroup } from "#lib/domain/fleet/observed-log-group.ts";
import type { ObservedNetwork } from "#lib/domain/fleet/observed-network.ts";
import type { ProvisionedMetricPoint } from "#lib/domain/fleet/observed-provisioned.ts";
import type { ObservedQueue } from "#lib/domain/fleet/observed-queue.ts";
import type { ObservedRegionResource } from "#lib/domain/fleet/observed-region-resource.ts";
import type { ObservedPolicy, ObservedRole } from "#lib/domain/fleet/observed-role.ts";
import type { ObservedRoleUsage } from "#lib/domain/fleet/observed-role-usage.ts";
import type { NatGatewayDay } from "#lib/domain/network/nat-traffic.ts";

/** Where a fact comes from. One task of a sync reads one source in one account-Region (or account, or the organisation). */
export const sources = [
  { name: "accounts", scope: "organization", phase: "usable", title: "Accounts" },
  { name: "regions", scope: "account", phase: "usable", title: "Regions" },
  { name: "limits", scope: "accountRegion", phase: "usable", title: "Limits" },
  { name: "functions", scope: "accountRegion", phase: "usable", title: "Functions" },
  { name: "triggers", scope: "accountRegion", phase: "usable", title: "Triggers" },
  { name: "tags", scope: "accountRegion", phase: "usable", title: "Tags" },
  { name: "roles", scope: "account", phase: "usable", title: "Roles" },
  { name: "metrics", scope: "accountRegion", phase: "usable", title: "Metrics" },
  { name: "network", scope: "accountRegion", phase: "complete", title: "Network" },
  { name: "detail", scope: "accountRegion", phase: "complete", title: "Function detail" },
  { name: "region-resources", scope: "accountRegion", phase: "complete", title: "Web functions and capacity" },
  { name: "log-groups", scope: "accountRegion", phase: "complete", title: "Log groups" },
  { name: "metric-history", scope: "accountRegion", phase: "complete", title: "Metric history" },
  { name: "starts", scope: "accountRegion", phase: "complete", title: "Starts and failures" },
  { name: "who-changed", scope: "accountRegion", phase: "complete", title: "Who changed it" },
  { name: "role-usage", scope: "account", phase: "complete", title: "Role usage" },
] as const;

export type SourceName = (typeof sources)[number]["name"];
export type SourcePhase = (typeof sources)[number]["phase"];

/** A window of time, `from` inclusive, `to` exclusive. */
export interface TimeWindow {
  readonly from: Date;
  readonly to: Date;
}

/**
 * Which metrics of the named functions a request asks, and pays, for.
 *
 * - `active`: those that had data published within three hours (ListMetrics with RecentlyActive=PT3H);
 * - `listed`: those of functions that had data published within two weeks;
 * - `unlisted`: the ordinary ones of functions that had none;
 * - `possible`: both of these; older than two weeks a metric may have data and not be listed;
 * - `every`: all, whatever is listed.
 *
 * All but `unlisted` and `every` ask for the account-Region as a whole, too.
 */
export type MetricTier = "active" | "listed" | "unlisted" | "possible" | "every";

/** One window of metrics to read. */
export interface MetricRequest extends TimeWindow {
  readonly granularity: "hour" | "day";
  readonly functionNames: readonly string[];
  /** `possible` unless told. */
  readonly tier?: MetricTier;
  /**
   * Asks for durations alone, whose percentiles cannot be reckoned from hours; all else of a day follows from hours that
   * were read.
   */
  readonly percentilesOnly?: boolean;
  /**
   * Of an `active` request that must miss nothing: what was published in this time is unread. Once the listing of active
   * metrics does not reach back to its beginning any more, `listed` ones are asked instead.
   */
  readonly unread?: TimeWindow;
}

/** A log group to query, with the functions that write to it. */
export interface StartLogGroup {
  readonly logGroupName: string;
  readonly functions: readonly {
    readonly name: string;
    readonly memoryMb: number | null;
    readonly logFormat: string;
  }[];
  /** Rows that an answer is expected to have for one period of the request; absent where nothing is known. */
  readonly rowsPerPeriod?: number;
  /** Bytes that an hour of it is expected to hold; absent where nothing is known. */
  readonly bytesPerHour?: number;
}

/** What one query read of one log group. */
export interface LogGroupScan {
  readonly logGroupName: string;
  /** Its share of the bytes that the query scanned: AWS tells them for all groups of a query together. */
  readonly bytes: number;
  readonly rows: number;
}

/** One window of starts to read. */
export interface StartRequest extends TimeWindow {
  readonly granularity: "hour" | "day";
  readonly logGroups: readonly StartLogGroup[];
}

/** One window of Lambda Insights' log group to read. */
export interface InsightsRequest extends TimeWindow {
  readonly granularity: "hour" | "day";
  /** Its functions are all of the place: which write to it, it tells itself. */
  readonly logGroup: StartLogGroup;
  /** Names of functions whose own log does not tell all starts of the window. */
  readonly startsOf: readonly string[];
}

/** A log group whose environments are looked at one by one. */
export interface SampledLogGroup extends StartLogGroup {
  /** `logsInitStart`: its configuration says that its log tells when environments are started. */
  readonly functions: readonly (StartLogGroup["functions"][number] & { readonly logsInitStart: boolean })[];
}

/** One hour that stands for its UTC day: its starts are looked at one by one. */
export interface StartSampleRequest extends TimeWindow {
  readonly logGroups: readonly SampledLogGroup[];
}

/** What the sampled hour of a UTC day has shown of a function: see StartSample. */
export interface FunctionStartSample {
  readonly functionName: string;
  readonly inits: number;
  readonly ahead: number;
  readonly unseen: number;
}

/** The sampled hour of a UTC day, of some log groups. */
export interface StartSamplePage {
  /** The beginning of the day. */
  readonly day: Date;
  readonly logGroupNames: readonly string[];
  /** Those of which a start was seen. */
  readonly functions: readonly FunctionStartSample[];
}

/** What a collector of each source is told, planned from the store by the sync. */
export interface SourceInputs {
  /** `controlPolicies`: whether service control policies are read, too; true unless told. */
  readonly accounts: { readonly filter?: OrganizationFilter; readonly controlPolicies?: boolean };
  readonly regions: Record<never, never>;
  readonly limits: Record<never, never>;
  readonly functions: Record<never, never>;
  readonly triggers: Record<never, never>;
  readonly tags: Record<never, never>;
  readonly roles: Record<never, never>;
  readonly network: {
    readonly subnetIds: readonly string[];
    readonly vpcIds: readonly string[];
    /** Days of NAT gateways' traffic to read, or why they are put off; absent where nothing of them is due. */
    readonly natTraffic?: NatTrafficPlan;
  };
  readonly detail: {
    readonly functionNames: readonly string[];
    /** Those whose detail was read before: only of these it is asked how their runtime is updated. */
    readonly readAgain?: readonly string[];
    /** Whether one list of all versions of the Region takes fewer calls than asking for each function's. */
    readonly listVersions?: boolean;
  };
  /** In a Region without event functions only web functions are looked for. */
  readonly "region-resources": { readonly kinds: readonly ObservedRegionResource["kind"][] };
  /** Groups whose retention and size are asked for, as far as they are there. */
  readonly "log-groups": { readonly describe?: readonly string[] };
  readonly metrics: { readonly requests: readonly MetricRequest[] };
  readonly "metric-history": { readonly requests: readonly MetricRequest[] };
  readonly starts: {
    readonly requests: readonly StartRequest[];
    readonly samples?: readonly StartSampleRequest[];
    readonly insights?: readonly InsightsRequest[];
  };
  /** CloudTrail's names of events, for all functions of the place, and functions to ask about one by one. */
  readonly "who-changed": TimeWindow & {
    readonly functionNames: readonly string[];
    readonly eventNames: readonly string[];
  };
  readonly "role-usage": { readonly roleArns: readonly string[] };
}

/** Whole UTC days of NAT gateways' traffic to read; or, in a sentence, why they are put off. */
export type NatTrafficPlan = TimeWindow | { readonly postponed: string };

/** What a reading of NAT gateways' traffic came to; its days end before `readTo`. */
export interface NatTrafficPage {
  readonly days: Fact<readonly NatGatewayDay[]>;
  /** YYYY-MM-DD; null where nothing was told. */
  readonly readTo: string | null;
  /** Why nothing was asked: the budget has it wait. */
  readonly postponed?: string;
}

export interface MetricPage {
  readonly granularity: "hour" | "day";
  readonly functionPoints: readonly FunctionMetricPoint[];
  readonly regionPoints: readonly RegionMetricPoint[];
  /** Of versions and aliases with provisioned concurrency; absent where there are none. */
  readonly provisionedPoints?: readonly ProvisionedMetricPoint[];
  /** From when on versions and aliases were asked for, as listed; absent where no listing told which there are. */
  readonly provisionedFrom?: Date;
}

export interface StartPage {
  readonly granularity: "hour" | "day";
  readonly window: TimeWindow;
  readonly points: readonly StartPoint[];
  readonly failures: readonly FailurePoint[];
  /** The same reports by version, of functions that run more than `$LATEST`. */
  readonly versions: readonly VersionPoint[];
  /** The log groups that were scanned over the whole window; none for a page that only keeps the cursor. */
  readonly scans: readonly LogGroupScan[];
  /** Of a page of Lambda Insights, which has no other points. */
  readonly insights?: readonly InsightsPoint[];
  /** Of a page of sampled starts, which has no points. */
  readonly sample?: StartSamplePage;
}

/** What one page of each source holds. A page is stored in one transaction together with its cursor. */
export interface SourcePages {
  readonly accounts: {
    readonly accounts: readonly ObservedAccount[];
    /** Accounts that the filter leaves out. */
    readonly filteredOut?: readonly ObservedAccount[];
    readonly organization?: OrganizationReading;
    /** On the last page: what limits these accounts. */
    readonly controls?: ControlReading;
  };
  readonly regions: { readonly regions: readonly string[] };
  readonly limits: { readonly limits: ObservedLimits };
  readonly functions: { readonly functions: readonly ObservedFunction[] };
  readonly triggers: {
    readonly mappings: readonly ObservedEventSourceMapping[];
    /** By queue ARN; each may be denied alone. */
    readonly queues: Readonly<Record<string, Fact<ObservedQueue>>>;
  };
  readonly tags: {
    readonly resources: readonly { readonly arn: string; readonly tags: Readonly<Record<string, string>> }[];
  };
  readonly roles: { readonly roles: readonly ObservedRole[]; readonly policies: readonly ObservedPolicy[] };
  readonly network: {
    readonly network: ObservedNetwork;
    /** Whole days of the gateways that functions' routes lead to; absent where none was due. */
    readonly natTraffic?: NatTrafficPage;
  };
  readonly detail: { readonly details: readonly ObservedFunctionDetail[] };
  /** One kind; `unknown` says why it could not be read, and the resources are then none. */
  readonly "region-resources": {
    readonly kind: ObservedRegionResource["kind"];
    readonly resources: readonly ObservedRegionResource[];
    readonly unknown: Unknown | null;
  };
  readonly "log-groups": { readonly logGroups: readonly ObservedLogGroup[] };
  readonly metrics: MetricPage;
  readonly "metric-history": MetricPage;
  readonly starts: StartPage;
  readonly "who-changed": { readonly events: readonly ObservedChangeEvent[] };
  readonly "role-usage": { readonly usages: readonly ObservedRoleUsage[] };
}

/** An entry of a list that could not be read, though it says which it is. */
export interface UnreadableEntry {
  /** What it is kept by: ARN, UUID or name. */
  readonly key: string;
  /** What is wrong with it, for the middle of a sentence: "MemorySize is not a number". */
  readonly reason: string;
}

/** One stored step of a task: what was read, where to go on after a kill (null: this was the last page), and how far it is. */
export interface CollectedPage<S extends SourceName> {
  readonly page: SourcePages[S];
  readonly nextCursor: string | null;
  readonly progress: { readonly done: number; readonly total: number | null };
  /** Entries that are there and could not be read: what is known of them stays. Absent where all could. */
  readonly unreadable?: readonly UnreadableEntry[];
}

import type { Fact } from "#lib/domain/fleet/fact.ts";
import type {
  FailurePoint,
  FunctionMetricPoint,
  ObservedAccount,
  ObservedChangeEvent,
  ObservedEventSourceMapping,
  ObservedFunction,
  ObservedFunctionDetail,
  ObservedLimits,
  ObservedLogGroup,
  ObservedNetwork,
  ObservedPolicy,
  ObservedQueue,
  ObservedRole,
  RegionMetricPoint,
  StartPoint,
} from "#lib/domain/fleet/observed.ts";

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
  { name: "log-groups", scope: "accountRegion", phase: "complete", title: "Log groups" },
  { name: "metric-history", scope: "accountRegion", phase: "complete", title: "Metric history" },
  { name: "starts", scope: "accountRegion", phase: "complete", title: "Starts and failures" },
  { name: "who-changed", scope: "accountRegion", phase: "complete", title: "Who changed it" },
] as const;

export type SourceName = (typeof sources)[number]["name"];
export type SourcePhase = (typeof sources)[number]["phase"];

/** A window of time, `from` inclusive, `to` exclusive. */
export interface TimeWindow {
  readonly from: Date;
  readonly to: Date;
}

/** One window of metrics to read. */
export interface MetricRequest extends TimeWindow {
  readonly granularity: "hour" | "day";
  readonly functionNames: readonly string[];
}

/** A log group to query, with the functions that write to it. */
export interface StartLogGroup {
  readonly logGroupName: string;
  readonly functions: readonly { readonly name: string; readonly memoryMb: number; readonly logFormat: string }[];
}

/** One window of starts to read. */
export interface StartRequest extends TimeWindow {
  readonly granularity: "hour" | "day";
  readonly logGroups: readonly StartLogGroup[];
}

/** What a collector of each source is told, planned from the store by the sync. */
export interface SourceInputs {
  readonly accounts: Record<never, never>;
  readonly regions: Record<never, never>;
  readonly limits: Record<never, never>;
  readonly functions: Record<never, never>;
  readonly triggers: Record<never, never>;
  readonly tags: Record<never, never>;
  readonly roles: Record<never, never>;
  readonly network: { readonly subnetIds: readonly string[]; readonly vpcIds: readonly string[] };
  readonly detail: { readonly functionNames: readonly string[] };
  readonly "log-groups": Record<never, never>;
  readonly metrics: { readonly requests: readonly MetricRequest[] };
  readonly "metric-history": { readonly requests: readonly MetricRequest[] };
  readonly starts: { readonly requests: readonly StartRequest[] };
  /** CloudTrail's names of events, for all functions of the place, and functions to ask about one by one. */
  readonly "who-changed": TimeWindow & {
    readonly functionNames: readonly string[];
    readonly eventNames: readonly string[];
  };
}

export interface MetricPage {
  readonly granularity: "hour" | "day";
  readonly functionPoints: readonly FunctionMetricPoint[];
  readonly regionPoints: readonly RegionMetricPoint[];
}

export interface StartPage {
  readonly granularity: "hour" | "day";
  readonly window: TimeWindow;
  readonly points: readonly StartPoint[];
  readonly failures: readonly FailurePoint[];
}

/** What one page of each source holds. A page is stored in one transaction together with its cursor. */
export interface SourcePages {
  readonly accounts: { readonly accounts: readonly ObservedAccount[] };
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
  readonly network: { readonly network: ObservedNetwork };
  readonly detail: { readonly details: readonly ObservedFunctionDetail[] };
  readonly "log-groups": { readonly logGroups: readonly ObservedLogGroup[] };
  readonly metrics: MetricPage;
  readonly "metric-history": MetricPage;
  readonly starts: StartPage;
  readonly "who-changed": { readonly events: readonly ObservedChangeEvent[] };
}

/** One stored step of a task: what was read, where to go on after a kill (null: this was the last page), and how far it is. */
export interface CollectedPage<S extends SourceName> {
  readonly page: SourcePages[S];
  readonly nextCursor: string | null;
  readonly progress: { readonly done: number; readonly total: number | null };
}

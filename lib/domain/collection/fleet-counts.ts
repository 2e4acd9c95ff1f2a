/** One window of metrics of an account-Region: how many series are asked for, and for how many periods each. */
export interface MetricWindowCounts {
  readonly source: "metrics" | "metric-history" | "network";
  /** Metric and statistic pairs over all functions and the account-Region itself. */
  readonly queries: number;
  readonly periods: number;
  /** Metrics as CloudWatch bills them: up to five statistics of one are one. Absent where nobody asks what it costs. */
  readonly metrics?: number;
}

/** Functions whose detail is read one by one, as far as it decides how many calls that takes. */
export interface DetailCounts {
  readonly functions: number;
  /** Of package type Image: these have no code signing and no runtime of AWS's to ask for. */
  readonly images: number;
  /** Aliases of all of them: each may have a policy of its own. */
  readonly aliases: number;
  /** With a published version: only these can have provisioned concurrency. */
  readonly publishing: number;
  /** Whose detail was read before, images left out: only of these it is asked how their runtime is updated. */
  readonly again: number;
  /** Versions of functions on Managed Instances, `$LATEST.PUBLISHED` included: each scales by itself. */
  readonly scaling: number;
}

/** What an account-Region holds, as far as it decides how many calls a sync cannot do without. */
export interface PlaceCounts {
  readonly accountId: string;
  readonly region: string;
  readonly functions: number;
  /** Functions of package type Image: these have no code signing to ask for. */
  readonly images: number;
  /** Aliases of all functions: each may have a policy of its own. */
  readonly aliases: number;
  /** Functions with a published version: only these can have provisioned concurrency. */
  readonly publishing: number;
  /** Published versions of all functions; 0 where they are not counted. */
  readonly versions?: number;
  /** Versions of functions on Managed Instances, `$LATEST.PUBLISHED` included; 0 where they are not counted. */
  readonly scaling?: number;
  /** Code signing configurations of the place; 0 where they are not counted. */
  readonly signingConfigs?: number;
  /** Functions whose detail is read; all of them, for the first time, where absent. */
  readonly details?: DetailCounts;
  /** What the place holds beside event functions; 0 where it is not counted. */
  readonly webFunctions?: number;
  readonly capacityProviders?: number;
  /** Versions and aliases whose provisioned concurrency is scaled, and what scales them; 0 where they are not counted. */
  readonly scalableTargets?: number;
  readonly scheduledActions?: number;
  readonly scalingPolicies?: number;
  readonly mappings: number;
  /** Queues that mappings read from. */
  readonly queues: number;
  /** Functions that the tagging API lists. */
  readonly tagged: number;
  /** Metrics that ListMetrics lists for functions, those by alias or version included. */
  readonly listedMetrics: number;
  readonly metricWindows: readonly MetricWindowCounts[];
  /** Distinct VPCs that functions stand in. */
  readonly vpcs: number;
  readonly logGroups: number;
  /** Of these, the ones whose retention is asked for: functions write to them, and they can be queried. 0 where absent. */
  readonly describedLogGroups?: number;
  /** Log groups of functions, and how many windows of them are queried: today by the hour, each day before it by the day. */
  readonly queriedLogGroups: number;
  readonly logWindows: number;
  /** Queries of Lambda Insights' log group, which has one of its own; absent where it is not asked. */
  readonly insightsWindows?: number;
  /** Bytes that those windows hold. Absent where nobody asks what it costs. */
  readonly scannedBytes?: number;
  /** Names of events that CloudTrail is asked for once each; 0 where no function changed in its 90 days. */
  readonly trailLookUps: number;
}

export interface AccountCounts {
  readonly accountId: string;
  /** Roles and policies that GetAccountAuthorizationDetails lists. */
  readonly entities: number;
  /** Roles whose use is read; 0 where they are not counted. */
  readonly usageRoles?: number;
  /** Whether it is read with the caller's own credentials, so that no role is assumed. */
  readonly own?: boolean;
}

/** What the caller's organisation holds, as far as it decides how many calls its service control policies take. */
export interface OrganizationCounts {
  /** Units and accounts that stand directly under the root, and under each unit; empty where the policies are turned off. */
  readonly parents: readonly { readonly units: number; readonly accounts: number }[];
  /** Of each service control policy, the roots, units and accounts that it is attached to. */
  readonly policyTargets: readonly number[];
}

/** Counts of a whole fleet. Places without functions stand in it too: their limits are read. */
export interface FleetCounts {
  /** Absent where there is none, or none that lets the caller in. */
  readonly organization?: OrganizationCounts;
  readonly accounts: readonly AccountCounts[];
  readonly places: readonly PlaceCounts[];
}

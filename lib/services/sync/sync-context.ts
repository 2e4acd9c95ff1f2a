import type { Aws } from "#lib/aws/aws.ts";
import type { ServiceContext } from "#lib/services/context.ts";

/** What syncs are told by the configuration. */
export interface SyncSettings {
  /** Name of the role to assume in accounts of the organisation. */
  readonly roleName: string;
  /** The Region for calls that are about no Region. */
  readonly homeRegion: string;
  /** Tasks under way at a time in this process. */
  readonly concurrency: number;
  /** Days that hour rows are kept, today included. */
  readonly hourDays: number;
  /** Days that what was seen of networks by the day is kept, today included: subnets' free addresses, NAT traffic. */
  readonly networkDays: number;
  /** Milliseconds before a task is tried again the first time; each later pause is twice as long. */
  readonly retryPauseMs: number;
  /** Milliseconds without an answer of AWS after which a task's place is given to another meanwhile. */
  readonly stalledAfterMs: number;
}

export const defaultSyncSettings = {
  concurrency: 128,
  hourDays: 15,
  // Thirteen months, as far back as metrics are read.
  networkDays: 396,
  retryPauseMs: 1_000,
  stalledAfterMs: 3_000,
} as const;

/** What running a sync needs beyond any other service: the way into AWS, one per process. */
export interface SyncContext extends ServiceContext {
  readonly aws: Aws;
  readonly settings: SyncSettings;
}

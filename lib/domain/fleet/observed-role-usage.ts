import type { Unknown } from "./fact.ts";

/** One action of a service that AWS tracks by itself. */
export interface ActionUse {
  /** As AWS spells it, without the service: "GetBucketPolicy". */
  readonly name: string;
  /** When the role last tried it; null: never in the tracking period. */
  readonly lastUsedAt: Date | null;
  readonly lastUsedRegion: string | null;
}

/** What AWS tells of a role's use of one service that its policies name. */
export interface ServiceUse {
  /** The prefix of the service's actions: "s3". */
  readonly namespace: string;
  /** "Amazon S3". */
  readonly name: string;
  /** When the role last asked the service, whether it was let in or not; null: never in the tracking period. */
  readonly lastUsedAt: Date | null;
  readonly lastUsedRegion: string | null;
  /** Actions that AWS tracks of this service; null where it tells of none, which says nothing about any action. */
  readonly actions: readonly ActionUse[] | null;
}

/**
 * What a role has used of what its policies allow, by AWS's service last accessed details. A role whose report was
 * refused or did not end is told with the reason.
 */
export interface ObservedRoleUsage {
  readonly roleArn: string;
  /** Null where `unknown` says why there is none. */
  readonly services: readonly ServiceUse[] | null;
  readonly unknown: Unknown | null;
}

/**
 * AWS reports at least this many days (IAM API reference, GenerateServiceLastAccessedDetails, as of 2026-11-21), or less
 * in a Region that began tracking later.
 */
export const trackingDays = 400;
/** Recent activity usually appears within this many hours (the same source). */
export const reportingDelayHours = 4;

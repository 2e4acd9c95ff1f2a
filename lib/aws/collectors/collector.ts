import type { CallAws } from "#lib/aws/call-aws.ts";
import type { AwsCall } from "#lib/aws/failure.ts";
import type { Meter } from "#lib/aws/meter.ts";
import type { Slots } from "#lib/aws/quotas/slots.ts";
import type { ServiceName } from "#lib/aws/service-name.ts";
import type { CollectedPage, SourceInputs, SourceName } from "#lib/domain/collection/source.ts";

/** Runs work with a bound on how much of it is under way, over all tasks of the process. */
export type Limiter = <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/** What a collector works with: one account-Region (for account sources: its global Region), one task. */
export interface CollectContext {
  /** 12 digits. */
  readonly accountId: string;
  readonly region: string;
  /** The Region that the caller's settings name. */
  readonly homeRegion: string;
  /** Regions that were configured, for accounts that do not tell theirs. */
  readonly configuredRegions: readonly string[];
  readonly call: CallAws;
  readonly meter: Meter;
  readonly signal: AbortSignal;
  now(): Date;
  /** Keyed HMAC of a secret: changes when the value changes, tells nothing else. */
  fingerprint(value: string): string;
  /** Keeps GetMetricData, whose answers are big, to a handful at a time. */
  readonly metricDataLimiter: Limiter;
  /** The same for the results of log queries. */
  readonly queryResultsLimiter: Limiter;
  /** Room for log queries in this account-Region: AWS bounds how many are under way. */
  readonly querySlots: Slots;
  /** Milliseconds before a log query is first asked whether it has ended. */
  readonly queryPollMs: number;
  /** Notes something that the page cannot carry, for the log: a sentence without secrets. */
  note(message: string, details: Readonly<Record<string, unknown>>): void;
}

/** An IAM action a collector needs, and what for: docs and the role template are made from these. */
export interface RequiredAction {
  readonly action: string;
  /** What Lamplight shows thanks to it: completes "so that …". */
  readonly why: string;
}

/** One source: what it needs and how it is read. */
export interface Collector<S extends SourceName> {
  readonly source: S;
  readonly actions: readonly RequiredAction[];
  /**
   * Yields pages from `cursor` on (null: from the start). A page with its `nextCursor` is stored in one transaction;
   * a later run given that cursor goes on after it. The last page's `nextCursor` is null. Throws `AwsFailureError`.
   */
  collect(context: CollectContext, input: SourceInputs[S], cursor: string | null): AsyncIterable<CollectedPage<S>>;
}

/** Names a call for failures, in the context's Region. */
export function callOf(context: CollectContext, service: ServiceName, operation: string): AwsCall {
  return { service, operation, region: context.region };
}

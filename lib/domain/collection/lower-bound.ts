import type { FleetCounts } from "./fleet-counts.ts";
import { requiredCalls } from "./required-calls.ts";
import type { SourceName } from "./source.ts";

/** The rate that an operation counts against. */
export interface QuotaRate {
  /** Operations of the same name share it. */
  readonly name: string;
  /** Calls a second in one account and Region, at the share that may be used. */
  readonly perSecond: number;
}

export interface LowerBoundOptions {
  readonly quotaOf: (service: string, operation: string) => QuotaRate;
  /** From a call to its answer, for the steps that need the one before. */
  readonly latencySeconds: number;
}

/** Calls of one operation over the whole fleet. */
export interface BoundTerm {
  readonly source: SourceName;
  readonly service: string;
  readonly operation: string;
  readonly calls: number;
}

/** A quota of one place and how long its calls take at its rate. */
export interface BoundQuota {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  readonly perSecond: number;
  readonly calls: number;
  readonly seconds: number;
}

export interface LowerBound {
  /** Most calls first. */
  readonly terms: readonly BoundTerm[];
  readonly calls: number;
  /** The quota that takes longest; null for a fleet without accounts. */
  readonly longest: BoundQuota | null;
  /** Waiting for answers before the longest quota's calls can begin, and for the last of them. */
  readonly dependentSteps: number;
  readonly latencySeconds: number;
  /** No sync that respects the quotas is complete sooner. */
  readonly seconds: number;
}

/**
 * The shortest time and the fewest calls in which AWS's quotas allow a first sync of a fleet. Quotas are per account and
 * Region and all work at once, so the longest one decides; what each call must wait for comes on top as latency.
 */
export function lowerBound(counts: FleetCounts, { quotaOf, latencySeconds }: LowerBoundOptions): LowerBound {
  const required = requiredCalls(counts);
  const quotas = new Map<string, Omit<BoundQuota, "seconds">>();
  const terms = new Map<string, BoundTerm>();
  for (const { source, service, operation, accountId, region, calls } of required) {
    const { name, perSecond } = quotaOf(service, operation);
    const key = `${accountId} ${region} ${name}`;
    quotas.set(key, { accountId, region, name, perSecond, calls: (quotas.get(key)?.calls ?? 0) + calls });
    const term = `${source} ${service} ${operation}`;
    terms.set(term, { source, service, operation, calls: (terms.get(term)?.calls ?? 0) + calls });
  }
  const timed = [...quotas.values()].map((quota) => ({ ...quota, seconds: secondsOf(quota) }));
  const longest = timed.reduce<BoundQuota | null>(
    (most, quota) => (most === null || quota.seconds > most.seconds ? quota : most),
    null,
  );
  const dependentSteps = stepsBefore(counts, longest);
  const waiting = dependentSteps * latencySeconds;
  return {
    terms: [...terms.values()].sort((one, other) => other.calls - one.calls),
    calls: required.reduce((sum, { calls }) => sum + calls, 0),
    longest,
    dependentSteps,
    latencySeconds: waiting,
    seconds: (longest?.seconds ?? 0) + waiting,
  };
}

/** The first call goes out at once. */
function secondsOf({ calls, perSecond }: Omit<BoundQuota, "seconds">): number {
  return Math.max(0, calls - 1) / perSecond;
}

/**
 * Answers that must be there, one after the other: who calls, the organisation, its accounts page by page, the role, the
 * Regions, the limits, the functions page by page, then aliases before their policies.
 */
function stepsBefore({ accounts, places }: FleetCounts, longest: BoundQuota | null): number {
  if (longest === null) return 0;
  const place = places.find(({ accountId, region }) => accountId === longest.accountId && region === longest.region);
  const accountPages = Math.max(1, Math.ceil(accounts.length / 20));
  const functionPages = Math.max(1, Math.ceil((place?.functions ?? 0) / 50));
  return 2 + accountPages + 3 + functionPages + 2;
}

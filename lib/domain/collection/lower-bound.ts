import { firstCallAfter } from "./dependent-steps.ts";
import type { FleetCounts } from "./fleet-counts.ts";
import { type RequiredCalls, requiredCalls } from "./required-calls.ts";
import type { SourceName } from "./source.ts";

/** The rate that an operation counts against. */
export interface QuotaRate {
  /** Operations of the same name share it. */
  readonly name: string;
  /** Calls a second in one account and Region, at the share that may be used. */
  readonly perSecond: number;
  /** Calls that may go out at once after a rest: one second's worth unless told, which is what AWS's buckets hold. */
  readonly burst?: number;
}

export interface LowerBoundOptions {
  readonly quotaOf: (service: string, operation: string) => QuotaRate;
  /** From a call to its answer, for the steps that need the one before. */
  readonly latencySeconds: number;
  /** Which sources are read; all of them unless told. */
  readonly reads?: (source: SourceName) => boolean;
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
  /** The quota whose last answer comes last; null for a fleet without accounts. */
  readonly longest: BoundQuota | null;
  /** Waiting for answers before that quota's calls can begin, and for the last of them. */
  readonly dependentSteps: number;
  readonly latencySeconds: number;
  /** No sync that respects the quotas is complete sooner. */
  readonly seconds: number;
}

interface Timed extends BoundQuota {
  readonly steps: number;
}

/**
 * The shortest time and the fewest calls in which AWS's quotas allow a sync of a fleet. Quotas are per account and Region
 * and all work at once, so the one that ends last decides. A quota's calls cannot begin before the answers that the first
 * of them needs, one after the other; from then on it is never idle in the best case, and the last answer still has to
 * come.
 */
export function lowerBound(counts: FleetCounts, options: LowerBoundOptions): LowerBound {
  const required = requiredCalls(counts, options.reads);
  const terms = new Map<string, BoundTerm>();
  for (const { source, service, operation, calls } of required) {
    const term = `${source} ${service} ${operation}`;
    terms.set(term, { source, service, operation, calls: (terms.get(term)?.calls ?? 0) + calls });
  }
  const { latencySeconds } = options;
  const ends = ({ seconds, steps }: Timed) => seconds + steps * latencySeconds;
  const last = timedQuotas(required, counts, options).reduce<Timed | null>(
    (most, quota) => (most === null || ends(quota) > ends(most) ? quota : most),
    null,
  );
  const dependentSteps = last?.steps ?? 0;
  const waiting = dependentSteps * latencySeconds;
  return {
    terms: [...terms.values()].sort((one, other) => other.calls - one.calls),
    calls: required.reduce((sum, { calls }) => sum + calls, 0),
    longest: last === null ? null : withoutSteps(last),
    dependentSteps,
    latencySeconds: waiting,
    seconds: (last?.seconds ?? 0) + waiting,
  };
}

/** The calls of each quota of each place, and the answers that the earliest of them waits for. */
function timedQuotas(required: readonly RequiredCalls[], counts: FleetCounts, options: LowerBoundOptions): Timed[] {
  const quotas = new Map<string, Omit<Timed, "seconds"> & { readonly burst: number }>();
  const after = firstCallAfter(counts, options.reads);
  for (const { source, service, operation, accountId, region, calls } of required) {
    const { name, perSecond, burst = Math.max(1, perSecond) } = options.quotaOf(service, operation);
    const key = `${accountId} ${region} ${name}`;
    const known = quotas.get(key);
    const steps = Math.min(known?.steps ?? Number.POSITIVE_INFINITY, after(source, operation, accountId) + 1);
    quotas.set(key, { accountId, region, name, perSecond, burst, steps, calls: (known?.calls ?? 0) + calls });
  }
  return [...quotas.values()].map(({ burst, ...quota }) => ({
    ...quota,
    seconds: Math.max(0, quota.calls - burst) / quota.perSecond,
  }));
}

function withoutSteps({ steps: _steps, ...quota }: Timed): BoundQuota {
  return quota;
}

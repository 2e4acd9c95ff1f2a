import type { MissingSource } from "./missing-source.ts";

/** How the concurrency of one account-Region was claimed in the period. */
export interface ConcurrencyPlace {
  /** `account:region`: stands in the URL. */
  readonly place: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly region: string;
  readonly functions: number;
  /** The account's limit in the Region; null when it has not been read. */
  readonly limit: number | null;
  /** Highest claimed concurrency; null when no metric was read. */
  readonly claimed: number | null;
  /** "metric": ClaimedAccountConcurrency. "derived": from its parts, where AWS sent no such metric. */
  readonly basis: "metric" | "derived" | null;
  /** ISO instant of the hour or UTC day of the maximum. */
  readonly peakAt: string | null;
  readonly headroom: number | null;
  /** claimed ÷ limit. */
  readonly share: number | null;
  readonly concurrent: number | null;
  readonly reserved: number;
  readonly provisioned: number;
  /** Functions whose reservation could not be read. */
  readonly unknownReservations: number;
  readonly invocations: number | null;
  readonly throttles: number | null;
}

export interface ConcurrencyMoment {
  readonly t: string;
  readonly claimed: number | null;
  readonly concurrent: number | null;
  readonly unreserved: number | null;
  readonly throttles: number | null;
}

/** A function with a reservation or provisioned concurrency. */
export interface ConcurrencyHolder {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly reserved: number | null;
  readonly provisioned: number | null;
  readonly maxConcurrency: number | null;
  /** reserved − maximum; null without a reservation or metric. */
  readonly idle: number | null;
  readonly provisionedInvocations: number | null;
  readonly spillover: number | null;
}

/** A function of the chosen place by how near it is to its ceiling. */
export interface StarvationCandidate {
  readonly arn: string;
  readonly name: string;
  readonly reserved: number | null;
  readonly maxConcurrency: number;
  /** Its reservation, or what it used plus the headroom that it shares with all others. */
  readonly ceiling: number;
  readonly share: number;
  readonly throttles: number | null;
}

export interface ThrottledFunction {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly throttles: number;
  readonly invocations: number | null;
  /** Hours (or days) with throttles. */
  readonly moments: number;
  readonly worstAt: string;
  readonly worst: number;
  readonly lastAt: string;
  readonly reserved: number | null;
}

export interface ConcurrencyView {
  readonly places: readonly ConcurrencyPlace[];
  readonly chosen: ConcurrencyPlace | null;
  readonly granularity: "hour" | "day";
  readonly moments: readonly ConcurrencyMoment[];
  readonly incompleteFrom: string | null;
  readonly holders: readonly ConcurrencyHolder[];
  readonly candidates: readonly StarvationCandidate[];
  readonly throttled: readonly ThrottledFunction[];
  /** Throttles by weekday (Monday first) and hour of the day, UTC; null where nothing was read. Empty by day. */
  readonly heatmap: readonly (readonly (number | null)[])[];
  readonly missing: readonly MissingSource[];
}

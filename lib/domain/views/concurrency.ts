import type { MappingJudgement } from "#lib/domain/concurrency/event-source-concurrency.ts";
import type { ClaimedDay, HeadroomRunway } from "#lib/domain/concurrency/headroom-runway.ts";
import type { ProvisionedUse } from "#lib/domain/concurrency/provisioned-use.ts";
import type { TrialChange, TrialPlace } from "#lib/domain/concurrency/reservation-trial.ts";
import type { Starvation } from "#lib/domain/concurrency/starvation.ts";
import type { CurrentSetting } from "#lib/domain/concurrency/trial-commands.ts";
import type { AliasRoute } from "#lib/domain/concurrency/version-comparison.ts";
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
  /** When it runs out if it goes on as it did. */
  readonly runway: HeadroomRunway;
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
  /** 0 where metrics were read and hold none of it: it did not run; null where they were not. */
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

/** Who sets an amount of provisioned concurrency, and how. */
export interface ScalingView {
  readonly least: number | null;
  readonly most: number | null;
  /** One sentence each: "at cron(0 7 ? * MON-FRI *), Europe/Berlin: 5 to 20". */
  readonly schedules: readonly string[];
  readonly policies: readonly string[];
}

/** Provisioned concurrency of one version or alias. */
export interface ProvisionedConcurrency {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly qualifier: string;
  readonly requested: number;
  readonly allocated: number;
  readonly status: string;
  readonly concurrencyMax: number | null;
  readonly utilizationMax: number | null;
  readonly spillover: number | null;
  /** Hours of the period that were read. */
  readonly readHours: number;
  readonly usedShare: number | null;
  readonly idleShare: number | null;
  /** Null for people who may not see money. */
  readonly money: ProvisionedUse["money"] | null;
  readonly breakEvenShare: number | null;
  /** Null where nothing sets it but people. */
  readonly scaling: ScalingView | null;
  /** Why it is not known whether something sets it. */
  readonly scalingUnknown: string | null;
}

/** An alias that sends part of its calls to another version. */
export interface WeightedAlias extends AliasRoute {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
}

/** An hour in which a function was throttled, and why as far as it is known. */
export interface StarvedHour {
  readonly arn: string;
  readonly name: string;
  readonly at: string;
  readonly throttles: number;
  readonly invocations: number | null;
  readonly starvation: Starvation;
}

/** What trying other reservations needs; everything else is reckoned on the page. */
export interface TrialView {
  readonly region: string;
  /** First and last hour that it rests on; null where none was read. */
  readonly from: string | null;
  readonly to: string | null;
  readonly place: TrialPlace;
  /** Of the same functions, in the same order. */
  readonly current: readonly (CurrentSetting & { readonly concurrencyMax: number | null })[];
  /** Functions that are not offered: they hold and run less, and stay as they are. */
  readonly leftOut: number;
  /** What the address asks to try. */
  readonly changes: readonly TrialChange[];
  /** Names that the address asks for and that no function here has any more. */
  readonly gone: readonly string[];
}

export interface EventSource extends MappingJudgement {
  readonly uuid: string;
  readonly arn: string;
  readonly name: string;
  readonly service: string;
  readonly eventSourceArn: string | null;
  readonly reserved: number | null;
}

/** All event sources that were read, shown or not. */
export interface EventSourceCounts {
  readonly read: number;
  /** More are there than were read. */
  readonly more: boolean;
  /** Those that may ask for more than is reserved. */
  readonly over: number;
  /** Those of which it is not known. */
  readonly unknown: number;
}

/** A function whose events waited or were dropped. */
export interface WaitingFunction {
  readonly arn: string;
  readonly name: string;
  readonly asyncDropped: number | null;
  readonly asyncAgeMaxMs: number | null;
  readonly iteratorAgeMaxMs: number | null;
  readonly recursiveDropped: number | null;
  readonly droppedOn: string | null;
}

/** Everything of the chosen account-Region that no other one is shown with. */
export interface ConcurrencyPlaceDetail {
  /** Daily maxima of the last 90 days. */
  readonly claimedDays: readonly ClaimedDay[];
  /** Executions at once on the same days; null where they were not read. */
  readonly runningDays: readonly (number | null)[];
  readonly starved: readonly StarvedHour[];
  /** Null where the account's limit or its reservations are not known: `trialUnknown` says which. */
  readonly trial: TrialView | null;
  readonly trialUnknown: string | null;
  /** Those most worth a look. */
  readonly eventSources: readonly EventSource[];
  readonly eventSourceCounts: EventSourceCounts;
  readonly waiting: readonly WaitingFunction[];
}

export interface ConcurrencyView {
  readonly places: readonly ConcurrencyPlace[];
  readonly chosen: ConcurrencyPlace | null;
  readonly granularity: "hour" | "day";
  readonly moments: readonly ConcurrencyMoment[];
  readonly incompleteFrom: string | null;
  readonly detail: ConcurrencyPlaceDetail | null;
  readonly provisioned: readonly ProvisionedConcurrency[];
  readonly weighted: readonly WeightedAlias[];
  readonly canSeeCost: boolean;
  readonly holders: readonly ConcurrencyHolder[];
  readonly candidates: readonly StarvationCandidate[];
  readonly throttled: readonly ThrottledFunction[];
  /** Throttles by weekday (Monday first) and hour of the day, UTC; null where nothing was read. Empty by day. */
  readonly heatmap: readonly (readonly (number | null)[])[];
  readonly missing: readonly MissingSource[];
}

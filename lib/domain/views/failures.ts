import type { ExampleLine, ExampleState } from "#lib/domain/failures/example-lines.ts";
import type { FailureKind } from "#lib/domain/failures/failure-kind.ts";
import type { FailureBasis } from "#lib/domain/failures/failure-rate.ts";
import type { FailureTrend, RateRatio } from "#lib/domain/failures/failure-trend.ts";
import type { RankedChange } from "#lib/domain/failures/what-changed.ts";
import type { Rate } from "#lib/domain/statistics/rate.ts";

/** A change near the onset of a series. Instants are ISO. */
export interface FailureChangeView {
  readonly id: string;
  readonly entityKind: string;
  readonly entityId: string;
  readonly entityName: string;
  readonly summary: string;
  readonly actor: string | null;
  readonly at: string;
  /** How long before the onset; negative for one noticed after it. */
  readonly beforeMs: number;
  readonly relation: RankedChange<{ id: string; atMs: number; dated: boolean }>["relation"];
}

/** When a series began, as far as its days tell. */
export interface FailureOnsetView {
  readonly at: string;
  /** `firstSight`: its very first failure. `rise`: the day from which it failed more often. */
  readonly kind: "firstSight" | "rise";
}

/** Failures of one function of one kind and error type. */
export interface FailureSeriesView {
  readonly kind: FailureKind;
  readonly errorType: string;
  readonly title: string;
  /** On the UTC days of the period. */
  readonly count: number;
  /** Null where nothing is known to take it of. */
  readonly rate: Rate | null;
  /** In all that is stored. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly versions: readonly { readonly version: string; readonly count: number; readonly firstSeen: string }[];
  readonly trend: FailureTrend | null;
  /** Why there is no trend. */
  readonly trendUnknown: "tooFew" | "noEarlierDays" | null;
  readonly ratio: RateRatio | null;
  readonly onset: FailureOnsetView | null;
  readonly changes: readonly FailureChangeView[];
  /** Failures by UTC day, the last 28; null on days that were not read. */
  readonly days: readonly (number | null)[];
  /** The same lines in AWS's console, with query and range filled in. */
  readonly logsHref: string | null;
}

/** What fails in one function, since when, and what changed then. */
export interface FunctionFailuresView {
  readonly functionId: number;
  readonly basis: FailureBasis;
  /** Reports read, or invocations, on the UTC days of the period; null where none is known. */
  readonly total: number | null;
  /** Invocations that failed in the period; a failed init is the start of one of them, and counted apart. */
  readonly count: number;
  readonly inits: number;
  readonly series: readonly FailureSeriesView[];
  /** Series beyond those that are shown. */
  readonly more: number;
  /** When Lamplight first saw the function: of changes before, only CloudTrail's events are known. */
  readonly changesSince: string;
}

/** A new or rising series of the fleet. */
export interface FleetFailureView {
  readonly functionArn: string;
  readonly functionName: string;
  readonly kind: FailureKind;
  readonly errorType: string;
  readonly title: string;
  readonly trend: FailureTrend;
  readonly ratio: RateRatio | null;
  /** In the last seven days. */
  readonly count: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly onset: FailureOnsetView | null;
  /** The version that it was first seen of; null where its first days were not among those that are compared. */
  readonly firstVersion: string | null;
  readonly change: FailureChangeView | null;
  readonly days: readonly (number | null)[];
}

/** What fails in the fleet since when. */
export interface FleetFailuresView {
  readonly series: readonly FleetFailureView[];
  readonly new: number;
  readonly rising: number;
  /** Series that came of late, of which it cannot be told whether they are new: the days before were not read. */
  readonly untold: number;
  /** True where more were found than were looked at. */
  readonly isCut: boolean;
  /** Functions in scope whose logs were read within the days that are compared, and all that ran. */
  readonly read: number;
  readonly ran: number;
  readonly checkedAt: string | null;
}

/** Example lines of a series as the page shows them, and what fetching them would take. Instants are ISO. */
export interface LogExampleView {
  readonly plan: {
    readonly from: string;
    readonly to: string;
    /** Null where nobody knows how large the log group is. */
    readonly bytes: number | null;
    readonly basis: "measured" | "spread" | "all" | null;
    readonly usd: number | null;
    readonly leftUsd: number | null;
    /** Why it cannot be done. */
    readonly impossible: string | null;
  };
  /** The latest request; null where nobody has asked. */
  readonly latest: {
    readonly state: ExampleState | "expired";
    readonly lines: readonly ExampleLine[];
    readonly from: string;
    readonly to: string;
    readonly bytes: number | null;
    readonly usd: number | null;
    readonly reason: string | null;
    readonly remedy: string | null;
    readonly requestedBy: string;
    readonly requestedAt: string;
    readonly endedAt: string | null;
    readonly expiresAt: string | null;
  } | null;
}

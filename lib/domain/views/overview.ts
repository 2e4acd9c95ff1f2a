import type { FreshnessView } from "#lib/domain/views/frame.ts";
import type { MissingView } from "#lib/domain/views/functions.ts";

/** Sums over the functions in scope in the period. Null: of no function is it known. */
export interface FleetTotals {
  readonly functions: number;
  /** Functions whose metrics were read. */
  readonly measured: number;
  readonly invocations: number | null;
  readonly errors: number | null;
  readonly throttles: number | null;
  /** Log reports of functions that have starts: those on Managed Instances have none. */
  readonly reports: number | null;
  /** Cold starts, restores and failed inits of the same functions. */
  readonly starts: number | null;
  /** What ran of the same functions: what their reports cover. */
  readonly startInvocations: number | null;
  /** Functions on Managed Instances. */
  readonly onInstances: number;
}

/** One hour or UTC day of the fleet; null: nothing was read. */
export interface FleetMoment {
  readonly at: string;
  readonly invocations: number | null;
  readonly errors: number | null;
  readonly throttles: number | null;
}

export interface MonthCostView {
  /** YYYY-MM */
  readonly month: string;
  readonly spentUsd: number;
  readonly forecastUsd: number | null;
  readonly daysKnown: number;
  readonly daysInMonth: number;
  readonly daysBehind: number;
  /** Invocations of the month that have no known price. */
  readonly unpricedInvocations: number;
}

/** The account-Region that is nearest to its concurrency limit. */
export interface TightestRegion {
  readonly accountId: string;
  readonly accountName: string;
  readonly region: string;
  readonly claimed: number;
  readonly limit: number;
}

export interface RecentChange {
  readonly id: string;
  readonly at: string;
  readonly entityKind: string;
  readonly entityId: string;
  readonly name: string;
  readonly kind: string;
  readonly summary: string;
  readonly actor: string | null;
}

/** How far one source of the sync that runs is. */
export interface SourceProgressView {
  readonly source: string;
  readonly title: string;
  readonly phase: string;
  readonly tasks: number;
  readonly ended: number;
}

export interface OverviewView {
  readonly totals: FleetTotals;
  /** The period of the same length before, from whole UTC days; null unless asked for. */
  readonly previous: Pick<FleetTotals, "invocations" | "errors" | "throttles"> | null;
  readonly granularity: "hour" | "day";
  readonly moments: readonly FleetMoment[];
  /** Null for roles that may not see money. */
  readonly cost: MonthCostView | null;
  readonly findings: {
    readonly critical: number;
    readonly high: number;
    readonly medium: number;
    readonly low: number;
  };
  readonly tightest: TightestRegion | null;
  readonly changes: { readonly total: number; readonly latest: readonly RecentChange[] };
  readonly freshness: FreshnessView;
  /** While a sync runs: how far each source is. */
  readonly progress: readonly SourceProgressView[];
  readonly missing: readonly MissingView[];
}

/** One hour or UTC day of a function. Null: nothing is known of it; what is known to have stood still is zero. */
export interface FunctionMoment {
  readonly at: string;
  readonly invocations: number | null;
  readonly errors: number | null;
  readonly throttles: number | null;
  /** The highest of the step. */
  readonly concurrency: number | null;
  readonly provisionedSpillover: number | null;
  readonly reports: number | null;
  /** Reports with an init, those of provisioned concurrency left out where they are known. */
  readonly coldStarts: number | null;
  readonly restores: number | null;
  readonly initFailures: number | null;
  readonly provisionedInits: number | null;
  readonly durationP50Ms: number | null;
  readonly durationP95Ms: number | null;
  readonly durationP99Ms: number | null;
  readonly initP50Ms: number | null;
  readonly initP95Ms: number | null;
  readonly initP99Ms: number | null;
  /** How many inits the percentiles rest on. */
  readonly inits: number;
  readonly restoreP50Ms: number | null;
  readonly restoreP95Ms: number | null;
  readonly restoreP99Ms: number | null;
  readonly memoryP50Mb: number | null;
  readonly memoryP99Mb: number | null;
  readonly memoryMaxMb: number | null;
  readonly asyncAgeMaxMs: number | null;
  readonly asyncDropped: number | null;
  readonly recursiveDropped: number | null;
  readonly iteratorAgeMaxMs: number | null;
}

export type MomentField = Exclude<keyof FunctionMoment, "at">;

/** A period of a function in one row: sums, highest values, percentiles of merged histograms. */
export type FunctionTotals = Omit<FunctionMoment, "at">;

export interface SeriesChange {
  readonly id: string;
  readonly at: string;
  readonly summary: string;
}

/** The period of the same length before, moved onto this one by whole steps. */
export interface PreviousFunctionSeries {
  readonly from: string;
  readonly to: string;
  readonly shiftMs: number;
  readonly moments: readonly FunctionMoment[];
  readonly totals: FunctionTotals;
}

/** What a function did over a period, and in the one before where that is asked for. */
export interface FunctionSeriesView {
  readonly granularity: "hour" | "day";
  /** Why days are drawn for a period as short as this; null where hours are, or the period is long. */
  readonly granularityReason: string | null;
  readonly moments: readonly FunctionMoment[];
  /** Of the whole period. */
  readonly totals: FunctionTotals;
  /** Of the steps that are over: what is set beside the previous period. */
  readonly compared: FunctionTotals;
  readonly previous: PreviousFunctionSeries | null;
  /** Start of the step that is not over yet. */
  readonly incompleteFrom: string | null;
  readonly changes: readonly SeriesChange[];
  /** Whether the percentiles come from the log reports' histograms, or from CloudWatch where no report was read. */
  readonly quantileSource: "reports" | "metrics" | "both" | "none";
  /** Why metrics are missing. */
  readonly metricsReason: string | null;
  /** Why reports are missing, or not all there. */
  readonly reportReasons: readonly string[];
  /** Whether events of Lambda Insights stand in for reports that its own log does not have. */
  readonly fromInsights: boolean;
}

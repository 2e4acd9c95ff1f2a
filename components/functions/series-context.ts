import type { ChartMark, UnknownRange } from "#components/charts/types.ts";
import type { FunctionThing } from "#lib/domain/views/function-detail.ts";
import type { FunctionMoment, FunctionSeriesView } from "#lib/domain/views/function-series.ts";
import { changeMarks, metricsReason, reportsReason, unknownRanges } from "./series-shapes.ts";

/** What all charts of the tab share. */
export interface SeriesContext {
  readonly axis: {
    readonly marks: readonly ChartMark[];
    readonly incompleteFrom: string | null;
    readonly stepMs: number;
  };
  readonly unknownMetrics: readonly UnknownRange[];
  readonly unknownReports: readonly UnknownRange[];
  /** Of durations, which either metrics or reports tell. */
  readonly unknownDurations: readonly UnknownRange[];
  /** What is said where no metric is known. */
  readonly none: string;
  readonly noReports: string;
}

const rested = "Nothing ran in the time that was read.";

/** The context of a function's series. */
export function seriesContext(thing: FunctionThing, series: FunctionSeriesView): SeriesContext {
  const stepMs = series.granularity === "hour" ? 3_600_000 : 86_400_000;
  const stoodStill = series.totals.invocations === 0;
  const metrics = metricsReason(series, thing);
  const reports = reportsReason(series, thing);
  const range = (reasonOf: (moment: FunctionMoment) => string | null) =>
    unknownRanges(series.moments, stepMs, reasonOf);
  return {
    axis: { marks: changeMarks(series, thing.arn), incompleteFrom: series.incompleteFrom, stepMs },
    unknownMetrics: range(metrics),
    unknownReports: range(reports),
    unknownDurations: range((moment) => (moment.durationP50Ms === null ? (metrics(moment) ?? reports(moment)) : null)),
    none: series.metricsReason ?? (stoodStill ? rested : "No metric was read for this time."),
    noReports: stoodStill ? rested : (series.reportReasons[0] ?? "No log report was read for this time."),
  };
}

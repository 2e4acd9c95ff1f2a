import { QuantileBands } from "#components/charts/quantile-bands.tsx";
import { TimeSeriesChart } from "#components/charts/time-series-chart.tsx";
import { formatCount, formatDuration, formatNoun, formatShare } from "#lib/client/format.ts";
import type { FunctionMoment, FunctionSeriesView } from "#lib/domain/views/function-series.ts";
import type { SeriesContext } from "./series-context.ts";
import { momentSeries, throttleMarks, withPrevious } from "./series-shapes.ts";

interface TrafficChartsProps {
  readonly view: FunctionSeriesView;
  readonly context: SeriesContext;
}

/** What came in, what of it failed or was turned away, and how long it took. */
export function TrafficCharts({ view, context }: TrafficChartsProps) {
  const { totals } = view;
  const { axis, unknownMetrics, unknownDurations, none } = context;
  return (
    <>
      <TimeSeriesChart
        title="Invocations"
        reading={totals.invocations === null ? none : `${formatCount(totals.invocations)}${markText(view)}`}
        unit="count"
        kind="area"
        {...withPrevious(view, (moments) => [momentSeries(moments, "invocations", "Invocations", "invocations")])}
        {...axis}
        unknown={unknownMetrics}
      />
      <TimeSeriesChart
        title="Errors"
        reading={
          totals.errors === null || !totals.invocations
            ? none
            : `${formatShare(totals.errors, totals.invocations)} invocations failed`
        }
        unit="count"
        {...withPrevious(view, (moments) => [
          momentSeries(moments, "errors", "Errors", "errors", "var(--color-critical)"),
        ])}
        {...axis}
        unknown={unknownMetrics}
      />
      <TimeSeriesChart
        title="Throttles"
        reading={throttleReading(view, none)}
        unit="count"
        {...withPrevious(view, (moments) => [
          momentSeries(moments, "throttles", "Throttles", "throttles", "var(--color-medium)"),
        ])}
        {...axis}
        unknown={unknownMetrics}
      />
      <QuantileBands
        title="Duration"
        reading={durationReading(view)}
        unit="ms"
        points={durationPoints(view.moments)}
        {...(view.previous
          ? { previous: { points: durationPoints(view.previous.moments), shiftMs: view.previous.shiftMs } }
          : {})}
        {...axis}
        marks={[...axis.marks, ...throttleMarks(view)]}
        unknown={unknownDurations}
      />
    </>
  );
}

function durationPoints(moments: readonly FunctionMoment[]) {
  return moments.map((moment) => ({
    t: moment.at,
    p50: moment.durationP50Ms,
    p95: moment.durationP95Ms,
    p99: moment.durationP99Ms,
    n: moment.reports ?? moment.invocations ?? 0,
  }));
}

function markText({ changes }: FunctionSeriesView): string {
  return changes.length > 0 ? `; ${formatNoun(changes.length, "change")} marked` : "";
}

function throttleReading({ totals }: FunctionSeriesView, none: string): string {
  const { throttles, provisionedSpillover } = totals;
  if (throttles === null) return none;
  const spilled = provisionedSpillover ? `; ${formatCount(provisionedSpillover)} spilled over what is provisioned` : "";
  return throttles === 0 ? `None was throttled${spilled}` : `${formatNoun(throttles, "request")} throttled${spilled}`;
}

const sources: Readonly<Record<FunctionSeriesView["quantileSource"], string>> = {
  reports: "from log reports",
  metrics: "as CloudWatch gives them: no log report was read",
  both: "from log reports; from CloudWatch where none was read",
  none: "",
};

function durationReading({ totals, quantileSource }: FunctionSeriesView): string {
  if (quantileSource === "none") return "No duration was read for this time.";
  const { durationP50Ms: p50, durationP95Ms: p95, durationP99Ms: p99 } = totals;
  const figures =
    p50 === null || p95 === null || p99 === null
      ? "p50, p95 and p99"
      : `p50 ${formatDuration(p50)}, p95 ${formatDuration(p95)}, p99 ${formatDuration(p99)}`;
  return `${figures}, ${sources[quantileSource]}`;
}

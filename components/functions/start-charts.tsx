import { QuantileBands } from "#components/charts/quantile-bands.tsx";
import { TimeSeriesChart } from "#components/charts/time-series-chart.tsx";
import { FEW, formatDuration, formatNoun, formatPercent, formatShare } from "#lib/client/format.ts";
import type { FunctionMoment, FunctionSeriesView } from "#lib/domain/views/function-series.ts";
import type { SeriesContext } from "./series-context.ts";
import { momentSeries, startShare, withPrevious } from "./series-shapes.ts";

interface StartChartsProps {
  readonly view: FunctionSeriesView;
  readonly context: SeriesContext;
}

/** How often an invocation came with a start, of which kind, and how long an init took. All of it is read from logs. */
export function StartCharts({ view, context }: StartChartsProps) {
  const { moments, previous, totals } = view;
  const { axis, unknownReports, noReports } = context;
  const coverage = coverageText(view);
  return (
    <>
      <TimeSeriesChart
        title="Starts"
        reading={totals.reports === null ? noReports : `${startText(view)}${coverage}`}
        unit="count"
        kind="stacked"
        series={startSeries(moments)}
        {...axis}
        unknown={unknownReports}
      />
      <TimeSeriesChart
        title="Cold-start rate"
        reading={
          totals.reports === null ? noReports : `Shares of ${FEW} reports or more; steps with fewer are gaps${coverage}`
        }
        unit="ratio"
        {...withPrevious(view, (all) => [momentSeries(all, "rate", "Cold-start rate", startShare)])}
        {...axis}
        unknown={unknownReports}
      />
      {(totals.restores ?? 0) > 0 && totals.inits === 0 ? null : (
        <QuantileBands
          title="Init"
          reading={initReading(view)}
          unit="ms"
          points={initPoints(moments)}
          {...(previous ? { previous: { points: initPoints(previous.moments), shiftMs: previous.shiftMs } } : {})}
          {...axis}
          unknown={unknownReports}
        />
      )}
      {(totals.restores ?? 0) > 0 ? (
        <QuantileBands
          title="Restore"
          reading={restoreReading(view)}
          unit="ms"
          points={restorePoints(moments)}
          {...(previous ? { previous: { points: restorePoints(previous.moments), shiftMs: previous.shiftMs } } : {})}
          {...axis}
          unknown={unknownReports}
        />
      ) : null}
    </>
  );
}

/** Kinds of starts that occurred; cold starts stand there always. */
function startSeries(moments: readonly FunctionMoment[]) {
  const kinds = [
    ["coldStarts", "Cold starts"],
    ["restores", "Restores"],
    ["initFailures", "Failed inits"],
    ["provisionedInits", "Ahead, provisioned"],
  ] as const;
  return kinds
    .filter(([field]) => field === "coldStarts" || moments.some((moment) => (moment[field] ?? 0) > 0))
    .map(([field, label]) => momentSeries(moments, field, label, field));
}

function initPoints(moments: readonly FunctionMoment[]) {
  return moments.map((moment) => ({
    t: moment.at,
    p50: moment.initP50Ms,
    p95: moment.initP95Ms,
    p99: moment.initP99Ms,
    n: moment.inits,
  }));
}

function restorePoints(moments: readonly FunctionMoment[]) {
  return moments.map((moment) => ({
    t: moment.at,
    p50: moment.restoreP50Ms,
    p95: moment.restoreP95Ms,
    p99: moment.restoreP99Ms,
    n: moment.restores ?? 0,
  }));
}

function restoreReading({ totals }: FunctionSeriesView): string {
  const { restoreP50Ms: p50, restoreP95Ms: p95, restoreP99Ms: p99, restores } = totals;
  const count = formatNoun(restores ?? 0, "restore");
  if (p50 === null || p95 === null || p99 === null) return `${count}; how long they took was not read`;
  if ((restores ?? 0) < FEW) return `${count}, too few for percentiles that would hold`;
  return `p50 ${formatDuration(p50)}, p95 ${formatDuration(p95)}, p99 ${formatDuration(p99)} of ${count} from SnapStart`;
}

function startText({ totals: { reports, coldStarts, restores, initFailures } }: FunctionSeriesView): string {
  const starts = (coldStarts ?? 0) + (restores ?? 0) + (initFailures ?? 0);
  return `${formatShare(Math.min(reports ?? 0, starts), reports ?? 0)} reports came with a start`;
}

/** How much of what ran was seen in reports, where that is not all. */
function coverageText({ totals: { reports, invocations } }: FunctionSeriesView): string {
  if (reports === null || !invocations) return "";
  const share = Math.min(1, reports / invocations);
  return share >= 0.995 ? "; all invocations reported" : `; reports of ${formatPercent(share)} of the invocations`;
}

function initReading({ totals }: FunctionSeriesView): string {
  const { initP50Ms: p50, initP95Ms: p95, initP99Ms: p99, inits } = totals;
  if (p50 === null || p95 === null || p99 === null) return "No init was seen in this time.";
  if (inits !== null && inits < FEW) return `${formatNoun(inits, "init")}, too few for percentiles that would hold`;
  return `p50 ${formatDuration(p50)}, p95 ${formatDuration(p95)}, p99 ${formatDuration(p99)} of ${formatNoun(inits ?? 0, "init")}`;
}

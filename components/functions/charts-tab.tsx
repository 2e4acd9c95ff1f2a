import { Method } from "#components/layout/method.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { formatInstant } from "#lib/client/format-time.ts";
import type { FunctionThing } from "#lib/domain/views/function-detail.ts";
import type { FunctionSeriesView } from "#lib/domain/views/function-series.ts";
import { CapacityCharts } from "./capacity-charts.tsx";
import { Comparison } from "./comparison.tsx";
import { seriesContext } from "./series-context.ts";
import { StartCharts } from "./start-charts.tsx";
import { TrafficCharts } from "./traffic-charts.tsx";

interface ChartsTabProps {
  readonly thing: FunctionThing;
  readonly series: FunctionSeriesView;
}

/** What the function did, on one time axis, with its changes marked. */
export function ChartsTab({ thing, series }: ChartsTabProps) {
  const context = seriesContext(thing, series);
  const { totals, reportReasons } = series;
  const coverage =
    totals.invocations && totals.reports !== null ? Math.min(1, totals.reports / totals.invocations) : null;
  return (
    <>
      <Notes thing={thing} series={series} />
      <Comparison view={series} range={comparedRange(series)} />
      <div className="grid gap-4 xl:grid-cols-2">
        <TrafficCharts view={series} context={context} />
        {thing.managedInstances ? null : <StartCharts view={series} context={context} />}
        <CapacityCharts thing={thing} view={series} context={context} />
      </div>
      <Method
        formula="Counts are sums, concurrency, ages and most memory the highest value of each step. Percentiles of a step are read off the histogram of its log reports and are right within 2 %; where no report was read they are CloudWatch's own. Those of the whole time come from the merged histograms. The cold-start rate is (cold starts + restores + failed inits) ÷ reports; starts made ahead by provisioned concurrency are not in it."
        sources={["CloudWatch metrics of the function", "REPORT records of its logs", "snapshots of its configuration"]}
        n={totals.invocations}
        coverage={coverage}
        caveats={[
          series.granularity === "hour" ? "Steps are hours." : "Steps are UTC days, in whatever zone times are shown.",
          "A step in which CloudWatch was read and told nothing counts as standing still. Marks say what happened then, not what caused it.",
          ...(coverage !== null && coverage < 0.995 ? reportReasons : []),
        ]}
      />
    </>
  );
}

/** What has to be known before the charts are read. */
function Notes({ thing, series }: ChartsTabProps) {
  return (
    <div className="mb-4 grid gap-2 empty:hidden">
      {series.metricsReason ? (
        <Callout tone="warning" title="Metrics are missing">
          {series.metricsReason}
        </Callout>
      ) : null}
      {thing.managedInstances ? (
        <Callout tone="info" title="On Managed Instances">
          Environments run all the time: starts, init and memory of single invocations do not apply, and have no charts.
        </Callout>
      ) : null}
      {series.fromInsights ? (
        <Callout tone="info" title="From Lambda Insights">
          Starts, init, duration and memory are those of the events of the Lambda Insights extension, since its own log
          does not tell all of them.
        </Callout>
      ) : null}
      {thing.logFormat === "JSON" && thing.systemLogLevel === "WARN" && !series.fromInsights ? (
        <Callout tone="warning" title="Only failures are reported">
          The system log level WARN hides the reports of successful invocations: what is read from logs speaks of
          failures alone.
        </Callout>
      ) : null}
      {series.granularityReason ? <Callout tone="info">{series.granularityReason}</Callout> : null}
    </div>
  );
}

function comparedRange({ previous, incompleteFrom, granularity }: FunctionSeriesView): string {
  if (!previous) return "";
  const open = incompleteFrom === null ? "" : `; the ${granularity} that is not over is left out of both`;
  return `Before: ${formatInstant(new Date(previous.from), "UTC")} to ${formatInstant(new Date(previous.to), "UTC")}${open}. Percentiles are those of merged log reports.`;
}

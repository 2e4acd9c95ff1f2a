import { QuantileBands } from "#components/charts/quantile-bands.tsx";
import { TimeSeriesChart } from "#components/charts/time-series-chart.tsx";
import type { ChartSeries } from "#components/charts/types.ts";
import { Method } from "#components/layout/method.tsx";
import { formatCount, formatMemory, formatNoun, formatShare } from "#lib/client/format.ts";
import type { FunctionMoment, FunctionSeriesView, FunctionThing } from "#lib/domain/views/function-detail.ts";

interface ChartsTabProps {
  readonly thing: FunctionThing;
  readonly series: FunctionSeriesView;
  readonly now: string;
}

type Field = Exclude<keyof FunctionMoment, "at">;

/** What the function did, on one time axis, with its changes marked. */
export function ChartsTab({ thing, series, now }: ChartsTabProps) {
  const { moments, granularity } = series;
  const step = granularity === "hour" ? 3_600_000 : 86_400_000;
  const last = moments.at(-1)?.at;
  const axis = {
    marks: series.changes.map(({ at, summary }) => ({ t: at, label: summary, tone: "change" as const })),
    incompleteFrom: last && Date.parse(last) + step > Date.parse(now) ? last : null,
  };
  const sum = (field: Field) => moments.reduce((total, moment) => total + (moment[field] ?? 0), 0);
  const any = (field: Field) => moments.some((moment) => moment[field] !== null);
  const line = (id: Field, label: string, color?: string): ChartSeries => ({
    id,
    label,
    points: moments.map((moment) => ({ t: moment.at, v: moment[id] })),
    ...(color ? { color } : {}),
  });
  const none = "Nothing was read for this period.";
  const bucket = granularity === "hour" ? "by hour" : "by UTC day";
  return (
    <>
      <div className="grid gap-4 xl:grid-cols-2">
        <TimeSeriesChart
          title="Invocations"
          reading={any("invocations") ? `${formatCount(sum("invocations"))} ${bucket}${changeText(series)}` : none}
          unit="count"
          kind="area"
          series={[line("invocations", "Invocations")]}
          {...axis}
        />
        <TimeSeriesChart
          title="Errors and throttles"
          reading={
            any("invocations")
              ? `${formatCount(sum("errors"))} errors, ${formatCount(sum("throttles"))} throttles`
              : none
          }
          unit="count"
          series={[
            line("errors", "Errors", "var(--color-critical)"),
            line("throttles", "Throttles", "var(--color-medium)"),
          ]}
          {...axis}
        />
        <QuantileBands
          title="Duration"
          reading={quantileText(series)}
          unit="ms"
          points={moments.map((moment) => ({
            t: moment.at,
            p50: moment.durationP50Ms,
            p95: moment.durationP95Ms,
            p99: moment.durationP99Ms,
            n: moment.reports ?? moment.invocations ?? 0,
          }))}
        />
        <TimeSeriesChart
          title="Starts"
          reading={
            any("starts")
              ? `${formatShare(sum("starts"), sum("reports"))} reports waited for a start`
              : "No log report was read for this period."
          }
          unit="ratio"
          series={[
            {
              id: "coldStartRate",
              label: "Cold-start rate",
              points: moments.map(({ at, starts, reports }) => ({
                t: at,
                v: starts !== null && reports ? starts / reports : null,
              })),
            },
          ]}
          {...axis}
        />
        <TimeSeriesChart
          title="Concurrency"
          reading={any("concurrency") ? `${formatCount(highest(moments, "concurrency"))} at the peak` : none}
          unit="count"
          series={[line("concurrency", "Highest concurrency")]}
          {...(thing.reservedConcurrency === null
            ? {}
            : { limit: { value: thing.reservedConcurrency, label: "Reserved" } })}
          {...axis}
        />
        <TimeSeriesChart
          title="Memory used"
          reading={
            any("memoryMaxMb")
              ? `${formatMemory(highest(moments, "memoryMaxMb"))} at most${thing.memoryMb === null ? "" : `, of ${formatMemory(thing.memoryMb)}`}`
              : "No log report was read for this period."
          }
          unit="mb"
          series={[line("memoryMaxMb", "Most memory used")]}
          {...(thing.memoryMb === null ? {} : { limit: { value: thing.memoryMb, label: "Configured" } })}
          {...axis}
        />
      </div>
      <Method
        formula="Counts are sums, concurrency and memory the highest value of each step. Percentiles of a step are read off the histogram of its log reports and are right within 2 %; where no report was read they are CloudWatch's own. The cold-start rate is (cold starts + restores + failed inits) ÷ reports."
        sources={["CloudWatch metrics of the function", "REPORT records of its logs", "snapshots of its configuration"]}
        n={any("invocations") ? sum("invocations") : null}
        coverage={sum("invocations") > 0 && any("reports") ? Math.min(1, sum("reports") / sum("invocations")) : null}
      />
    </>
  );
}

function highest(moments: readonly FunctionMoment[], field: Field): number {
  return moments.reduce((top, moment) => Math.max(top, Number(moment[field] ?? 0)), 0);
}

function changeText({ changes }: FunctionSeriesView): string {
  return changes.length > 0 ? `, ${formatNoun(changes.length, "change")} marked` : "";
}

function quantileText({ quantileSource }: FunctionSeriesView): string {
  switch (quantileSource) {
    case "reports":
      return "p50, p95 and p99 from the histograms of log reports";
    case "metrics":
      return "p50, p95 and p99 as CloudWatch gives them: no log report was read";
    case "both":
      return "p50, p95 and p99 from log reports; from CloudWatch where none was read";
    case "none":
      return "No duration was read for this period.";
  }
}

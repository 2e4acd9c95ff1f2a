import { Heatmap } from "#components/charts/heatmap.tsx";
import { TimeSeriesChart } from "#components/charts/time-series-chart.tsx";
import { formatCount, formatDuration, formatMemory, formatNoun } from "#lib/client/format.ts";
import type { FunctionThing } from "#lib/domain/views/function-detail.ts";
import type { FunctionMoment, FunctionSeriesView } from "#lib/domain/views/function-series.ts";
import type { SeriesContext } from "./series-context.ts";
import { momentSeries, throttleMarks, withPrevious } from "./series-shapes.ts";

interface CapacityChartsProps {
  readonly thing: FunctionThing;
  readonly view: FunctionSeriesView;
  readonly context: SeriesContext;
}

/** How much of what it may use it used: environments, memory; and what waited in front of it. */
export function CapacityCharts({ thing, view, context }: CapacityChartsProps) {
  const { totals } = view;
  const { axis, unknownMetrics, none } = context;
  return (
    <>
      <TimeSeriesChart
        title="Concurrency"
        reading={
          totals.concurrency === null
            ? none
            : `${formatCount(totals.concurrency)} at the peak; ${reservationText(thing.reservedConcurrency)}`
        }
        unit="count"
        {...withPrevious(view, (moments) => [
          momentSeries(moments, "concurrency", "Highest concurrency", "concurrency"),
        ])}
        limits={concurrencyLimits(thing)}
        {...axis}
        marks={[...axis.marks, ...throttleMarks(view)]}
        unknown={unknownMetrics}
      />
      {thing.managedInstances ? null : <MemoryChart thing={thing} view={view} context={context} />}
      <QueueCharts view={view} context={context} />
      <WeekChart view={view} />
    </>
  );
}

function reservationText(reserved: number | null): string {
  return reserved === null
    ? "no reservation: it shares what the account has left"
    : `${formatCount(reserved)} reserved`;
}

function concurrencyLimits({ reservedConcurrency, provisionedConcurrency }: FunctionThing) {
  const provisioned = (provisionedConcurrency ?? []).reduce((sum, { allocated }) => sum + allocated, 0);
  return [
    ...(reservedConcurrency === null ? [] : [{ value: reservedConcurrency, label: "Reserved" }]),
    ...(provisioned > 0 ? [{ value: provisioned, label: "Provisioned" }] : []),
  ];
}

function MemoryChart({ thing: { memoryMb }, view, context }: CapacityChartsProps) {
  const { memoryMaxMb, memoryP50Mb, memoryP99Mb } = view.totals;
  const spread =
    memoryP50Mb === null || memoryP99Mb === null
      ? ""
      : `; p50 ${formatMemory(Math.round(memoryP50Mb))}, p99 ${formatMemory(Math.round(memoryP99Mb))}`;
  const of = memoryMb === null ? "" : ` of ${formatMemory(memoryMb)}`;
  return (
    <TimeSeriesChart
      title="Memory used"
      reading={memoryMaxMb === null ? context.noReports : `${formatMemory(memoryMaxMb)} at most${of}${spread}`}
      unit="mb"
      {...withPrevious(view, memorySeries)}
      {...(memoryMb === null ? {} : { limit: { value: memoryMb, label: "Configured" } })}
      {...context.axis}
      unknown={context.unknownReports}
    />
  );
}

function memorySeries(moments: readonly FunctionMoment[]) {
  const spread = moments.some(({ memoryP99Mb }) => memoryP99Mb !== null);
  return [
    momentSeries(moments, "max", "Most", "memoryMaxMb"),
    ...(spread
      ? [momentSeries(moments, "p99", "p99", "memoryP99Mb"), momentSeries(moments, "p50", "p50", "memoryP50Mb")]
      : []),
  ];
}

/** Only where the function has such a queue or stream, which its metrics tell. */
function QueueCharts({ view, context }: Omit<CapacityChartsProps, "thing">) {
  const { asyncAgeMaxMs, asyncDropped, iteratorAgeMaxMs, recursiveDropped } = view.totals;
  const { axis, unknownMetrics } = context;
  const drops = (asyncDropped ?? 0) + (recursiveDropped ?? 0);
  return (
    <>
      {asyncAgeMaxMs === null ? null : (
        <TimeSeriesChart
          title="Age of asynchronous events"
          reading={`${formatDuration(asyncAgeMaxMs)} at most before they were handed over`}
          unit="ms"
          {...withPrevious(view, (moments) => [momentSeries(moments, "age", "Oldest event", "asyncAgeMaxMs")])}
          {...axis}
          unknown={unknownMetrics}
        />
      )}
      {drops === 0 ? null : (
        <TimeSeriesChart
          title="Events dropped"
          reading={[
            asyncDropped === null ? null : `${formatNoun(asyncDropped, "asynchronous event")} given up`,
            recursiveDropped === null ? null : `${formatNoun(recursiveDropped, "event")} stopped as recursive`,
          ]
            .filter((part) => part !== null)
            .join(", ")}
          unit="count"
          {...withPrevious(view, (moments) => [
            momentSeries(moments, "async", "Given up", "asyncDropped"),
            momentSeries(moments, "recursive", "Stopped as recursive", "recursiveDropped"),
          ])}
          {...axis}
          unknown={unknownMetrics}
        />
      )}
      {iteratorAgeMaxMs === null ? null : (
        <TimeSeriesChart
          title="Iterator age"
          reading={`${formatDuration(iteratorAgeMaxMs)} behind the stream at most`}
          unit="ms"
          {...withPrevious(view, (moments) => [momentSeries(moments, "age", "Iterator age", "iteratorAgeMaxMs")])}
          {...axis}
          unknown={unknownMetrics}
        />
      )}
    </>
  );
}

const fewestHours = 48;

/** A week needs hours: where days are drawn it has no picture. */
function WeekChart({ view: { granularity, moments } }: { readonly view: FunctionSeriesView }) {
  const known = moments.filter(({ invocations }) => invocations !== null).length;
  if (granularity !== "hour" || known < fewestHours) return null;
  return (
    <Heatmap
      title="When it runs"
      reading={`Invocations in an hour of the week, mean of ${formatNoun(known, "hour")}`}
      unit="count"
      points={moments.map(({ at, invocations }) => ({ t: at, v: invocations }))}
    />
  );
}

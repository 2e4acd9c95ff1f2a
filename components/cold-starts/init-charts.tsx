import { HistogramChart } from "#components/charts/histogram-chart.tsx";
import { QuantileBands } from "#components/charts/quantile-bands.tsx";
import { TimeSeriesChart } from "#components/charts/time-series-chart.tsx";
import { formatChange, formatDuration, formatExact, formatPercent } from "#lib/client/format.ts";
import type { ColdStartsView, PreviousStarts, StartMoment } from "#lib/domain/views/cold-starts.ts";
import { startChanges } from "./start-changes.ts";

/** Init over time, the share of starts over time, how init and restores are distributed; with the period before. */
export function InitCharts({ view }: { readonly view: ColdStartsView }) {
  const { moments, total, previous } = view;
  // A range of one's own is by UTC day, even of one day; of a preset there are always two moments that tell.
  const step = view.wholeDays ? { stepMs: 86_400_000 } : {};
  if (total.rate.value === null) return null;
  return (
    <div className="mb-6 grid gap-4 xl:grid-cols-2">
      <QuantileBands
        className="xl:col-span-2"
        title="Init over time"
        reading={seriesReading(view)}
        unit="ms"
        points={moments.map(quantilePoint)}
        incompleteFrom={view.incompleteFrom}
        {...step}
        {...(previous ? { previous: { points: previous.moments.map(quantilePoint), shiftMs: previous.shiftMs } } : {})}
      />
      <TimeSeriesChart
        className={view.restoreDistribution.length > 0 ? "xl:col-span-2" : ""}
        title="Cold-start rate over time"
        reading={rateReading(moments, previous)}
        unit="ratio"
        series={[{ id: "rate", label: "Cold-start rate", points: moments.map(ratePoint) }]}
        incompleteFrom={view.incompleteFrom}
        {...step}
        {...(previous
          ? {
              previous: {
                series: [{ id: "rate", points: previous.moments.map(ratePoint) }],
                shiftMs: previous.shiftMs,
              },
            }
          : {})}
      />
      <HistogramChart
        title="How long init takes"
        reading={
          total.p50Ms === null || total.p95Ms === null
            ? "No init was seen."
            : `Half of ${formatExact(total.initCount)} inits take up to ${formatDuration(total.p50Ms)}, 95 of 100 up to ${formatDuration(total.p95Ms)}.`
        }
        unit="ms"
        noun="inits"
        buckets={view.distribution}
        quantiles={marks([total.p50Ms, total.p95Ms, total.p99Ms])}
      />
      {view.restoreDistribution.length > 0 && view.restoreQuantiles ? (
        <HistogramChart
          title="How long restores take"
          reading={`SnapStart: half of ${formatExact(total.restores)} restores take up to ${formatDuration(view.restoreQuantiles.p50Ms)}, 95 of 100 up to ${formatDuration(view.restoreQuantiles.p95Ms)}.`}
          unit="ms"
          noun="restores"
          buckets={view.restoreDistribution}
          quantiles={marks([view.restoreQuantiles.p50Ms, view.restoreQuantiles.p95Ms, view.restoreQuantiles.p99Ms])}
        />
      ) : null}
    </div>
  );
}

const quantilePoint = ({ t, p50Ms, p95Ms, p99Ms, initCount }: StartMoment) => ({
  t,
  p50: p50Ms,
  p95: p95Ms,
  p99: p99Ms,
  n: initCount,
});

const ratePoint = ({ t, rate }: StartMoment) => ({ t, v: rate.tooFew ? null : rate.value });

function marks(values: readonly (number | null)[]) {
  const labels = ["p50", "p95", "p99"];
  return values.flatMap((value, k) => (value === null ? [] : [{ label: labels[k] ?? "", value }]));
}

function seriesReading({ moments, total, previous }: ColdStartsView): string {
  const seen = moments.flatMap(({ p95Ms }) => p95Ms ?? []);
  if (seen.length === 0) return "No init was seen in this period.";
  const span = `p95 between ${formatDuration(Math.min(...seen))} and ${formatDuration(Math.max(...seen))}`;
  if (!previous) return `${span}.`;
  if (previous.p95Ms === null || total.p95Ms === null) return `${span}; no init was seen in the period before.`;
  const { p95 } = startChanges(total, previous);
  const change = p95 === null ? "too few inits to compare" : formatChange(p95.before, p95.now);
  return `${span}; over the period ${formatDuration(total.p95Ms)}, before ${formatDuration(previous.p95Ms)} (${change}).`;
}

function rateReading(moments: readonly StartMoment[], previous: PreviousStarts | null): string {
  const seen = moments.flatMap(({ rate }) => (rate.tooFew || rate.value === null ? [] : [rate.value]));
  if (seen.length === 0) return "Too few reports at any moment for a share.";
  const before =
    previous === null
      ? ""
      : previous.rate.tooFew || previous.rate.value === null
        ? " Of the period before too few reports were read."
        : ` Before: ${formatPercent(previous.rate.value)} over the period.`;
  return `Between ${formatPercent(Math.min(...seen))} and ${formatPercent(Math.max(...seen))}; moments with fewer than 30 reports are gaps.${before}`;
}

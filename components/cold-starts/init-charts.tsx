import { HistogramChart } from "#components/charts/histogram-chart.tsx";
import { QuantileBands } from "#components/charts/quantile-bands.tsx";
import { TimeSeriesChart } from "#components/charts/time-series-chart.tsx";
import { formatDuration, formatExact, formatPercent } from "#lib/client/format.ts";
import type { ColdStartsView, StartMoment } from "#lib/domain/views/cold-starts.ts";

/** Init over time, the share of starts over time, and how init is distributed. */
export function InitCharts({ view }: { readonly view: ColdStartsView }) {
  const { moments, total } = view;
  if (total.rate.value === null) return null;
  return (
    <div className="mb-6 grid gap-4 xl:grid-cols-2">
      <QuantileBands
        className="xl:col-span-2"
        title="Init over time"
        reading={seriesReading(moments)}
        unit="ms"
        points={moments.map(({ t, p50Ms, p95Ms, p99Ms, initCount }) => ({
          t,
          p50: p50Ms,
          p95: p95Ms,
          p99: p99Ms,
          n: initCount,
        }))}
      />
      <TimeSeriesChart
        title="Cold-start rate over time"
        reading={rateReading(moments)}
        unit="ratio"
        series={[
          {
            id: "rate",
            label: "Cold-start rate",
            points: moments.map(({ t, rate }) => ({ t, v: rate.tooFew ? null : rate.value })),
          },
        ]}
        incompleteFrom={view.incompleteFrom}
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
        quantiles={[
          ["p50", total.p50Ms],
          ["p95", total.p95Ms],
          ["p99", total.p99Ms],
        ].flatMap(([label, value]) =>
          typeof label === "string" && typeof value === "number" ? [{ label, value }] : [],
        )}
      />
    </div>
  );
}

function seriesReading(moments: readonly StartMoment[]): string {
  const seen = moments.flatMap(({ p95Ms }) => p95Ms ?? []);
  if (seen.length === 0) return "No init was seen in this period.";
  return `p95 between ${formatDuration(Math.min(...seen))} and ${formatDuration(Math.max(...seen))}.`;
}

function rateReading(moments: readonly StartMoment[]): string {
  const seen = moments.flatMap(({ rate }) => (rate.tooFew || rate.value === null ? [] : [rate.value]));
  if (seen.length === 0) return "Too few reports at any moment for a share.";
  return `Between ${formatPercent(Math.min(...seen))} and ${formatPercent(Math.max(...seen))}; moments with fewer than 30 reports are gaps.`;
}

import { TimeSeriesChart } from "#components/charts/time-series-chart.tsx";
import type { ChartSeries } from "#components/charts/types.ts";
import { formatExact, formatNoun } from "#lib/client/format.ts";
import type { ConcurrencyMoment, ConcurrencyPlace, ConcurrencyView } from "#lib/domain/views/concurrency.ts";

const mostMarks = 12;

/** Claimed and running concurrency of one account-Region against its limit, with its throttles as marks. */
export function PlaceChart({ view, chosen }: { readonly view: ConcurrencyView; readonly chosen: ConcurrencyPlace }) {
  const { moments } = view;
  const series: ChartSeries[] = [
    line("claimed", "Claimed", moments, ({ claimed }) => claimed),
    line("concurrent", "Running at once", moments, ({ concurrent }) => concurrent),
    line("unreserved", "Without a reservation", moments, ({ unreserved }) => unreserved),
  ].filter(({ points }) => points.some(({ v }) => v !== null));
  if (series.length === 0)
    return (
      <p className="mb-4 text-sm text-muted">No concurrency metric of this account-Region was read for the period.</p>
    );
  return (
    <TimeSeriesChart
      className="mb-4"
      title="Concurrency over time"
      reading={reading(chosen)}
      unit="count"
      series={series}
      marks={throttleMarks(moments)}
      incompleteFrom={view.incompleteFrom}
      {...(chosen.limit === null
        ? {}
        : { limit: { value: chosen.limit, label: `Limit ${formatExact(chosen.limit)}` } })}
    />
  );
}

function line(
  id: string,
  label: string,
  moments: readonly ConcurrencyMoment[],
  read: (at: ConcurrencyMoment) => number | null,
) {
  return { id, label, points: moments.map((moment) => ({ t: moment.t, v: read(moment) })) };
}

function throttleMarks(moments: readonly ConcurrencyMoment[]) {
  return moments
    .filter(({ throttles }) => (throttles ?? 0) > 0)
    .toSorted((a, b) => (b.throttles ?? 0) - (a.throttles ?? 0))
    .slice(0, mostMarks)
    .map(({ t, throttles }) => ({ t, label: formatNoun(throttles ?? 0, "throttle"), tone: "throttle" as const }));
}

function reading({ claimed, limit, headroom, basis }: ConcurrencyPlace): string {
  if (claimed === null || limit === null || headroom === null) return "Headroom is not known here.";
  const left = headroom > 0 ? `${formatExact(headroom)} were left` : "nothing was left";
  const how = basis === "derived" ? " (from its parts)" : "";
  return `At most ${formatExact(claimed)} of ${formatExact(limit)} were claimed${how}; ${left}.`;
}

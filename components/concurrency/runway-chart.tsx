import { TimeSeriesChart } from "#components/charts/time-series-chart.tsx";
import type { ChartPoint } from "#components/charts/types.ts";
import { Method } from "#components/layout/method.tsx";
import { formatExact } from "#lib/client/format.ts";
import type { ClaimedDay } from "#lib/domain/concurrency/headroom-runway.ts";
import type { ConcurrencyPlace } from "#lib/domain/views/concurrency.ts";
import { runwaySentence } from "./runway-text.ts";

interface RunwayChartProps {
  readonly place: ConcurrencyPlace;
  readonly days: readonly ClaimedDay[];
  /** Executions at once on the same days. */
  readonly running: readonly (number | null)[];
}

/** The daily maxima of a quarter, where they lead, and the limit. */
export function RunwayChart({ place, days, running }: RunwayChartProps) {
  const { runway, limit } = place;
  const projection = runway.state === "growing" ? runway.projection : [];
  if (!days.some(({ claimed }) => claimed !== null))
    return <p className="mb-4 text-sm text-muted">No day of claimed concurrency has been read here.</p>;
  const [first] = projection;
  const last = projection.at(-1);
  const points = (some: readonly ClaimedDay[]): ChartPoint[] =>
    some.map(({ day, claimed }) => ({ t: instantOf(day), v: claimed }));
  return (
    <>
      <TimeSeriesChart
        title="Claimed at most, by UTC day"
        reading={runwaySentence(runway)}
        unit="count"
        zoomable={false}
        series={[
          { id: "claimed", label: "Claimed", points: points(days) },
          {
            id: "running",
            label: "Running at once",
            points: days.map(({ day }, index) => ({ t: instantOf(day), v: running[index] ?? null })),
          },
          ...(first === undefined
            ? []
            : [{ id: "projected", label: "If it goes on like this", points: points(projection) }]),
        ]}
        {...(first === undefined || last === undefined
          ? {}
          : {
              unknown: [
                { from: instantOf(first.day), to: instantOf(last.day), reason: "projected from the days before" },
              ],
            })}
        {...(limit === null ? {} : { limit: { value: limit, label: `Limit ${formatExact(limit)}` } })}
      />
      <Method
        formula="A least-squares line through the daily maxima of the last 90 days with a level of its own for each weekday; interval 95 %, widened where days resemble the one before. It runs out on the first day whose projection reaches today's limit; no day is named where the interval of the slope holds 0, where it did not grow in both halves of the days, or from fewer than 28 days."
        sources={[
          "CloudWatch ClaimedAccountConcurrency and ConcurrentExecutions by UTC day",
          "Lambda GetAccountSettings",
        ]}
        n={days.filter(({ claimed }) => claimed !== null).length}
        caveats={["Whatever is launched, moved or reserved in the meantime."]}
      />
    </>
  );
}

function instantOf(day: string): string {
  return `${day}T00:00:00.000Z`;
}

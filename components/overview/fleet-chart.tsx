import { TimeSeriesChart } from "#components/charts/time-series-chart.tsx";
import { formatCount } from "#lib/client/format.ts";
import type { FleetMoment } from "#lib/domain/views/overview.ts";

interface FleetChartProps {
  readonly moments: readonly FleetMoment[];
  readonly granularity: "hour" | "day";
  readonly now: string;
}

/** Invocations over the period, and what of them failed or was turned away. */
export function FleetChart({ moments, granularity, now }: FleetChartProps) {
  const step = granularity === "hour" ? 3_600_000 : 86_400_000;
  const last = moments.at(-1)?.at;
  const open = last && Date.parse(last) + step > Date.parse(now) ? last : null;
  const series = (key: "invocations" | "errors" | "throttles") =>
    moments.map((moment) => ({ t: moment.at, v: moment[key] }));
  const total = moments.reduce((sum, { invocations }) => sum + (invocations ?? 0), 0);
  const errors = moments.reduce((sum, moment) => sum + (moment.errors ?? 0), 0);
  return (
    <div className="grid content-start gap-4">
      <TimeSeriesChart
        title="Invocations"
        reading={
          moments.length === 0
            ? "No metric has been read for this period."
            : `${formatCount(total)} over the ${moments.length} ${granularity === "hour" ? "hours" : "whole UTC days"} drawn`
        }
        unit="count"
        kind="area"
        height={180}
        series={[{ id: "invocations", label: "Invocations", points: series("invocations") }]}
        incompleteFrom={open}
      />
      <TimeSeriesChart
        title="Errors and throttles"
        reading={moments.length === 0 ? "No metric has been read for this period." : `${formatCount(errors)} errors`}
        unit="count"
        height={140}
        series={[
          { id: "errors", label: "Errors", points: series("errors"), color: "var(--color-critical)" },
          { id: "throttles", label: "Throttles", points: series("throttles"), color: "var(--color-medium)" },
        ]}
        incompleteFrom={open}
      />
    </div>
  );
}

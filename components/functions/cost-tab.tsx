import { TimeSeriesChart } from "#components/charts/time-series-chart.tsx";
import { Method } from "#components/layout/method.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Stat, StatRow } from "#components/ui/stat.tsx";
import { Term } from "#components/ui/term.tsx";
import { formatUsd } from "#lib/client/format.ts";
import type { FunctionCostView } from "#lib/domain/views/function-detail.ts";

/** What the function costs at list price: this month, and by day over the period. */
export function CostTab({ cost }: { readonly cost: FunctionCostView }) {
  const known = cost.days.filter(({ usd }) => usd !== null);
  const total = known.reduce((sum, { usd }) => sum + (usd ?? 0), 0);
  if (cost.unknownReason)
    return (
      <Callout tone="warning" title="The cost of this function is not known">
        {cost.unknownReason}
      </Callout>
    );
  return (
    <>
      <StatRow className="mb-4">
        <Stat
          label={
            <>
              This month, <Term name="estimate">estimate</Term>
            </>
          }
          value={cost.monthUsd === null ? "not known" : formatUsd(cost.monthUsd)}
          hint={`complete UTC days of ${cost.month}`}
        />
        <Stat
          label="Forecast for the month"
          value={cost.forecastUsd === null ? "not yet" : formatUsd(cost.forecastUsd)}
          hint={cost.forecastUsd === null ? "three complete days are needed" : "at the mean of the last seven days"}
        />
        <Stat
          label="In the period"
          value={formatUsd(total)}
          hint={`${known.length} of ${cost.days.length} UTC days known`}
        />
      </StatRow>
      <TimeSeriesChart
        title="Cost by day"
        reading={`${formatUsd(total)} at list price; the last day is not over`}
        unit="usd"
        kind="area"
        series={[
          {
            id: "cost",
            label: "Cost",
            points: cost.days.map(({ day, usd }) => ({ t: `${day}T00:00:00.000Z`, v: usd })),
          },
        ]}
        incompleteFrom={cost.days.at(-1) ? `${cost.days.at(-1)?.day}T00:00:00.000Z` : null}
      />
      <Method
        formula="Invocations × price of a request + GB-seconds × price of a GB-second in the Region, first tier. GB-seconds are the billed time of the reports where they cover 95 % of invocations, scaled to all of them; else the Duration metric × memory, which lacks INIT."
        sources={[
          `list prices of ${cost.priceDate}`,
          "CloudWatch Invocations and Duration",
          "billed time of REPORT records",
        ]}
        caveats={[
          cost.daysWithoutInit > 0 ? `On ${cost.daysWithoutInit} days INIT and rounding are left out.` : "",
          "Free tier, discounts, provisioned concurrency, logs and data transfer are left out.",
        ].filter(Boolean)}
      />
    </>
  );
}

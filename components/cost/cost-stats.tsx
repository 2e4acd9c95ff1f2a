import { Measure } from "#components/ui/measure.tsx";
import { Stat, StatRow } from "#components/ui/stat.tsx";
import { Term } from "#components/ui/term.tsx";
import { formatPercent, formatUsd } from "#lib/client/format.ts";
import type { CostView } from "#lib/domain/views/cost.ts";

const unread = "No use was read, or no price is known.";

/** The three opinions side by side, never blended: list-price estimate, billed, unit cost; and the month. */
export function CostStats({ view }: { readonly view: CostView }) {
  const { total, month } = view;
  const priced = (total.invocations ?? 0) - total.unpricedInvocations;
  const share = (part: number | null) =>
    part !== null && total.costUsd ? formatPercent(part / total.costUsd) : "not known";
  return (
    <StatRow className="mb-6">
      <Stat
        label={<Term name="estimate">List-price estimate</Term>}
        value={<Measure value={total.costUsd} unit="usd" unknown={unread} />}
        hint={`requests ${share(total.requestsUsd)}, duration ${share(total.durationUsd)}`}
      />
      <Stat
        label={<Term name="billed">Billed</Term>}
        value={<span className="text-lg text-faint">not connected</span>}
        hint="needs Cost Explorer of the payer"
      />
      <Stat
        label="Unit cost"
        value={
          total.costUsd !== null && priced > 0 ? (
            formatUsd((total.costUsd / priced) * 1e6)
          ) : (
            <Measure value={null} unit="usd" none="Nothing ran" />
          )
        }
        hint="per 1,000,000 invocations"
      />
      <Stat
        label="INIT share"
        value={total.initUsd === null ? <Measure value={null} unit="usd" unknown={unread} /> : share(total.initUsd)}
        hint={total.initUsd === null ? "no report read" : `${formatUsd(total.initUsd)} of the estimate`}
      />
      <Stat
        label={`${month.month} to date`}
        value={
          month.daysKnown === 0 ? (
            <Measure value={null} unit="usd" unknown="No complete day of the month is known." />
          ) : (
            formatUsd(month.spentUsd)
          )
        }
        hint={`${month.daysKnown} of ${month.daysInMonth} days known${month.unpricedInvocations > 0 ? ", part without a price" : ""}`}
      />
      <Stat
        label="Forecast of the month"
        value={<Measure value={month.forecastUsd} unit="usd" unknown="A forecast needs three complete days." />}
        hint={month.forecastUsd === null ? "needs three days" : `mean of the last ${month.daysBehind} days`}
      />
      {month.freeTierUsd === null ? null : (
        <Stat
          label="Free tier"
          value={`up to ${formatUsd(month.freeTierUsd)}`}
          hint="off the month’s bill, per payer; not taken off above"
        />
      )}
    </StatRow>
  );
}

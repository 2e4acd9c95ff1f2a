import type { ReactNode } from "react";
import { FactValue } from "#components/ui/fact-value.tsx";
import { Stat, StatRow } from "#components/ui/stat.tsx";
import { Term } from "#components/ui/term.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import {
  FEW,
  formatChange,
  formatCount,
  formatExact,
  formatPercent,
  formatShare,
  formatUsd,
} from "#lib/client/format.ts";
import { onInstancesHref } from "#lib/domain/views/functions.ts";
import type { MonthCostView, OverviewView } from "#lib/domain/views/overview.ts";

const notRead = { state: "notYetRead", reason: "No metric has been read for the scope and period." } as const;

/** The figures of the fleet in one row. */
export function FleetFigures({
  overview,
  canSeeCost,
}: {
  readonly overview: OverviewView;
  readonly canSeeCost: boolean;
}) {
  const { totals, previous, cost } = overview;
  const unmeasured = totals.functions - totals.measured;
  return (
    <StatRow>
      <Stat
        label="Functions"
        value={<TextLink href="/functions">{formatExact(totals.functions)}</TextLink>}
        hint={unmeasured > 0 ? `${formatCount(unmeasured)} without metrics yet` : "all with metrics"}
      />
      <Amount label="Invocations" value={totals.invocations} before={previous?.invocations} />
      <Amount
        label="Errors"
        value={totals.errors}
        before={previous?.errors}
        moreIs="bad"
        hint={totals.invocations ? `${formatPercent((totals.errors ?? 0) / totals.invocations)} of invocations` : null}
      />
      <Amount
        label={<Term name="throttle">Throttles</Term>}
        value={totals.throttles}
        before={previous?.throttles}
        moreIs="bad"
      />
      <Stat
        label={<Term name="cold-start rate">Cold starts</Term>}
        value={
          <FactValue
            unknown={
              totals.starts === null
                ? { state: "notYetRead", reason: "No log report has been read for the period." }
                : null
            }
          >
            {totals.starts === null || totals.reports === null ? null : shareOf(totals.starts, totals.reports)}
          </FactValue>
        }
        hint={<StartsHint totals={totals} />}
      />
      {canSeeCost ? <MonthCost cost={cost} /> : null}
    </StatRow>
  );
}

interface AmountProps {
  readonly label: ReactNode;
  readonly value: number | null;
  readonly before: number | null | undefined;
  readonly moreIs?: "bad";
  readonly hint?: ReactNode;
}

function Amount({ label, value, before, moreIs, hint }: AmountProps) {
  const compared = value !== null && before !== null && before !== undefined;
  const worse = compared && value > before;
  return (
    <Stat
      label={label}
      value={
        <FactValue unknown={value === null ? notRead : null}>{value === null ? null : formatCount(value)}</FactValue>
      }
      hint={hint}
      {...(compared ? { delta: formatChange(before, value) } : {})}
      deltaTone={moreIs === "bad" && compared && value !== before ? (worse ? "bad" : "good") : "neutral"}
    />
  );
}

function shareOf(starts: number, reports: number): string {
  return reports < FEW ? formatShare(starts, reports) : formatPercent(starts / reports);
}

/** What the rate rests on, and what is left out of it. */
function StartsHint({ totals }: Pick<OverviewView, "totals">) {
  const { reports, startInvocations: ran, onInstances } = totals;
  const coverage = reports !== null && ran ? `, ${formatPercent(Math.min(1, reports / ran))} coverage` : "";
  return (
    <>
      {reports === null ? "no reports read" : `of ${formatCount(reports)} reports${coverage}`}
      {onInstances > 0 ? (
        <>
          ; without <TextLink href={onInstancesHref}>{formatExact(onInstances)} on Managed Instances</TextLink>
        </>
      ) : null}
    </>
  );
}

function MonthCost({ cost }: { readonly cost: MonthCostView | null }) {
  if (!cost)
    return (
      <Stat
        label="Cost this month"
        value={<TextLink href="/cost">See cost</TextLink>}
        hint="not kept ready for this combination of scopes"
      />
    );
  const forecast =
    cost.forecastUsd === null
      ? `${cost.daysBehind} of the 3 days that a forecast needs`
      : `${formatUsd(cost.forecastUsd)} forecast for the month`;
  return (
    <Stat
      label="Cost this month"
      value={
        <FactValue
          unknown={
            cost.daysKnown === 0
              ? { state: "notYetRead", reason: "No complete day of this month has been priced yet." }
              : null
          }
        >
          <TextLink href="/cost">{formatUsd(cost.spentUsd)}</TextLink>
        </FactValue>
      }
      hint={`${forecast}${cost.unpricedInvocations > 0 ? `; ${formatCount(cost.unpricedInvocations)} invocations have no known price` : ""}`}
    />
  );
}

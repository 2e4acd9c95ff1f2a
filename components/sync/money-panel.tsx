import type { ReactNode } from "react";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Stat, StatRow } from "#components/ui/stat.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatPercent, formatUsd } from "#lib/client/format.ts";
import type { SpendingView } from "#lib/domain/views/sync-spending.ts";
import { BudgetBar } from "./budget-bar.tsx";
import { PostponedList } from "./postponed-list.tsx";

interface MoneyPanelProps {
  readonly spending: SpendingView;
  /** Whether this person may set the budget. */
  readonly mayManage: boolean;
}

/** What syncs cost this month, what the budget has left, and what is put off so that it is kept. */
export function MoneyPanel({ spending, mayManage }: MoneyPanelProps) {
  const { month, budgetUsd, spentUsd, reservedUsd, leftUsd, projectedUsd, economy, postponed } = spending;
  return (
    <Card aria-label="Cost of syncs this month">
      <CardHeader
        title={`Cost of syncs in ${monthName(month)}`}
        reading={
          <>
            Lamplight {economy.level === 0 ? "" : "now "}
            {economy.title}
            {economy.level > 0 && economy.since ? (
              <>
                , since <RelativeTime at={economy.since} />
              </>
            ) : null}
            . Dollars at AWS’s list prices; months and days are UTC.
          </>
        }
        actions={
          mayManage ? (
            <TextLink href="/settings/collection">{budgetUsd === null ? "Set a budget" : "Change"}</TextLink>
          ) : null
        }
      />
      <CardBody className="grid grid-cols-1 gap-3">
        <BudgetBar {...{ budgetUsd, spentUsd, reservedUsd, projectedUsd }} />
        <StatRow className="grid-cols-2 md:grid-cols-5">
          <Stat
            label="Spent"
            value={formatUsd(spentUsd)}
            hint={budgetUsd === null || budgetUsd === 0 ? null : `${formatPercent(spentUsd / budgetUsd)} of the budget`}
          />
          <Stat
            label="Budget"
            value={budgetUsd === null ? "none" : formatUsd(budgetUsd)}
            hint={budgetUsd === null ? "Nothing is slowed" : "A month"}
          />
          <Stat
            label="Left"
            value={leftUsd === null ? "no limit" : formatUsd(leftUsd)}
            hint="Neither spent nor reserved"
          />
          <Stat label="Reserved" value={formatUsd(reservedUsd)} hint="For tasks under way" />
          <Stat
            label="By the end of the month"
            value={projectedUsd === null ? "not known yet" : formatUsd(projectedUsd)}
            hint={projectionHint(spending)}
          />
        </StatRow>
        <Exhausted spending={spending} mayManage={mayManage} />
        <PostponedList postponed={postponed} />
      </CardBody>
    </Card>
  );
}

function Exhausted({ spending, mayManage }: MoneyPanelProps): ReactNode {
  const { budgetUsd, leftUsd, economy } = spending;
  if (budgetUsd === null || leftUsd !== 0) return null;
  return (
    <Callout
      tone="warning"
      title={budgetUsd === 0 ? "The budget is $0: nothing that AWS bills is read" : "This month’s budget is used up"}
    >
      Lamplight {economy.title}. What was known stays and gets older; pages say how old. It goes on when the next month
      begins (UTC){mayManage ? ", or when the budget is raised." : ", or when an administrator raises the budget."}
    </Callout>
  );
}

function projectionHint({ budgetUsd, projectedUsd }: SpendingView): string {
  if (projectedUsd === null) return "Once functions have been listed";
  if (budgetUsd === null) return "At the usual pace";
  return projectedUsd <= budgetUsd ? "At the present pace, within the budget" : "At the present pace, over the budget";
}

function monthName(month: string): string {
  return new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
}

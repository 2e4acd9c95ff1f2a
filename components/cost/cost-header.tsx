import { Download } from "lucide-react";
import { AnalysisHeader } from "#components/layout/analysis-header.tsx";
import { buttonClasses } from "#components/ui/button-classes.ts";
import { Term } from "#components/ui/term.tsx";
import { formatExact, formatPercent, formatUsd } from "#lib/client/format.ts";
import type { CostView } from "#lib/domain/views/cost.ts";
import { PrintButton } from "./print-button.tsx";

interface CostHeaderProps {
  readonly view: CostView;
  readonly query: string;
  readonly canExport: boolean;
}

/** The question, its answer with figures, and how they were computed. */
export function CostHeader({ view, query, canExport }: CostHeaderProps) {
  const { total, priceDate, wholeDays, beyondRollups } = view;
  const seen = total.invocations ?? 0;
  return (
    <AnalysisHeader
      question="What does the fleet cost, and who spends it?"
      answer={<Answer view={view} />}
      actions={
        <>
          {canExport ? (
            <a href={`/api/cost/export?${query}`} download className={buttonClasses({ size: "sm" })}>
              <Download aria-hidden /> Export CSV
            </a>
          ) : null}
          <PrintButton />
        </>
      }
      method={{
        formula: (
          <>
            <Term name="estimate">Estimate</Term> = invocations × price of a request + GB-seconds × price of duration,
            for the function’s Region and architecture. GB-seconds are billed milliseconds × configured memory from log
            reports where these cover 95 % of invocations; else the Duration metric × memory, which lacks INIT and
            rounding. Duration tiers run over the whole organisation’s month. The forecast adds the mean of the last
            seven complete days for each day to come.
          </>
        ),
        sources: [
          `AWS list prices as of ${priceDate}`,
          "CloudWatch Invocations and Duration",
          "REPORT and platform.report lines",
        ],
        n: seen,
        coverage: seen === 0 ? null : 1 - total.unpricedInvocations / seen,
        caveats: [
          "Free tier, Savings Plans, discounts, provisioned concurrency, /tmp, SnapStart, logs, NAT and data transfer.",
          "Coverage is the share of invocations whose price is known.",
          ...(wholeDays
            ? ["A range of one’s own counts whole UTC days at the price of the first tier: up to 3 s."]
            : []),
          ...(beyondRollups
            ? ["This scope cuts across the ready-made days, so the trend is summed from single functions."]
            : []),
        ],
      }}
    />
  );
}

function Answer({ view }: { readonly view: CostView }) {
  const { total, groups, month } = view;
  if (total.costUsd === null)
    return (
      <>
        Not known yet: no use of {formatExact(total.functions)} functions has been read, or no price of their Regions.
      </>
    );
  const top = groups.find(({ costUsd }) => costUsd !== null);
  return (
    <>
      <strong>{formatUsd(total.costUsd)}</strong> in this period by list-price estimate
      {top && total.costUsd > 0 ? (
        <>
          , {formatPercent((top.costUsd ?? 0) / total.costUsd)} of it by{" "}
          <strong className="[overflow-wrap:anywhere]">{top.label}</strong>
        </>
      ) : null}
      {month.forecastUsd === null ? "" : `; the month will come to about ${formatUsd(month.forecastUsd)}`}.
    </>
  );
}

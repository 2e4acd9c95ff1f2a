import { formatUsd } from "#lib/client/format.ts";
import type { SpendingView } from "#lib/domain/views/sync-spending.ts";

type Money = Pick<SpendingView, "budgetUsd" | "spentUsd" | "reservedUsd" | "projectedUsd">;

/** Spent and reserved against the budget, with a mark where the month is going. Nothing without a budget. */
export function BudgetBar({ budgetUsd, spentUsd, reservedUsd, projectedUsd }: Money) {
  if (budgetUsd === null) return null;
  const scale = Math.max(budgetUsd, spentUsd + reservedUsd, projectedUsd ?? 0) || 1;
  const at = (usd: number) => `${(100 * usd) / scale}%`;
  const words = [
    `${formatUsd(spentUsd)} spent`,
    ...(reservedUsd > 0 ? [`${formatUsd(reservedUsd)} reserved`] : []),
    `of ${formatUsd(budgetUsd)}`,
    ...(projectedUsd === null ? [] : [`${formatUsd(projectedUsd)} by the end of the month`]),
  ].join(", ");
  return (
    <div role="img" aria-label={words} className="relative h-5">
      <div className="absolute inset-x-0 top-1.5 flex h-2 overflow-hidden rounded-full bg-pressed">
        <div className={spentUsd >= budgetUsd ? "bg-critical" : "bg-accent"} style={{ width: at(spentUsd) }} />
        <div className="bg-accent/40" style={{ width: at(reservedUsd) }} />
      </div>
      {scale > budgetUsd ? <Mark left={at(budgetUsd)} label="budget" tone="bg-critical" /> : null}
      {projectedUsd === null ? null : <Mark left={at(projectedUsd)} label="projection" tone="bg-ink" />}
    </div>
  );
}

function Mark({ left, label, tone }: { readonly left: string; readonly label: string; readonly tone: string }) {
  return <span title={label} className={`absolute inset-y-0 w-0.5 -translate-x-1/2 ${tone}`} style={{ left }} />;
}

import { TimeSeriesChart } from "#components/charts/time-series-chart.tsx";
import { FirstUse } from "#components/states/first-use.tsx";
import { PartialBar } from "#components/states/partial-bar.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { formatNoun, formatUsd } from "#lib/client/format.ts";
import type { CostDay, CostView } from "#lib/domain/views/cost.ts";
import { CostFunctionsTable } from "./cost-functions-table.tsx";
import { CostGroups } from "./cost-groups.tsx";
import { CostHeader } from "./cost-header.tsx";
import { CostStats } from "./cost-stats.tsx";
import { PrintCover } from "./print-cover.tsx";
import { UnpricedBar } from "./unpriced-bar.tsx";

interface CostPageProps {
  readonly view: CostView;
  /** Scope and order as a query string. */
  readonly query: string;
  readonly canExport: boolean;
}

/** What does the fleet cost, and who spends it? */
export function CostPage({ view, query, canExport }: CostPageProps) {
  if (view.functions === 0 && view.total.costUsd === null) return <NoCost missing={view.missing.length > 0} />;
  return (
    <>
      <PrintCover view={view} />
      <CostHeader view={view} query={query} canExport={canExport} />
      <PartialBar missing={view.missing} effect="What their functions cost is not, or not all, in these figures." />
      <UnpricedBar total={view.total} />
      <CostStats view={view} />
      <TimeSeriesChart
        className="mb-6"
        title="Cost by day"
        reading={reading(view.days, view.today)}
        unit="usd"
        kind="area"
        series={[
          {
            id: "cost",
            label: "List-price estimate",
            points: view.days.map(({ day, costUsd }) => ({ t: `${day}T00:00:00.000Z`, v: costUsd })),
          },
        ]}
        incompleteFrom={`${view.today}T00:00:00.000Z`}
      />
      <CostGroups view={view} />
      <section className="mt-8">
        <h2 className="mb-1 text-lg font-semibold">Functions by cost</h2>
        <p className="mb-3 text-sm text-muted">
          List-price estimate of requests and duration over the period; sort by any figure.
        </p>
        <CostFunctionsTable initial={view.ranking} query={query} canExport={canExport} />
      </section>
    </>
  );
}

function reading(days: readonly CostDay[], today: string): string {
  const known = days.filter(({ day, costUsd }) => costUsd !== null && day < today);
  const top = known.toSorted((a, b) => (b.costUsd ?? 0) - (a.costUsd ?? 0))[0];
  if (!top) return "No complete day of this period is known yet.";
  const mean = known.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0) / known.length;
  return `${formatUsd(mean)} a day over ${formatNoun(known.length, "complete UTC day")}; most on ${top.day} (${formatUsd(top.costUsd ?? 0)}).`;
}

function NoCost({ missing }: { readonly missing: boolean }) {
  return (
    <FirstUse title="No cost to show" action={<LinkButton href="/sync">See the sync</LinkButton>}>
      {missing
        ? "Functions or metrics of this scope have not been read. Cost is use times list price, so it comes with them."
        : "There is no function in this scope. Widen it at the top of the page, or run a first sync."}
    </FirstUse>
  );
}

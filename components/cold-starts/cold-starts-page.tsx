import { FirstUse } from "#components/states/first-use.tsx";
import { PartialBar } from "#components/states/partial-bar.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatExact, formatNoun } from "#lib/client/format.ts";
import type { ColdStartsView, GapKind } from "#lib/domain/views/cold-starts.ts";
import { onInstancesHref } from "#lib/domain/views/functions.ts";
import { ColdStartsHeader } from "./cold-starts-header.tsx";
import { InitCharts } from "./init-charts.tsx";
import { LaterRemedies, LaterUncovered, LaterWeek } from "./later-parts.tsx";
import { OffendersTable } from "./offenders-table.tsx";
import { StartGroups } from "./start-groups.tsx";
import { StartStats } from "./start-stats.tsx";

interface ColdStartsPageProps {
  readonly view: ColdStartsView;
  /** Scope and order of the page as a query string. */
  readonly query: string;
  readonly canSeeCost: boolean;
  readonly canExport: boolean;
  /** Scope of the page alone, for what is read once the page stands. */
  readonly scopeQuery: string;
  /** The reason for missing reports whose functions are asked for. */
  readonly gap: GapKind | null;
}

/** Where do people wait for cold starts? */
export function ColdStartsPage({ view, query, canSeeCost, canExport, scopeQuery, gap }: ColdStartsPageProps) {
  if (view.functions === 0) return <NoFunctions onInstances={view.onInstances} missing={view.missing.length > 0} />;
  return (
    <>
      <ColdStartsHeader view={view} />
      <OnInstances functions={view.onInstances} />
      <PartialBar missing={view.missing} effect="Starts of their functions are not, or not all, in these figures." />
      <StartStats total={view.total} previous={view.previous} canSeeCost={canSeeCost} />
      <InitCharts view={view} />
      <LaterWeek query={scopeQuery} />
      <StartGroups view={view} canSeeCost={canSeeCost} />
      <LaterRemedies query={scopeQuery} canSeeCost={canSeeCost} />
      <section className="mt-8">
        <h2 className="mb-1 text-lg font-semibold">Worst offenders</h2>
        <p className="mb-3 text-sm text-muted">
          Functions by the time that callers waited for their starts a day; sort by {canSeeCost ? "cost, " : ""}rate
          {view.wholeDays ? "" : ", p99"} or starts. Choose a row to see what can be done about it.
        </p>
        <OffendersTable
          initial={view.offenders}
          query={query}
          scopeQuery={scopeQuery}
          canSeeCost={canSeeCost}
          canExport={canExport}
          wholeDays={view.wholeDays}
        />
      </section>
      <LaterUncovered query={scopeQuery} gap={gap} />
    </>
  );
}

/** Whom the figures leave out. */
function OnInstances({ functions }: { readonly functions: number }) {
  if (functions === 0) return null;
  return (
    <p className="mb-4 text-sm text-muted">
      <TextLink href={onInstancesHref}>{formatNoun(functions, "function")} on Managed Instances</TextLink>{" "}
      {functions === 1 ? "is" : "are"} not counted: environments there run all the time, and their reports tell no init.
    </p>
  );
}

function NoFunctions({ onInstances, missing }: { readonly onInstances: number; readonly missing: boolean }) {
  if (onInstances > 0)
    return (
      <FirstUse title="No starts to show" action={<LinkButton href={onInstancesHref}>See these functions</LinkButton>}>
        {onInstances === 1
          ? "The one function in this scope runs on Managed Instances"
          : `All ${formatExact(onInstances)} functions in this scope run on Managed Instances`}
        , where environments run all the time: no invocation waits for a start.
      </FirstUse>
    );
  return (
    <FirstUse title="No starts to show" action={<LinkButton href="/sync">See the sync</LinkButton>}>
      {missing
        ? "Functions of this scope have not been read. Starts come from their log reports, which a sync reads last."
        : "There is no function in this scope. Widen accounts, Regions or team at the top of the page, or run a first sync."}
    </FirstUse>
  );
}

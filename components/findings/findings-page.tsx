import { FacetPanel } from "#components/data-table/facet-panel.tsx";
import { ListHeader } from "#components/layout/list-header.tsx";
import { PartialBar } from "#components/states/partial-bar.tsx";
import { Term } from "#components/ui/term.tsx";
import type { FindingSort, FindingWindow, PersonOption, RuleOutcomeView } from "#lib/domain/views/findings.ts";
import type { Facet } from "#lib/domain/views/functions.ts";
import type { MissingSource } from "#lib/domain/views/missing-source.ts";
import { FindingTable } from "./finding-table.tsx";
import { NoFindings } from "./no-findings.tsx";
import { RuleOutcomes } from "./rule-outcomes.tsx";

export interface FindingsPageProps {
  readonly window: FindingWindow;
  readonly facets: readonly Facet[];
  readonly outcomes: readonly RuleOutcomeView[];
  readonly people: readonly PersonOption[];
  readonly missing: readonly MissingSource[];
  /** Everything that decides which rows there are, as a query string. */
  readonly query: string;
  readonly filtered: boolean;
  readonly sort: FindingSort;
  readonly whyNoTriage: string | null;
  readonly canSeeRoles: boolean;
  readonly canExport: boolean;
}

/** One queue for all rules: what was found, the proof, what to do, who decided what. */
export function FindingsPage(props: FindingsPageProps) {
  const { window, facets, outcomes, missing } = props;
  return (
    <>
      <ListHeader
        title="Findings"
        count={window.total}
        description={
          <>
            What the rules see now, in the accounts, Regions and team in scope; the time range does not apply. A{" "}
            <Term name="finding" /> closes only when its <Term name="evidence" /> was seen to be gone.
          </>
        }
      />
      <PartialBar
        missing={missing}
        effect="What could not be read could not be checked: it counts neither as passed nor as found."
      />
      <div className="flex flex-col gap-3 xl:flex-row xl:gap-5">
        <FacetPanel facets={facets} />
        <div className="min-w-0 flex-1">
          <FindingTable
            initial={window}
            query={props.query}
            sort={props.sort}
            facets={facets}
            people={props.people}
            whyNoTriage={props.whyNoTriage}
            canSeeRoles={props.canSeeRoles}
            canExport={props.canExport}
            empty={<NoFindings filtered={props.filtered} outcomes={outcomes} />}
          />
        </div>
      </div>
      <RuleOutcomes outcomes={outcomes} />
    </>
  );
}

import { FacetPanel } from "#components/data-table/facet-panel.tsx";
import { PropertyFilter } from "#components/data-table/property-filter.tsx";
import { ListHeader } from "#components/layout/list-header.tsx";
import { PartialBar } from "#components/states/partial-bar.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { formatNoun } from "#lib/client/format.ts";
import type { ChangePage, ChangeSummary } from "#lib/domain/views/changes.ts";
import type { Facet } from "#lib/domain/views/functions.ts";
import type { MissingSource } from "#lib/domain/views/missing-source.ts";
import { ChangeTimeline } from "./change-timeline.tsx";
import { ClassChips } from "./class-chips.tsx";
import { DayBars } from "./day-bars.tsx";
import { filterProperties } from "./filter-properties.ts";
import { NoChanges } from "./no-changes.tsx";

export interface ChangesPageProps {
  readonly page: ChangePage;
  readonly summary: ChangeSummary;
  readonly facets: readonly Facet[];
  readonly missing: readonly MissingSource[];
  readonly query: string;
  readonly from: string;
  readonly to: string;
  readonly filtered: boolean;
  readonly canSeeRoles: boolean;
}

/** What changed across the fleet, when, and who did it. */
export function ChangesPage(props: ChangesPageProps) {
  const { page, summary, facets, missing, query, from, to } = props;
  return (
    <>
      <ListHeader
        title="Changes"
        count={summary.total}
        description={
          summary.total > 0
            ? `${formatNoun(summary.total, "change")} of ${formatNoun(summary.entities, "thing")} in the time range.`
            : "What differs between two syncs, and who did it as far as CloudTrail says."
        }
        actions={
          <LinkButton href="/changes/compare" size="sm">
            Compare two moments
          </LinkButton>
        }
      />
      <PartialBar missing={missing} effect="Changes there, or who made them, may be missing." />
      <div className="flex flex-col gap-3 xl:flex-row xl:gap-5">
        <FacetPanel facets={facets.filter(({ property }) => property !== "class")} />
        <div className="min-w-0 flex-1">
          <div className="mb-4 grid grid-cols-1 gap-2">
            <PropertyFilter
              properties={filterProperties(facets)}
              textProperty="name"
              placeholder="Filter by property or name"
            />
            <ClassChips facet={facets.find(({ property }) => property === "class")} />
          </div>
          {summary.total > 0 ? (
            <>
              <DayBars days={summary.days} from={from} to={to} />
              <ChangeTimeline key={query} initial={page} query={query} canSeeRoles={props.canSeeRoles} />
            </>
          ) : (
            <NoChanges summary={summary} filtered={props.filtered} from={from} to={to} />
          )}
        </div>
      </div>
    </>
  );
}

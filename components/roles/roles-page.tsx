import { FacetPanel } from "#components/data-table/facet-panel.tsx";
import { ListHeader } from "#components/layout/list-header.tsx";
import { EmptyFiltered } from "#components/states/empty-filtered.tsx";
import { FirstUse } from "#components/states/first-use.tsx";
import { PartialBar } from "#components/states/partial-bar.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { Facet } from "#lib/domain/views/functions.ts";
import type { MissingSource } from "#lib/domain/views/missing-source.ts";
import type { RoleSort, RoleWindow } from "#lib/domain/views/roles.ts";
import { RoleTable } from "./role-table.tsx";

export interface RolesPageProps {
  readonly window: RoleWindow;
  readonly facets: readonly Facet[];
  readonly missing: readonly MissingSource[];
  readonly query: string;
  readonly sort: RoleSort;
  readonly canExport: boolean;
}

/** Execution roles by what they may do. */
export function RolesPage({ window, facets, missing, query, sort, canExport }: RolesPageProps) {
  const narrowed = ["accounts", "regions", "team", "q", "filter"].some((name) => new URLSearchParams(query).has(name));
  return (
    <>
      <ListHeader
        title="Roles"
        count={window.total}
        description="Execution roles, the one that can reach the most first: those that functions run as, and those that Lambda may assume. Roles belong to no Region; Regions and team in scope narrow to roles that functions there run as. The time range does not apply."
      />
      <PartialBar missing={missing} effect="Verdicts about their roles are not proved any more and show as unknown." />
      <div className="flex flex-col gap-3 xl:flex-row xl:gap-5">
        <FacetPanel facets={facets} />
        <div className="min-w-0 flex-1">
          <RoleTable
            initial={window}
            query={query}
            sort={sort}
            facets={facets}
            canExport={canExport}
            empty={
              narrowed ? (
                <EmptyFiltered what="roles" clearHref="/roles?filter=&q=" />
              ) : (
                <FirstUse title="No role has been read yet" action={<TextLink href="/sync">See the sync</TextLink>}>
                  Roles appear here when the first account&apos;s IAM has been read.
                </FirstUse>
              )
            }
          />
        </div>
      </div>
    </>
  );
}

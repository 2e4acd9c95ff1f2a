import type { Metadata } from "next";
import { type PageProps, queryString, readFleetScope } from "#app/(console)/analysis-request.ts";
import { isFiltered } from "#app/(console)/filter-request.ts";
import { FindingsPage } from "#components/findings/findings-page.tsx";
import { WINDOW_SIZE } from "#lib/client/table-params.ts";
import { can } from "#lib/domain/permissions/roles.ts";
import { requirePageViewer } from "#lib/server/guard.ts";
import { listAssignees } from "#lib/server/queries/findings/list-assignees.ts";
import { listFindingFacets } from "#lib/server/queries/findings/list-finding-facets.ts";
import { listFindings } from "#lib/server/queries/findings/list-findings.ts";
import { listRuleOutcomes } from "#lib/server/queries/findings/list-rule-outcomes.ts";
import { listMissingSources } from "#lib/server/queries/period/missing-sources.ts";
import { readFindingRequest } from "./finding-request.ts";

export const metadata: Metadata = { title: "Findings" };

export default async function Page({ searchParams }: PageProps) {
  const viewer = await requirePageViewer("findings:read");
  const parameters = await searchParams;
  const { filter, sort } = readFindingRequest(parameters);
  const mayTriage = can(viewer.role, "findings:triage");
  const [window, facets, outcomes, people, missing] = await Promise.all([
    listFindings({ filter, sort, offset: 0, limit: WINDOW_SIZE }),
    listFindingFacets(filter),
    listRuleOutcomes(filter),
    mayTriage ? listAssignees() : [],
    listMissingSources(readFleetScope(parameters, new Date()), ["functions", "roles", "triggers", "detail", "network"]),
  ]);
  return (
    <FindingsPage
      window={window}
      facets={facets}
      outcomes={outcomes}
      people={people}
      missing={missing}
      query={queryString(parameters, ["sort", "q", "filter"])}
      filtered={isFiltered(filter)}
      sort={sort}
      whyNoTriage={
        mayTriage
          ? null
          : `Deciding about findings is for security reviewers and administrators. Your role, ${viewer.role}, may read them.`
      }
      canSeeRoles={can(viewer.role, "roles:read")}
      canExport={can(viewer.role, "export:run")}
    />
  );
}

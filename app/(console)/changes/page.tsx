import type { Metadata } from "next";
import { type PageProps, queryString, readFleetScope } from "#app/(console)/analysis-request.ts";
import { isFiltered } from "#app/(console)/filter-request.ts";
import { ChangesPage } from "#components/changes/changes-page.tsx";
import { can } from "#lib/domain/permissions/roles.ts";
import { requirePageViewer } from "#lib/server/guard.ts";
import { listChangeFacets } from "#lib/server/queries/changes/list-change-facets.ts";
import { listChanges } from "#lib/server/queries/changes/list-changes.ts";
import { summariseChanges } from "#lib/server/queries/changes/summarise-changes.ts";
import { listMissingSources } from "#lib/server/queries/period/missing-sources.ts";
import { readChangeRequest } from "./change-request.ts";

export const metadata: Metadata = { title: "Changes" };

export default async function Page({ searchParams }: PageProps) {
  const viewer = await requirePageViewer("changes:read");
  const parameters = await searchParams;
  const now = new Date();
  const request = readChangeRequest(parameters, now);
  const [page, summary, facets, missing] = await Promise.all([
    listChanges(request, null),
    summariseChanges(request),
    listChangeFacets(request),
    listMissingSources(readFleetScope(parameters, now), ["functions", "roles", "who-changed"]),
  ]);
  return (
    <ChangesPage
      page={page}
      summary={summary}
      facets={facets}
      missing={missing}
      query={queryString(parameters, ["q", "filter"])}
      from={request.from.toISOString()}
      to={request.to.toISOString()}
      filtered={isFiltered(request.filter)}
      canSeeRoles={can(viewer.role, "roles:read")}
    />
  );
}

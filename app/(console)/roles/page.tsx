import type { Metadata } from "next";
import { type PageProps, queryString, readFleetScope } from "#app/(console)/analysis-request.ts";
import { RolesPage } from "#components/roles/roles-page.tsx";
import { WINDOW_SIZE } from "#lib/client/table-params.ts";
import { can } from "#lib/domain/permissions/roles.ts";
import { requirePageViewer } from "#lib/server/guard.ts";
import { listMissingSources } from "#lib/server/queries/period/missing-sources.ts";
import { listRoleFacets } from "#lib/server/queries/roles/list-role-facets.ts";
import { listRoles } from "#lib/server/queries/roles/list-roles.ts";
import { readRoleRequest } from "./role-request.ts";

export const metadata: Metadata = { title: "Roles" };

export default async function Page({ searchParams }: PageProps) {
  const viewer = await requirePageViewer("roles:read");
  const parameters = await searchParams;
  const { filter, sort } = readRoleRequest(parameters);
  const [window, facets, missing] = await Promise.all([
    listRoles({ filter, sort, offset: 0, limit: WINDOW_SIZE }),
    listRoleFacets(filter),
    listMissingSources(readFleetScope(parameters, new Date()), ["roles"]),
  ]);
  return (
    <RolesPage
      window={window}
      facets={facets}
      missing={missing}
      query={queryString(parameters, ["sort", "q", "filter"])}
      sort={sort}
      canExport={can(viewer.role, "export:run")}
    />
  );
}

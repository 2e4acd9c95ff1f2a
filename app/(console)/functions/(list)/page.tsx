import type { Metadata } from "next";
import { FunctionsPage } from "#components/functions/functions-page.tsx";
import { loadScope } from "#lib/client/scope.ts";
import { WINDOW_SIZE } from "#lib/client/table-params.ts";
import { can } from "#lib/domain/permissions/roles.ts";
import { requirePageViewer } from "#lib/server/guard.ts";
import { getFreshness } from "#lib/server/queries/frame.ts";
import { listFacets } from "#lib/server/queries/functions/list-facets.ts";
import { listFunctions } from "#lib/server/queries/functions/list-functions.ts";
import { listSavedViews } from "#lib/server/queries/functions/list-saved-views.ts";
import { keptRead } from "#lib/server/views/kept-view.ts";
import { readListRequest } from "./list-request.ts";

export const metadata: Metadata = { title: "Functions" };

interface PageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Page({ searchParams }: PageProps) {
  const viewer = await requirePageViewer("inventory:read");
  const parameters = await searchParams;
  const now = new Date();
  const request = readListRequest(parameters, now);
  const { filter, period } = request;
  const { preset } = period;
  const cost = can(viewer.role, "cost:read");
  const [window, facets, views, freshness] = await Promise.all([
    listFunctions({ ...request, offset: 0, limit: WINDOW_SIZE, now, cost }),
    keptRead("function-facets", { filter, ...(preset === null ? period : { preset }) }, () =>
      listFacets(filter, period, now),
    ),
    listSavedViews("functions", viewer.userId),
    getFreshness(),
  ]);
  return (
    <FunctionsPage
      window={window}
      facets={facets}
      views={views}
      freshness={freshness}
      query={queryOf(parameters)}
      sort={request.sort}
      preset={preset}
      asOf={loadScope(parameters).asof?.toISOString().slice(0, 10) ?? null}
      canSeeCost={cost}
      canExport={can(viewer.role, "export:run")}
      canSave={can(viewer.role, "views:save")}
    />
  );
}

/** Everything of the address that decides which rows there are, as one query string. */
function queryOf(parameters: Record<string, string | string[] | undefined>): string {
  const query = new URLSearchParams();
  for (const name of ["accounts", "regions", "team", "range", "sort", "q", "filter"]) {
    const value = parameters[name];
    if (typeof value === "string" && value !== "") query.set(name, value);
  }
  return query.toString();
}

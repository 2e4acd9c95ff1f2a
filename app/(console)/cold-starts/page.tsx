import type { Metadata } from "next";
import { type PageProps, queryString, readFleetScope } from "#app/(console)/analysis-request.ts";
import { ColdStartsPage } from "#components/cold-starts/cold-starts-page.tsx";
import { loadScope } from "#lib/client/scope.ts";
import { WINDOW_SIZE } from "#lib/client/table-params.ts";
import { can } from "#lib/domain/permissions/roles.ts";
import { gapKinds, startDimensions } from "#lib/domain/views/cold-starts.ts";
import { requirePageViewer } from "#lib/server/guard.ts";
import { getColdStarts } from "#lib/server/queries/cold-starts/get-cold-starts.ts";
import { keptView } from "#lib/server/views/kept-view.ts";
import { readOffenderOrder } from "./offenders-request.ts";

export const metadata: Metadata = { title: "Cold starts" };

export default async function Page({ searchParams }: PageProps) {
  const viewer = await requirePageViewer("inventory:read");
  const parameters = await searchParams;
  const now = new Date();
  const scope = readFleetScope(parameters, now);
  const withCost = can(viewer.role, "cost:read");
  const dimension = startDimensions.find(({ value }) => value === parameters.by)?.value ?? "runtime";
  const gap = gapKinds.find((kind) => kind === parameters.gap) ?? null;
  const page = {
    ...readOffenderOrder(parameters, { withCost, ownRange: scope.preset === null }),
    offset: 0,
    limit: WINDOW_SIZE,
    withCost,
  };
  const { compare } = loadScope(parameters);
  const view = await keptView("cold-starts", scope, { dimension, page, compare }, () =>
    getColdStarts(scope, dimension, page, { compare, now }),
  );
  return (
    <ColdStartsPage
      view={view}
      query={queryString(parameters, ["sort"])}
      canSeeCost={withCost}
      canExport={can(viewer.role, "export:run")}
      scopeQuery={queryString(parameters, [])}
      gap={gap}
    />
  );
}

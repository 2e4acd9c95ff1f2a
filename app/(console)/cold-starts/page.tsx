import type { Metadata } from "next";
import { type PageProps, queryString, readFleetScope } from "#app/(console)/analysis-request.ts";
import { ColdStartsPage } from "#components/cold-starts/cold-starts-page.tsx";
import { WINDOW_SIZE } from "#lib/client/table-params.ts";
import { can } from "#lib/domain/permissions/roles.ts";
import { startDimensions } from "#lib/domain/views/cold-starts.ts";
import { requirePageViewer } from "#lib/server/guard.ts";
import { getColdStarts } from "#lib/server/queries/cold-starts/get-cold-starts.ts";
import { readOffenderOrder } from "./offenders-request.ts";

export const metadata: Metadata = { title: "Cold starts" };

export default async function Page({ searchParams }: PageProps) {
  const viewer = await requirePageViewer("inventory:read");
  const parameters = await searchParams;
  const withCost = can(viewer.role, "cost:read");
  const dimension = startDimensions.find(({ value }) => value === parameters.by)?.value ?? "runtime";
  const view = await getColdStarts(readFleetScope(parameters, new Date()), dimension, {
    ...readOffenderOrder(parameters, withCost),
    offset: 0,
    limit: WINDOW_SIZE,
    withCost,
  });
  return <ColdStartsPage view={view} query={queryString(parameters, ["sort"])} canSeeCost={withCost} />;
}

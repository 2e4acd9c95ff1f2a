import type { Metadata } from "next";
import { type PageProps, queryString, readFleetScope } from "#app/(console)/analysis-request.ts";
import { NetworkPage } from "#components/network/network-page.tsx";
import { can } from "#lib/domain/permissions/roles.ts";
import { requirePageViewer } from "#lib/server/guard.ts";
import { getNetwork } from "#lib/server/queries/network/get-network.ts";
import { keptView } from "#lib/server/views/kept-view.ts";

export const metadata: Metadata = { title: "Network" };

export default async function Page({ searchParams }: PageProps) {
  const viewer = await requirePageViewer("inventory:read");
  const parameters = await searchParams;
  const now = new Date();
  const withCost = can(viewer.role, "cost:read");
  const scope = readFleetScope(parameters, now);
  const view = await keptView("network", scope, { withCost }, () => getNetwork(scope, { withCost, now }));
  return (
    <NetworkPage
      view={view}
      query={queryString(parameters, [])}
      canSeeCost={withCost}
      canExport={can(viewer.role, "export:run")}
    />
  );
}

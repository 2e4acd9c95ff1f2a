import type { Metadata } from "next";
import { Suspense } from "react";
import { FleetFailuresCard } from "#components/failures/fleet-failures-card.tsx";
import { OverviewPage } from "#components/overview/overview-page.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { loadScope, resolveRange } from "#lib/client/scope.ts";
import { can } from "#lib/domain/permissions/roles.ts";
import { requirePageViewer } from "#lib/server/guard.ts";
import { listFleetFailures } from "#lib/server/queries/failures/list-fleet-failures.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import { getOverview } from "#lib/server/queries/overview/get-overview.ts";
import { keptView } from "#lib/server/views/kept-view.ts";

export const metadata: Metadata = { title: "Overview" };

interface PageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Page({ searchParams }: PageProps) {
  const viewer = await requirePageViewer("inventory:read");
  const now = new Date();
  const chosen = loadScope(await searchParams);
  const preset = chosen.range.kind === "preset" ? chosen.range.preset : null;
  const scope = {
    accountIds: chosen.accounts,
    regions: chosen.regions,
    teamId: chosen.team,
    preset,
    ...resolveRange(chosen.range, now),
  };
  const canSeeCost = can(viewer.role, "cost:read");
  const overview = await getOverview({ scope, compare: chosen.compare, cost: canSeeCost, now });
  const failures = (
    <Suspense fallback={<Skeleton className="h-56 rounded-lg" />}>
      <FleetFailures scope={scope} />
    </Suspense>
  );
  return <OverviewPage {...{ overview, canSeeCost, failures }} now={now.toISOString()} />;
}

async function FleetFailures({ scope }: { readonly scope: FleetScope }) {
  return <FleetFailuresCard failures={await keptView("failures", scope, null, () => listFleetFailures(scope))} />;
}

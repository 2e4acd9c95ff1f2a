import type { Metadata } from "next";
import { type PageProps, readFleetScope } from "#app/(console)/analysis-request.ts";
import { ConcurrencyPage } from "#components/concurrency/concurrency-page.tsx";
import { readTrial } from "#lib/domain/concurrency/trial-address.ts";
import { can } from "#lib/domain/permissions/roles.ts";
import { requirePageViewer } from "#lib/server/guard.ts";
import { getConcurrency } from "#lib/server/queries/concurrency/get-concurrency.ts";
import { keptView } from "#lib/server/views/kept-view.ts";

export const metadata: Metadata = { title: "Concurrency" };

export default async function Page({ searchParams }: PageProps) {
  const viewer = await requirePageViewer("inventory:read");
  const parameters = await searchParams;
  const now = new Date();
  const text = (name: string) => (typeof parameters[name] === "string" ? parameters[name] : null);
  const request = {
    place: text("place"),
    changes: readTrial(text("try")),
    canSeeCost: can(viewer.role, "cost:read"),
  };
  const scope = readFleetScope(parameters, now);
  const view = await keptView("concurrency", scope, request, () => getConcurrency(scope, request, now));
  return <ConcurrencyPage view={view} />;
}

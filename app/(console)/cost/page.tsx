import type { Metadata } from "next";
import { type PageProps, queryString, readFleetScope } from "#app/(console)/analysis-request.ts";
import { CostPage } from "#components/cost/cost-page.tsx";
import { WINDOW_SIZE } from "#lib/client/table-params.ts";
import { can } from "#lib/domain/permissions/roles.ts";
import { costDimensions } from "#lib/domain/views/cost.ts";
import { requirePageViewer } from "#lib/server/guard.ts";
import { getCost } from "#lib/server/queries/cost/get-cost.ts";
import { keptView } from "#lib/server/views/kept-view.ts";
import { readCostOrder } from "./cost-request.ts";

export const metadata: Metadata = { title: "Cost" };

export default async function Page({ searchParams }: PageProps) {
  const viewer = await requirePageViewer("cost:read");
  const parameters = await searchParams;
  const now = new Date();
  const dimension = costDimensions.find(({ value }) => value === parameters.by)?.value ?? "account";
  const tagKey = typeof parameters.tag === "string" && parameters.tag !== "" ? parameters.tag : null;
  const page = { ...readCostOrder(parameters), offset: 0, limit: WINDOW_SIZE };
  const scope = readFleetScope(parameters, now);
  const asked = { dimension, tagKey, page };
  const view = await keptView("cost", scope, asked, () => getCost(scope, asked, now));
  return <CostPage view={view} query={queryString(parameters, ["sort"])} canExport={can(viewer.role, "export:run")} />;
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FunctionPage } from "#components/functions/function-page.tsx";
import { functionTabs, tabOf } from "#components/functions/function-tabs.ts";
import { WebFunctionPage } from "#components/functions/web-function-page.tsx";
import { loadScope, resolveRange } from "#lib/client/scope.ts";
import { functionIdOf } from "#lib/domain/fleet/arn.ts";
import { can } from "#lib/domain/permissions/roles.ts";
import { requirePageViewer } from "#lib/server/guard.ts";
import { getFunction } from "#lib/server/queries/functions/get-function.ts";
import { getWebFunction } from "#lib/server/queries/functions/get-web-function.ts";
import { FunctionTab } from "./function-tab.tsx";

interface PageProps {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { id } = await params;
  return {
    title: functionIdOf(decodeURIComponent(id))?.name ?? decodeURIComponent(id).split(":").at(-1) ?? "Function",
  };
}

export default async function Page({ params, searchParams }: PageProps) {
  const viewer = await requirePageViewer("inventory:read");
  const [{ id }, parameters] = await Promise.all([params, searchParams]);
  const arn = decodeURIComponent(id);
  if (functionIdOf(arn) === null) {
    const web = await getWebFunction(arn);
    if (!web) notFound();
    return <WebFunctionPage web={web} />;
  }
  const now = new Date();
  const scope = loadScope(parameters);
  const range = resolveRange(scope.range, now);
  const period = { ...range, preset: scope.range.kind === "preset" ? scope.range.preset : null };
  const tabs = functionTabs.filter((tab) => can(viewer.role, tab.scope));
  const tab = tabOf(parameters.tab, tabs);
  const thing = await getFunction({ arn, period, cost: can(viewer.role, "cost:read"), now });
  if (!thing) notFound();
  return (
    <FunctionPage thing={thing} tabs={tabs} from={range.from} to={range.to} canSeeCost={can(viewer.role, "cost:read")}>
      <FunctionTab {...{ tab, thing, now }} {...period} compare={scope.compare} role={viewer.role} />
    </FunctionPage>
  );
}

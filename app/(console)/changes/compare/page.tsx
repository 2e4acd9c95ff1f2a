import type { Metadata } from "next";
import type { PageProps } from "#app/(console)/analysis-request.ts";
import { ComparePage } from "#components/changes/compare-page.tsx";
import { requirePageViewer } from "#lib/server/guard.ts";
import { findFunctions } from "#lib/server/queries/changes/find-functions.ts";
import { getComparison } from "#lib/server/queries/changes/get-comparison.ts";

export const metadata: Metadata = { title: "Compare two moments" };

export default async function Page({ searchParams }: PageProps) {
  await requirePageViewer("changes:read");
  const { arn, before, after, q } = await searchParams;
  const asked = typeof arn === "string" ? arn : null;
  const search = typeof q === "string" ? q.trim() : "";
  const [comparison, matches] = await Promise.all([
    asked === null ? null : getComparison(asked, [textOf(before), textOf(after)]),
    search === "" ? [] : findFunctions(search),
  ]);
  return <ComparePage arn={asked} comparison={comparison} search={search} matches={matches} />;
}

function textOf(value: string | string[] | undefined): string | null {
  return typeof value === "string" ? value : null;
}

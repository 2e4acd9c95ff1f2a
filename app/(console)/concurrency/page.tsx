import type { Metadata } from "next";
import { type PageProps, readFleetScope } from "#app/(console)/analysis-request.ts";
import { ConcurrencyPage } from "#components/concurrency/concurrency-page.tsx";
import { requirePageViewer } from "#lib/server/guard.ts";
import { getConcurrency } from "#lib/server/queries/concurrency/get-concurrency.ts";

export const metadata: Metadata = { title: "Concurrency" };

export default async function Page({ searchParams }: PageProps) {
  await requirePageViewer("inventory:read");
  const parameters = await searchParams;
  const now = new Date();
  const place = typeof parameters.place === "string" ? parameters.place : null;
  return <ConcurrencyPage view={await getConcurrency(readFleetScope(parameters, now), place, now)} />;
}

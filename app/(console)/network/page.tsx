import type { Metadata } from "next";
import { type PageProps, readFleetScope } from "#app/(console)/analysis-request.ts";
import { NetworkPage } from "#components/network/network-page.tsx";
import { requirePageViewer } from "#lib/server/guard.ts";
import { getNetwork } from "#lib/server/queries/network/get-network.ts";

export const metadata: Metadata = { title: "Network" };

export default async function Page({ searchParams }: PageProps) {
  await requirePageViewer("inventory:read");
  return <NetworkPage view={await getNetwork(readFleetScope(await searchParams, new Date()))} />;
}

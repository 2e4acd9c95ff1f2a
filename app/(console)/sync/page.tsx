import type { Metadata } from "next";
import { z } from "zod";
import type { PageProps } from "#app/(console)/analysis-request.ts";
import { SyncPage } from "#components/sync/sync-page.tsx";
import { can } from "#lib/domain/permissions/roles.ts";
import { requirePageViewer } from "#lib/server/guard.ts";
import { getSync } from "#lib/server/queries/sync/get-sync.ts";
import { listSyncOptions } from "#lib/server/queries/sync/list-sync-options.ts";

export const metadata: Metadata = { title: "Sync" };

export default async function Page({ searchParams }: PageProps) {
  const viewer = await requirePageViewer("sync:read");
  const asked = z.uuid().safeParse((await searchParams).sync);
  const id = asked.success ? asked.data : null;
  const mayRun = can(viewer.role, "sync:run");
  const [view, options] = await Promise.all([getSync(id), mayRun ? listSyncOptions() : null]);
  return (
    <SyncPage key={id ?? "latest"} initial={view} asked={id} readAt={Date.now()} options={options} role={viewer.role} />
  );
}

import type { Metadata } from "next";
import { z } from "zod";
import type { PageProps } from "#app/(console)/analysis-request.ts";
import { SyncPage } from "#components/sync/sync-page.tsx";
import { can } from "#lib/domain/permissions/roles.ts";
import { requirePageViewer } from "#lib/server/guard.ts";
import { getSpending } from "#lib/server/queries/sync/get-spending.ts";
import { getSyncNow } from "#lib/server/queries/sync/get-sync-now.ts";
import { getSyncPast } from "#lib/server/queries/sync/get-sync-past.ts";
import { listSyncOptions } from "#lib/server/queries/sync/list-sync-options.ts";

export const metadata: Metadata = { title: "Sync" };

export default async function Page({ searchParams }: PageProps) {
  const viewer = await requirePageViewer("sync:read");
  const asked = z.uuid().safeParse((await searchParams).sync);
  const id = asked.success ? asked.data : null;
  const mayRun = can(viewer.role, "sync:run");
  const readAt = new Date();
  const [now, past, spending, options] = await Promise.all([
    getSyncNow(id),
    getSyncPast(readAt),
    getSpending(viewer),
    mayRun ? listSyncOptions() : null,
  ]);
  return (
    <SyncPage
      initial={{ now, past, spending }}
      asked={id}
      readAt={readAt.getTime()}
      options={options}
      role={viewer.role}
      mayManage={can(viewer.role, "settings:manage")}
      mayExport={can(viewer.role, "export:run")}
    />
  );
}

import type { Metadata } from "next";
import { AuditLog } from "#components/settings/audit-log.tsx";
import { SettingsTabs } from "#components/settings/settings-tabs.tsx";
import { requirePageViewer } from "#lib/server/guard.ts";
import { listAuditEvents } from "#lib/server/queries/settings/audit.ts";

export const metadata: Metadata = { title: "Audit log" };

interface AuditPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AuditPage({ searchParams }: AuditPageProps) {
  const viewer = await requirePageViewer("audit:read");
  const { before } = await searchParams;
  const instant = typeof before === "string" ? new Date(before) : null;
  const { events, more } = await listAuditEvents(instant && !Number.isNaN(instant.getTime()) ? instant : null);
  const last = events.at(-1);
  return (
    <>
      <SettingsTabs current="/settings/audit" role={viewer.role} />
      <AuditLog
        events={events}
        olderHref={more && last ? `/settings/audit?before=${encodeURIComponent(last.at)}` : null}
      />
    </>
  );
}

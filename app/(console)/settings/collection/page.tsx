import type { Metadata } from "next";
import { CollectionSettings } from "#components/settings/collection-settings.tsx";
import { SettingsTabs } from "#components/settings/settings-tabs.tsx";
import { requirePageViewer } from "#lib/server/guard.ts";
import { readCollectionSettingsView } from "#lib/server/queries/settings/collection/get-collection-settings.ts";

export const metadata: Metadata = { title: "Collection" };

export default async function CollectionPage() {
  const viewer = await requirePageViewer("settings:manage");
  const view = await readCollectionSettingsView(viewer);
  return (
    <>
      <SettingsTabs current="/settings/collection" role={viewer.role} />
      <CollectionSettings view={view} readAt={Date.now()} />
    </>
  );
}

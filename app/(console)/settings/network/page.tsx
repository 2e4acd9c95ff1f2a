import type { Metadata } from "next";
import { NetworkSettings } from "#components/settings/network-settings.tsx";
import { SettingsTabs } from "#components/settings/settings-tabs.tsx";
import { requirePageViewer } from "#lib/server/guard.ts";
import { getNetworkSettings } from "#lib/server/queries/settings/network-settings.ts";

export const metadata: Metadata = { title: "Network settings" };

export default async function NetworkSettingsPage() {
  const viewer = await requirePageViewer("settings:manage");
  const { vpcStance } = await getNetworkSettings();
  return (
    <>
      <SettingsTabs current="/settings/network" role={viewer.role} />
      <NetworkSettings stance={vpcStance} />
    </>
  );
}

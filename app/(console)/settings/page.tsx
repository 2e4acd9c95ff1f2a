import { forbidden, redirect } from "next/navigation";
import { settingsTabsFor } from "#components/settings/settings-tabs.tsx";
import { requirePageViewer } from "#lib/server/guard.ts";

/** Leads to the first settings that this role may open. */
export default async function SettingsPage() {
  const viewer = await requirePageViewer("inventory:read");
  const first = settingsTabsFor(viewer.role)[0];
  if (!first) forbidden();
  redirect(first.href);
}

import type { Metadata } from "next";
import { PeopleSettings } from "#components/settings/people-settings.tsx";
import { SettingsTabs } from "#components/settings/settings-tabs.tsx";
import { requirePageViewer } from "#lib/server/guard.ts";
import { listPeople } from "#lib/server/queries/settings/people.ts";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  const viewer = await requirePageViewer("people:manage");
  const people = await listPeople(new Date());
  return (
    <>
      <SettingsTabs current="/settings/people" role={viewer.role} />
      <PeopleSettings people={people} viewerId={viewer.userId} />
    </>
  );
}

import type { Metadata } from "next";
import { SettingsTabs } from "#components/settings/settings-tabs.tsx";
import { TeamsSettings } from "#components/settings/teams-settings.tsx";
import { requirePageViewer } from "#lib/server/guard.ts";
import { listAccounts } from "#lib/server/queries/settings/accounts.ts";
import { listTeamSuggestions, listTeams } from "#lib/server/queries/settings/teams.ts";

export const metadata: Metadata = { title: "Teams" };

export default async function TeamsPage() {
  const viewer = await requirePageViewer("teams:manage");
  const [teams, suggestions, accounts] = await Promise.all([listTeams(), listTeamSuggestions(), listAccounts()]);
  return (
    <>
      <SettingsTabs current="/settings/teams" role={viewer.role} />
      <TeamsSettings
        teams={teams}
        suggestions={suggestions}
        accounts={accounts.map(({ accountId, name }) => ({ id: accountId, name }))}
      />
    </>
  );
}

import type { Metadata } from "next";
import { AccountsSettings } from "#components/settings/accounts-settings.tsx";
import { SettingsTabs } from "#components/settings/settings-tabs.tsx";
import { requirePageViewer } from "#lib/server/guard.ts";
import { readAccountTemplate } from "#lib/server/queries/settings/account-template.ts";
import { listAccounts } from "#lib/server/queries/settings/accounts.ts";

export const metadata: Metadata = { title: "Accounts" };

export default async function AccountsPage() {
  const viewer = await requirePageViewer("accounts:manage");
  const [accounts, template] = await Promise.all([listAccounts(), readAccountTemplate(viewer)]);
  return (
    <>
      <SettingsTabs current="/settings/accounts" role={viewer.role} />
      <AccountsSettings accounts={accounts} template={template} />
    </>
  );
}

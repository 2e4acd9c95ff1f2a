import { Badge } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { AccountView } from "#lib/domain/views/settings.ts";
import { AccountSwitch } from "./account-switch.tsx";
import { AccountTemplateCard } from "./account-template-card.tsx";
import { AddAccountDialog } from "./add-account-dialog.tsx";
import { PlainTable } from "./plain-table.tsx";

interface AccountsSettingsProps {
  readonly accounts: readonly AccountView[];
  readonly template: {
    readonly roleName: string;
    readonly externalId: string;
    readonly trustedAccountId: string | null;
    readonly yaml: string;
  };
}

const columns = [
  { title: "Account" },
  { title: "Reached by" },
  { title: "Regions" },
  { title: "Access" },
  { title: "Functions", numeric: true },
  { title: "" },
];
const origins = { caller: "Own credentials", organization: "Organisation", configured: "Role" };

/** The accounts that Lamplight reads, whether it may, and how to connect more. */
export function AccountsSettings({ accounts, template }: AccountsSettingsProps) {
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-[70ch] text-sm text-muted">
          Lamplight only reads. An account that is left out keeps its history; an account that denies access is shown as
          unknown, not as empty.
        </p>
        <AddAccountDialog externalId={template.externalId} />
      </div>
      {accounts.length === 0 ? (
        <p className="rounded-lg border border-dashed border-line-strong/50 p-6 text-sm text-muted">
          No accounts yet. The first sync finds the account of Lamplight&apos;s own credentials and, where it may, those
          of the organisation.
        </p>
      ) : (
        <PlainTable label="Accounts" columns={columns}>
          {accounts.map((account) => (
            <AccountRow key={account.accountId} account={account} />
          ))}
        </PlainTable>
      )}
      <AccountTemplateCard {...template} />
    </div>
  );
}

function AccountRow({ account }: { readonly account: AccountView }) {
  const { state, reason, since } = account.access;
  return (
    <tr>
      <th scope="row" className="px-3 py-2 text-left font-normal">
        <span className="block font-medium">{account.name}</span>
        <span className="block font-mono text-xs text-faint">{account.accountId}</span>
      </th>
      <td className="px-3 py-2">
        <span className="block">{origins[account.origin]}</span>
        {account.roleArn ? (
          <span className="block max-w-72 truncate font-mono text-xs text-faint">{account.roleArn}</span>
        ) : null}
      </td>
      <td className="px-3 py-2 text-muted">
        {account.regions.length > 0 ? account.regions.join(", ") : "all enabled"}
      </td>
      <td className="max-w-80 px-3 py-2">
        {account.enabled ? (
          state === "known" || state === "denied" || state === "failed" || state === "notYetRead" ? (
            <StatusBadge status={state} label={state === "known" ? "Reads" : undefined} />
          ) : (
            <Badge>{state}</Badge>
          )
        ) : (
          <Badge>Left out</Badge>
        )}
        {reason ? (
          <p className="mt-1 text-xs whitespace-normal text-muted">
            {reason} {since ? <RelativeTime at={since} /> : null}
          </p>
        ) : null}
      </td>
      <td className="tabular px-3 py-2 text-right">{account.functionCount}</td>
      <td className="px-3 py-2 text-right">
        <AccountSwitch account={account} />
      </td>
    </tr>
  );
}

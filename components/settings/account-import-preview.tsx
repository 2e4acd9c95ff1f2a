import { Badge, type BadgeTone } from "#components/ui/badge.tsx";
import { closedStateText } from "#lib/domain/accounts/organization.ts";
import type { ImportedAccountView, OrganizationLookView } from "#lib/domain/views/settings.ts";

const words: Record<ImportedAccountView["outcome"], { readonly tone: BadgeTone; readonly text: string }> = {
  new: { tone: "good", text: "new" },
  known: { tone: "neutral", text: "known" },
  closed: { tone: "medium", text: "left out" },
  filtered: { tone: "neutral", text: "not chosen" },
  removed: { tone: "neutral", text: "removed here" },
};

/** What an import of the organisation would do with each account. */
export function AccountImportPreview({ found }: { readonly found: NonNullable<OrganizationLookView["found"]> }) {
  const { accounts, roleName, callerAccountId } = found;
  const count = (outcome: ImportedAccountView["outcome"]) => accounts.filter((one) => one.outcome === outcome).length;
  const closed = count("closed");
  return (
    <div className="grid gap-2">
      <p className="text-sm">
        {accounts.length} {accounts.length === 1 ? "account" : "accounts"}: {count("new")} new, {count("known")} known
        {closed > 0 ? `, ${closed} not active` : ""}
        {count("filtered") > 0 ? `, ${count("filtered")} not chosen` : ""}. Reached by the role <code>{roleName}</code>.
      </p>
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label="Accounts found"
        className="max-h-60 divide-y divide-line overflow-y-auto rounded-md border border-line"
      >
        {accounts.map((account) => (
          <li key={account.accountId} className="flex items-center justify-between gap-3 px-3 py-1.5 text-sm">
            <span className="min-w-0">
              <span className="block [overflow-wrap:anywhere]">{account.name}</span>
              <span className="block text-xs text-faint">
                <span className="font-mono">{account.accountId}</span>
                {account.organizationalUnit ? ` ${account.organizationalUnit}` : ""}
                {account.accountId === callerAccountId ? " Lamplight's own" : ""}
              </span>
            </span>
            <Badge tone={words[account.outcome].tone}>
              {account.outcome === "closed"
                ? (closedStateText(account.status) ?? "left out")
                : words[account.outcome].text}
            </Badge>
          </li>
        ))}
      </ul>
    </div>
  );
}

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#lib/client/class-names.ts";
import type { AccountView } from "#lib/domain/views/settings.ts";
import { AccountRow, accountColumns } from "./account-row.tsx";

/** Rows that are drawn at first: an organisation may have thousands of accounts. */
const firstRows = 200;

/** The accounts, one row each; on narrow screens each is a block. */
export function AccountList({ accounts }: { readonly accounts: readonly AccountView[] }) {
  const [rows, setRows] = useState(firstRows);
  const rest = accounts.length - rows;
  return (
    <section aria-label="Accounts" className="rounded-lg border border-line bg-surface">
      <div
        aria-hidden
        className={cn("hidden border-b border-line px-3 py-2 text-xs font-medium text-faint", accountColumns)}
      >
        <span>Account</span>
        <span>Reached by</span>
        <span>Read</span>
        <span>State</span>
        <span />
      </div>
      <ul className="divide-y divide-line">
        {accounts.slice(0, rows).map((account) => (
          <AccountRow key={account.accountId} account={account} />
        ))}
      </ul>
      {rest > 0 ? (
        <div className="border-t border-line p-2 text-center">
          <Button size="sm" variant="quiet" onClick={() => setRows(rows + firstRows)}>
            Show {Math.min(rest, firstRows)} more of {accounts.length}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

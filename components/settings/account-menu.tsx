"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useActionRunner } from "#components/ui/use-action-runner.ts";
import type { AccountView } from "#lib/domain/views/settings.ts";
import {
  removeAccountAction,
  restoreAccountAction,
  testAccessAction,
  updateAccountAction,
} from "#lib/server/actions/accounts.ts";
import { AccountEditDialog } from "./account-edit-dialog.tsx";
import { accountQueries } from "./account-queries.ts";

/** What can be done with one account. What takes it out of the fleet can be taken back. */
export function AccountMenu({ account }: { readonly account: AccountView }) {
  const { accountId, name, enabled, leftOut, removedAt, functionCount, origin } = account;
  const { run } = useActionRunner();
  const toast = useToast();
  const client = useQueryClient();
  const [editing, setEditing] = useState(false);
  const refresh = () => void client.invalidateQueries(accountQueries.list());
  const read = enabled && leftOut === null;

  async function remove() {
    const outcome = await run(() => removeAccountAction({ accountId }));
    refresh();
    if (!outcome.ok) return;
    toast({
      title: `${name} removed`,
      description: `Its ${functionCount} functions and its roles left the fleet, their findings are resolved. Metrics, costs and changes of the time before stay.`,
      undo: restore,
    });
  }
  async function restore() {
    await run(
      () => restoreAccountAction({ accountId }),
      () => `${name} is back, and read again from the next sync on`,
    );
    refresh();
  }
  async function toggle() {
    await run(
      () => updateAccountAction({ accountId, enabled: !read }),
      () => (read ? `${name} is left out from the next sync on` : `${name} is read again from the next sync on`),
    );
    refresh();
  }
  async function test() {
    await run(() => testAccessAction({ accountIds: [accountId] }));
    refresh();
  }

  return (
    <>
      <Menu trigger={<IconButton size="icon-sm" label={`Actions for ${name}`} icon={<Ellipsis aria-hidden />} />}>
        {removedAt === null ? (
          <>
            <MenuItem onClick={() => void test()}>Test access</MenuItem>
            <MenuItem onClick={() => setEditing(true)}>Edit…</MenuItem>
            <MenuItem onClick={() => void toggle()}>{read ? "Leave out of syncs" : "Read again"}</MenuItem>
            {origin === "caller" ? null : (
              <>
                <MenuSeparator />
                <MenuItem onClick={() => void remove()}>Remove from the fleet</MenuItem>
              </>
            )}
          </>
        ) : (
          <MenuItem onClick={() => void restore()}>Take the removal back</MenuItem>
        )}
      </Menu>
      {editing ? <AccountEditDialog account={account} onClose={() => setEditing(false)} onSaved={refresh} /> : null}
    </>
  );
}

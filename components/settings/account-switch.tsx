"use client";

import { Button } from "#components/ui/button.tsx";
import { useActionRunner } from "#components/ui/use-action-runner.ts";
import type { AccountView } from "#lib/domain/views/settings.ts";
import { updateAccountAction } from "#lib/server/actions/accounts.ts";

/** Leaves an account out of syncs, or takes it in again. */
export function AccountSwitch({ account }: { readonly account: AccountView }) {
  const { run, pending } = useActionRunner();
  const { accountId, name, enabled } = account;
  return (
    <Button
      size="sm"
      variant="quiet"
      pending={pending}
      onClick={() =>
        void run(
          () => updateAccountAction({ accountId, enabled: !enabled }),
          () => (enabled ? `${name} is left out from the next sync on` : `${name} is read again from the next sync on`),
        )
      }
    >
      {enabled ? "Leave out" : "Read again"}
    </Button>
  );
}

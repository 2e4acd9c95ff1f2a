"use client";

import { MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { useActionRunner } from "#components/ui/use-action-runner.ts";
import type { PersonView } from "#lib/domain/views/settings.ts";
import {
  disableUserAction,
  enableUserAction,
  renewLinkAction,
  revokeSessionsAction,
} from "#lib/server/actions/people.ts";
import { OneTimeLink } from "./one-time-link.tsx";

/** What an administrator may do about a person. */
export function PersonActions({ person, self }: { readonly person: PersonView; readonly self: boolean }) {
  const { run, pending } = useActionRunner();
  const [link, setLink] = useState<string | null>(null);
  const { userId, name } = person;

  async function renew() {
    const outcome = await run(() => renewLinkAction({ userId }));
    if (outcome.ok) setLink(outcome.data.link);
  }

  return (
    <>
      <Menu
        trigger={<IconButton label={`Actions for ${name}`} icon={<MoreHorizontal aria-hidden />} disabled={pending} />}
      >
        <MenuItem onClick={() => void renew()}>Make a new one-time link</MenuItem>
        <MenuItem
          onClick={() =>
            void run(
              () => revokeSessionsAction({ userId }),
              ({ revoked }) => `${name} signed out of ${revoked} browsers`,
            )
          }
        >
          Sign out everywhere
        </MenuItem>
        {person.disabled ? (
          <MenuItem
            onClick={() =>
              void run(
                () => enableUserAction({ userId }),
                () => `${name} may sign in again`,
              )
            }
          >
            Let in again
          </MenuItem>
        ) : self ? null : (
          <MenuItem
            onClick={() =>
              void run(
                () => disableUserAction({ userId }),
                () => `${name} is disabled and signed out`,
              )
            }
          >
            Disable and sign out
          </MenuItem>
        )}
      </Menu>
      <Dialog title={`One-time link for ${name}`} open={link !== null} onOpenChange={(open) => !open && setLink(null)}>
        {link ? <OneTimeLink link={link} /> : null}
      </Dialog>
    </>
  );
}

"use client";

import { AlertDialog } from "#components/ui/alert-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { useActionRunner } from "#components/ui/use-action-runner.ts";
import type { TeamView } from "#lib/domain/views/settings.ts";
import { deleteTeamAction } from "#lib/server/actions/teams.ts";
import { TeamDialog } from "./team-dialog.tsx";

interface TeamRowActionsProps {
  readonly team: TeamView;
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
}

/** Change and delete of one team. */
export function TeamRowActions({ team, accounts }: TeamRowActionsProps) {
  const { run } = useActionRunner();
  return (
    <div className="flex justify-end gap-2">
      <TeamDialog team={team} accounts={accounts} trigger={<Button size="sm">Change</Button>} />
      <AlertDialog
        title={`Delete ${team.name}?`}
        confirmLabel="Delete team"
        trigger={
          <Button size="sm" variant="quiet">
            Delete
          </Button>
        }
        onConfirm={async () => {
          await run(
            () => deleteTeamAction({ teamId: team.teamId }),
            () => `${team.name} deleted`,
          );
        }}
      >
        Its {team.functionCount} functions fall to the next team whose rules match them. The figures of past days keep
        the team they had.
      </AlertDialog>
    </div>
  );
}

"use client";

import { AlertDialog } from "#components/ui/alert-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { useActionRunner } from "#components/ui/use-action-runner.ts";
import type { SyncOptionsView, SyncRunView } from "#lib/domain/views/sync.ts";
import { cancelSyncAction } from "#lib/server/actions/sync.ts";
import { StartSync } from "./start-sync.tsx";

interface SyncControlsProps {
  readonly options: SyncOptionsView;
  readonly current: SyncRunView | null;
  readonly onStarted: (syncId: string) => void;
  readonly onCancelled: () => void;
}

/** Start a sync; stop the one that runs. */
export function SyncControls({ options, current, onStarted, onCancelled }: SyncControlsProps) {
  const { run, pending } = useActionRunner();
  return (
    <div className="flex flex-wrap gap-2" data-print="hide">
      <StartSync options={options} onStarted={onStarted} />
      {current?.status === "running" ? (
        <AlertDialog
          trigger={<Button pending={pending}>Cancel this sync</Button>}
          title="Cancel this sync?"
          confirmLabel="Cancel the sync"
          onConfirm={async () => {
            await run(
              () => cancelSyncAction({ syncId: current.id }),
              () => "Sync cancelled",
            );
            onCancelled();
          }}
        >
          What was read stays. What was not read yet keeps the state that it had before.
        </AlertDialog>
      ) : null}
    </div>
  );
}

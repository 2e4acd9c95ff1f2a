"use client";

import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { MultiPicker } from "#components/ui/multi-picker.tsx";
import { useActionRunner } from "#components/ui/use-action-runner.ts";
import { type SourceName, sources } from "#lib/domain/collection/source.ts";
import type { SyncOptionsView } from "#lib/domain/views/sync.ts";
import { requestSyncAction } from "#lib/server/actions/sync.ts";
import { SyncEstimate } from "./sync-estimate.tsx";

interface StartSyncProps {
  readonly options: SyncOptionsView;
  /** After a sync was begun or joined. */
  readonly onStarted: (syncId: string) => void;
}

/** Begins a sync of everything, or of some accounts, Regions or sources; says before what that takes and costs. */
export function StartSync({ options, onStarted }: StartSyncProps) {
  const [open, setOpen] = useState(false);
  const [accounts, setAccounts] = useState<readonly string[]>([]);
  const [regions, setRegions] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { run, pending } = useActionRunner();
  // A second click can come before the button is drawn as pending.
  const starting = useRef(false);
  const names = sources.flatMap(({ name }): SourceName[] => (chosen.includes(name) ? [name] : []));

  async function start() {
    if (starting.current) return;
    starting.current = true;
    const outcome = await run(
      () =>
        requestSyncAction({
          ...(accounts.length > 0 ? { accounts: [...accounts] } : {}),
          ...(regions.length > 0 ? { regions: [...regions] } : {}),
          ...(names.length > 0 ? { sources: names } : {}),
        }),
      ({ joined }) => (joined ? "A sync of this scope runs already; you are watching it" : "Sync started"),
    );
    starting.current = false;
    if (!outcome.ok) return;
    setOpen(false);
    onStarted(outcome.data.syncId);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="primary">Start a sync…</Button>}
      title="Start a sync"
      description="Lamplight only reads. A sync that you start goes before scheduled ones, and keeps to the same share of AWS's quotas."
      footer={
        <>
          <Button onClick={() => setOpen(false)}>Cancel</Button>
          <Button variant="primary" pending={pending} onClick={() => void start()}>
            Start sync
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-1 gap-3">
        <Row label="Accounts">
          <MultiPicker
            label="Accounts"
            all="All accounts"
            options={options.accounts.map(({ id, name }) => ({ value: id, label: name, hint: id }))}
            value={accounts}
            onChange={setAccounts}
          />
        </Row>
        <Row label="Regions">
          <MultiPicker
            label="Regions"
            all="All Regions"
            options={options.regions.map((region) => ({ value: region, label: region }))}
            value={regions}
            onChange={setRegions}
          />
        </Row>
        <Row label="Sources">
          <MultiPicker
            label="Sources"
            all="All sources"
            options={sources.map(({ name, title }) => ({ value: name, label: title }))}
            value={chosen}
            onChange={setChosen}
          />
        </Row>
        {open ? <SyncEstimate scope={{ accounts, regions, sources: names }} /> : null}
      </div>
    </Dialog>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div className="flex items-center justify-between gap-3 text-sm">
      <span className="text-muted">{label}</span>
      {children}
    </div>
  );
}

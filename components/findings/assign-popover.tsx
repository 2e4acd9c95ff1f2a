"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { Popover } from "#components/ui/popover.tsx";
import type { TriageDecision } from "#lib/domain/findings/undo-triage.ts";
import type { PersonOption } from "#lib/domain/views/findings.ts";

interface AssignPopoverProps {
  readonly people: readonly PersonOption[];
  /** Whom they are assigned to now; null where nobody or several. */
  readonly assigneeId: string | null;
  readonly disabled: boolean;
  readonly onAssign: (decision: TriageDecision) => Promise<boolean>;
}

/** Gives findings to a person, or takes them back. */
export function AssignPopover({ people, assigneeId, disabled, onAssign }: AssignPopoverProps) {
  const [open, setOpen] = useState(false);
  function assign(id: string | null) {
    setOpen(false);
    void onAssign({ kind: "assign", assigneeId: id });
  }
  return (
    <Popover
      title="Assign to"
      showTitle
      className="w-64"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" disabled={disabled}>
          Assign…
        </Button>
      }
    >
      <div className="grid grid-cols-1 gap-2">
        <Combobox
          label="Person"
          placeholder="Choose a person"
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
          value={assigneeId}
          onChange={(id) => {
            if (id !== null) assign(id);
          }}
        />
        <Button size="sm" variant="quiet" onClick={() => assign(null)}>
          Assign to nobody
        </Button>
      </div>
    </Popover>
  );
}

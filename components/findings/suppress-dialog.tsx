"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { formatNoun } from "#lib/client/format.ts";
import type { TriageDecision } from "#lib/domain/findings/undo-triage.ts";

interface SuppressDialogProps {
  readonly count: number;
  readonly disabled: boolean;
  readonly onSuppress: (decision: TriageDecision) => Promise<boolean>;
}

const dayMs = 86_400_000;

/** Sets findings aside until a day, with a reason. */
export function SuppressDialog({ count, disabled, onSuppress }: SuppressDialogProps) {
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<string>();
  const day = (offset: number) => new Date(Date.now() + offset * dayMs).toISOString().slice(0, 10);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const reason = String(form.get("reason") ?? "").trim();
    if (reason === "") return setProblem("Say why, so that others can judge it later.");
    const until = new Date(`${String(form.get("until"))}T00:00:00Z`).toISOString();
    setOpen(false);
    await onSuppress({ kind: "suppress", reason, until });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" disabled={disabled}>
          Suppress…
        </Button>
      }
      title={`Suppress ${formatNoun(count, "finding")}`}
      description="It counts as open again on that day, if the evidence is still there."
    >
      <form onSubmit={submit} className="grid grid-cols-1 gap-3" noValidate>
        <Field label="Until (UTC day)">
          <Input type="date" name="until" required defaultValue={day(90)} min={day(1)} />
        </Field>
        <Field label="Reason" error={problem}>
          <Textarea name="reason" required maxLength={2000} onChange={() => setProblem(undefined)} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>Cancel</Button>
          <Button type="submit" variant="primary">
            Suppress {formatNoun(count, "finding")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

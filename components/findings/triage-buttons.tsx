"use client";

import { Button } from "#components/ui/button.tsx";
import type { FindingRow, PersonOption } from "#lib/domain/views/findings.ts";
import { AssignPopover } from "./assign-popover.tsx";
import { SuppressDialog } from "./suppress-dialog.tsx";
import type { Triage } from "./use-triage.ts";

interface TriageButtonsProps {
  readonly rows: readonly FindingRow[];
  readonly people: readonly PersonOption[];
  readonly triage: Triage;
  /** After a decision that was kept. */
  readonly onDone?: () => void;
}

/** What can be decided about findings; each button says for how many of them. */
export function TriageButtons({ rows, people, triage, onDone }: TriageButtonsProps) {
  const { able, decide, pending, shown } = triage;
  const [open, closable, assignable, reopenable] = [
    able(rows, "acknowledge"),
    able(rows, "suppress"),
    able(rows, "assign"),
    able(rows, "reopen"),
  ];
  const suffix = (count: number) => (rows.length > 1 ? ` ${count}` : "");
  const assignees = new Set(rows.map((row) => shown(row).assigneeId));
  async function take(...given: Parameters<Triage["decide"]>) {
    const kept = await decide(...given);
    if (kept) onDone?.();
    return kept;
  }
  return (
    <>
      {open.length > 0 ? (
        <Button size="sm" disabled={pending} onClick={() => void take(open, { kind: "acknowledge" })}>
          Acknowledge{suffix(open.length)}
        </Button>
      ) : null}
      {closable.length > 0 ? (
        <SuppressDialog
          count={closable.length}
          disabled={pending}
          onSuppress={(decision) => take(closable, decision)}
        />
      ) : null}
      {assignable.length > 0 ? (
        <AssignPopover
          people={people}
          assigneeId={assignees.size === 1 ? ([...assignees][0] ?? null) : null}
          disabled={pending}
          onAssign={(decision) => take(assignable, decision)}
        />
      ) : null}
      {reopenable.length > 0 ? (
        <Button size="sm" disabled={pending} onClick={() => void take(reopenable, { kind: "reopen" })}>
          Reopen{suffix(reopenable.length)}
        </Button>
      ) : null}
    </>
  );
}

"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useToast } from "#components/ui/toast.tsx";
import { type ActionAnswer, useActionRunner } from "#components/ui/use-action-runner.ts";
import { formatNoun } from "#lib/client/format.ts";
import { triageFrom } from "#lib/domain/findings/triage-finding.ts";
import { type TriageDecision, undoTriage } from "#lib/domain/findings/undo-triage.ts";
import type { FindingRow, FindingWindow, PersonOption } from "#lib/domain/views/findings.ts";
import {
  acknowledgeFindingsAction,
  assignFindingsAction,
  reopenFindingsAction,
  suppressFindingsAction,
} from "#lib/server/actions/findings.ts";

export interface Triage {
  /** The row as it is once the decisions under way are kept. */
  readonly shown: (row: FindingRow) => FindingRow;
  /** Rows that can take a decision of this kind. */
  readonly able: (rows: readonly FindingRow[], kind: TriageDecision["kind"]) => readonly FindingRow[];
  readonly decide: (rows: readonly FindingRow[], decision: TriageDecision) => Promise<boolean>;
  readonly pending: boolean;
}

const done: Readonly<Record<TriageDecision["kind"], string>> = {
  acknowledge: "acknowledged",
  suppress: "suppressed",
  assign: "assigned",
  reopen: "reopened",
};

/** Triage as one sees it at once, kept by the server, taken back by Undo for ten seconds. */
export function useTriage(base: FindingWindow, people: readonly PersonOption[]): Triage {
  const toast = useToast();
  const client = useQueryClient();
  const { run, pending } = useActionRunner();
  const [changes, setChanges] = useState<{ base: FindingWindow; rows: ReadonlyMap<string, Partial<FindingRow>> }>({
    base,
    rows: new Map(),
  });
  // What the server has rendered since is the truth: decisions shown ahead of it are dropped.
  const current = changes.base === base ? changes.rows : new Map<string, Partial<FindingRow>>();
  const shown = (row: FindingRow) => ({ ...row, ...current.get(row.id) });

  async function decide(rows: readonly FindingRow[], decision: TriageDecision): Promise<boolean> {
    const before = rows.map(shown);
    const patch = patchOf(decision, people);
    setChanges({
      base,
      rows: new Map([...current, ...rows.map(({ id }) => [id, { ...current.get(id), ...patch }] as const)]),
    });
    const ids = rows.map(({ id }) => id);
    const outcome = await run(() => callAction(ids, decision));
    await client.invalidateQueries({ queryKey: ["findings"] });
    if (!outcome.ok) {
      setChanges({ base, rows: current });
      return false;
    }
    toast({
      title: `${formatNoun(rows.length, "finding")} ${done[decision.kind]}`,
      undo: () => undo(before, decision),
    });
    return true;
  }

  async function undo(before: readonly FindingRow[], decision: TriageDecision): Promise<void> {
    for (const step of undoTriage(before, decision, new Date())) {
      const outcome = await run(() => callAction([...step.findingIds], step.decision));
      if (!outcome.ok) return void client.invalidateQueries({ queryKey: ["findings"] });
    }
    await client.invalidateQueries({ queryKey: ["findings"] });
    toast({ title: `${formatNoun(before.length, "finding")} ${before.length === 1 ? "is" : "are"} as before` });
  }

  const able = (rows: readonly FindingRow[], kind: TriageDecision["kind"]) =>
    rows.filter((row) => triageFrom[kind].includes(shown(row).status));
  return { shown, able, decide, pending };
}

function patchOf(decision: TriageDecision, people: readonly PersonOption[]): Partial<FindingRow> {
  switch (decision.kind) {
    case "acknowledge":
      return { status: "acknowledged" };
    case "reopen":
      return { status: "open", suppressedUntil: null };
    case "suppress":
      return { status: "suppressed", suppressedUntil: decision.until, decisionReason: decision.reason };
    case "assign":
      return {
        assigneeId: decision.assigneeId,
        assigneeName: people.find(({ id }) => id === decision.assigneeId)?.name ?? null,
      };
  }
}

function callAction(
  findingIds: string[],
  decision: TriageDecision,
): Promise<ActionAnswer<{ count: number }> | undefined> {
  switch (decision.kind) {
    case "acknowledge":
      return acknowledgeFindingsAction({ findingIds });
    case "reopen":
      return reopenFindingsAction({ findingIds });
    case "suppress":
      return suppressFindingsAction({ findingIds, until: decision.until, reason: decision.reason });
    case "assign":
      return assignFindingsAction({ findingIds, assigneeId: decision.assigneeId });
  }
}

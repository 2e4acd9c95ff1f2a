import type { FindingStatus } from "./finding-state.ts";

/** A decision about findings as a page asks for it. Instants are ISO. */
export type TriageDecision =
  | { readonly kind: "acknowledge" }
  | { readonly kind: "suppress"; readonly until: string; readonly reason: string }
  | { readonly kind: "assign"; readonly assigneeId: string | null }
  | { readonly kind: "reopen" };

/** What has to be known of a finding to go back to it. */
export interface DecidedBefore {
  readonly id: string;
  readonly status: FindingStatus;
  readonly suppressedUntil: string | null;
  readonly decisionReason: string | null;
  readonly assigneeId: string | null;
}

/** One decision about some findings. */
export interface TriageStep {
  readonly findingIds: readonly string[];
  readonly decision: TriageDecision;
}

/**
 * The decisions that bring findings back to how they were before `decision`, in order. A suppression that would have run
 * out meanwhile is not made again: the finding is open then.
 */
export function undoTriage(before: readonly DecidedBefore[], decision: TriageDecision, now: Date): TriageStep[] {
  if (decision.kind === "assign") {
    return grouped(before, ({ assigneeId }) => ({ kind: "assign", assigneeId }));
  }
  const back = before.map((finding) => ({ finding, target: targetOf(finding, now) }));
  const reopened = decision.kind === "reopen" ? [] : back.filter(({ target }) => target.kind !== "suppress");
  return [
    ...grouped(
      reopened.map(({ finding }) => finding),
      () => ({ kind: "reopen" }),
    ),
    ...grouped(
      back.filter(({ target }) => target.kind === "acknowledge").map(({ finding }) => finding),
      () => ({ kind: "acknowledge" }),
    ),
    ...grouped(
      back.filter(({ target }) => target.kind === "suppress").map(({ finding }) => finding),
      (finding) => targetOf(finding, now),
    ),
  ];
}

function targetOf({ status, suppressedUntil, decisionReason }: DecidedBefore, now: Date): TriageDecision {
  if (status === "acknowledged") return { kind: "acknowledge" };
  if (status === "suppressed" && suppressedUntil !== null && new Date(suppressedUntil) > now) {
    return { kind: "suppress", until: suppressedUntil, reason: decisionReason ?? "Suppressed before." };
  }
  return { kind: "reopen" };
}

/** One step for all findings that need the same decision. */
function grouped(findings: readonly DecidedBefore[], decide: (finding: DecidedBefore) => TriageDecision): TriageStep[] {
  const steps = new Map<string, { findingIds: string[]; decision: TriageDecision }>();
  for (const finding of findings) {
    const decision = decide(finding);
    const key = JSON.stringify(decision);
    const step = steps.get(key) ?? { findingIds: [], decision };
    step.findingIds.push(finding.id);
    steps.set(key, step);
  }
  return [...steps.values()];
}

import type { FindingEvent, FindingEventKind, FindingState, FindingStatus } from "./finding-state.ts";

/** What a person may do to a finding. Resolving is not among them: only evidence that was seen to be gone resolves. */
export type TriageAction =
  | { readonly kind: "acknowledge"; readonly reason: string | null }
  | { readonly kind: "suppress"; readonly until: Date; readonly reason: string }
  | { readonly kind: "assign"; readonly assignee: string | null }
  | { readonly kind: "reopen"; readonly reason: string | null };

export type Triage =
  | { readonly ok: true; readonly finding: FindingState; readonly event: FindingEvent }
  | { readonly ok: false; readonly reason: string };

/** From which statuses each action is allowed. Suppressing again moves the end. */
export const triageFrom: Readonly<Record<TriageAction["kind"], readonly FindingStatus[]>> = {
  acknowledge: ["open"],
  suppress: ["open", "acknowledged", "suppressed"],
  assign: ["open", "acknowledged", "suppressed"],
  reopen: ["acknowledged", "suppressed"],
};

/** The finding after the action, with its event; or why the action is refused, as a sentence for people. */
export function triageFinding(finding: FindingState, action: TriageAction, now: Date): Triage {
  if (!triageFrom[action.kind].includes(finding.status)) {
    return { ok: false, reason: `A finding that is ${finding.status} cannot be ${pastTense[action.kind]}.` };
  }
  const done = (kind: FindingEventKind, change: Partial<FindingState>, reason: string | null): Triage => {
    const next = { ...finding, ...change };
    return { ok: true, finding: next, event: { kind, at: now, reason, from: finding.status, to: next.status } };
  };
  switch (action.kind) {
    case "acknowledge":
      return done("acknowledged", { status: "acknowledged" }, action.reason);
    case "assign":
      return done("assigned", { assignee: action.assignee }, action.assignee);
    case "reopen":
      return done("reopened", { status: "open", suppressedUntil: null }, action.reason);
    case "suppress":
      if (action.reason.trim() === "") return { ok: false, reason: "Say why the finding is suppressed." };
      if (!(action.until > now)) return { ok: false, reason: "A suppression must end in the future." };
      return done("suppressed", { status: "suppressed", suppressedUntil: action.until }, action.reason.trim());
  }
}

/** The finding opened again when its suppression has run out; null while it has not. */
export function expireSuppression(finding: FindingState, now: Date): Triage | null {
  if (finding.status !== "suppressed" || finding.suppressedUntil === null || finding.suppressedUntil > now) return null;
  const event = { kind: "suppressionExpired", at: now, reason: null, from: "suppressed", to: "open" } as const;
  return { ok: true, finding: { ...finding, status: "open", suppressedUntil: null }, event };
}

const pastTense: Readonly<Record<TriageAction["kind"], string>> = {
  acknowledge: "acknowledged",
  suppress: "suppressed",
  assign: "assigned",
  reopen: "reopened",
};

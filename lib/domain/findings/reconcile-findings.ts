import { sameJson } from "#lib/domain/fleet/same-json.ts";
import type { Evidence, FindingRule, RuleId, RuleResult, Severity } from "./finding.ts";
import { type FindingEvent, type FindingEventKind, type FindingState, findingKey } from "./finding-state.ts";

/** What a rule says of a resource now; `deleted` when AWS said that the resource is gone. */
export interface Judgement {
  readonly rule: RuleId;
  readonly resourceArn: string;
  readonly severity: Severity;
  readonly result: RuleResult | { readonly kind: "deleted" };
}

/** Judges a resource by a rule. Where the evidence has a severity of its own, the finding has that one. */
export function judgementOf<Subject>(
  { id, severity, evaluate }: FindingRule<Subject>,
  resourceArn: string,
  subject: Subject,
): Judgement {
  const result = evaluate(subject);
  const own = result.kind === "evidence" ? result.severity : undefined;
  return { rule: id, resourceArn, severity: own ?? severity, result };
}

export type FindingOutcome = "opened" | "reopened" | "resolved" | "refreshed" | "unverified";

export interface ReconciledFinding {
  readonly outcome: FindingOutcome;
  readonly finding: FindingState;
  readonly events: readonly FindingEvent[];
}

/**
 * What findings become when rules are judged anew. Only findings that change in some way are returned.
 *
 * - Evidence opens a finding, reopens a resolved one or one whose suppression has run out, and refreshes any other; the
 *   finding is as grave as the judgement says now.
 * - Pass and not applicable resolve it, and so does a deleted resource, each with its reason.
 * - Unknown keeps it as it is and marks it unverified, with the reason and since when; it never resolves.
 * - A finding without a judgement is left alone: nobody looked.
 */
export function reconcileFindings(
  existing: readonly FindingState[],
  judgements: readonly Judgement[],
  now: Date,
): readonly ReconciledFinding[] {
  const byKey = new Map(existing.map((finding) => [findingKey(finding), finding]));
  return judgements.flatMap((judgement) => {
    const found = byKey.get(findingKey(judgement)) ?? null;
    const reconciled = reconcileOne(found, judgement, now);
    return reconciled === null ? [] : [reconciled];
  });
}

function reconcileOne(found: FindingState | null, judgement: Judgement, now: Date): ReconciledFinding | null {
  const { result } = judgement;
  if (result.kind === "evidence") return seen(found, judgement, result.evidence, now);
  if (found === null || found.status === "resolved") return null;
  switch (result.kind) {
    case "unknown":
      return unverified(found, result.reason, now);
    case "deleted":
      return resolved(found, "The resource no longer exists.", now);
    case "notApplicable":
      return resolved(found, result.reason, now);
    default:
      return resolved(found, "The evidence is gone.", now);
  }
}

function seen(
  found: FindingState | null,
  { rule, resourceArn, severity }: Judgement,
  evidence: readonly Evidence[],
  now: Date,
): ReconciledFinding {
  const fresh = { severity, lastSeen: now, evidence, unverified: null };
  if (found === null) {
    const rest = { status: "open", firstSeen: now, assignee: null, suppressedUntil: null, resolution: null } as const;
    const finding: FindingState = { rule, resourceArn, ...rest, ...fresh };
    return { outcome: "opened", finding, events: [event("opened", null, finding, null, now)] };
  }
  const expired = found.status === "suppressed" && found.suppressedUntil !== null && found.suppressedUntil <= now;
  if (found.status === "resolved" || expired) {
    const finding: FindingState = { ...found, ...fresh, status: "open", suppressedUntil: null, resolution: null };
    const kind = expired ? "suppressionExpired" : "reopened";
    return { outcome: "reopened", finding, events: [event(kind, found, finding, null, now)] };
  }
  const finding: FindingState = { ...found, ...fresh };
  const events: FindingEvent[] = [];
  if (found.unverified !== null) events.push(event("verified", found, finding, null, now));
  if (!sameJson(found.evidence, evidence)) events.push(event("evidenceChanged", found, finding, null, now));
  return { outcome: "refreshed", finding, events };
}

function resolved(found: FindingState, reason: string, now: Date): ReconciledFinding {
  const resolution = { reason, at: now };
  const finding: FindingState = { ...found, status: "resolved", suppressedUntil: null, unverified: null, resolution };
  return { outcome: "resolved", finding, events: [event("resolved", found, finding, reason, now)] };
}

/** `since` is when it first could not be read; an event is written then, and when the reason changes. */
function unverified(found: FindingState, reason: string, now: Date): ReconciledFinding | null {
  if (found.unverified?.reason === reason) return null;
  const finding: FindingState = { ...found, unverified: { reason, since: found.unverified?.since ?? now } };
  return { outcome: "unverified", finding, events: [event("unverified", found, finding, reason, now)] };
}

function event(
  kind: FindingEventKind,
  from: FindingState | null,
  to: FindingState,
  reason: string | null,
  at: Date,
): FindingEvent {
  return { kind, at, reason, from: from?.status ?? null, to: to.status };
}

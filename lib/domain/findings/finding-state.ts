import type { Evidence, RuleId, Severity } from "./finding.ts";

export type FindingStatus = "open" | "acknowledged" | "suppressed" | "resolved";

/** A finding over time. Its identity is the rule and the resource. */
export interface FindingState {
  readonly rule: RuleId;
  readonly resourceArn: string;
  readonly severity: Severity;
  readonly status: FindingStatus;
  readonly firstSeen: Date;
  /** When its evidence was last seen. */
  readonly lastSeen: Date;
  readonly evidence: readonly Evidence[];
  readonly assignee: string | null;
  /** Until when it is suppressed; null unless it is. */
  readonly suppressedUntil: Date | null;
  /** Why its evidence cannot be read now, and since when; null while it can. */
  readonly unverified: { readonly reason: string; readonly since: Date } | null;
  /** When and why it was resolved; null unless it is. */
  readonly resolution: { readonly reason: string; readonly at: Date } | null;
}

export type FindingEventKind =
  | "opened"
  | "reopened"
  | "resolved"
  | "evidenceChanged"
  | "unverified"
  | "verified"
  | "suppressionExpired"
  | "acknowledged"
  | "suppressed"
  | "assigned";

/** What happened to a finding; who did it is added by the service that knows. */
export interface FindingEvent {
  readonly kind: FindingEventKind;
  readonly at: Date;
  /** A sentence, or null where the kind says it all. */
  readonly reason: string | null;
  readonly from: FindingStatus | null;
  readonly to: FindingStatus;
}

/** What tells findings apart. ARNs and rule ids hold no line break. */
export function findingKey(finding: { readonly rule: string; readonly resourceArn: string }): string {
  return `${finding.rule}\n${finding.resourceArn}`;
}

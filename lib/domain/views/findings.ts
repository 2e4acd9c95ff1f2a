import type { Evidence, RuleId, Severity } from "#lib/domain/findings/finding.ts";
import type { FindingStatus } from "#lib/domain/findings/finding-state.ts";
import type { Remedy } from "#lib/domain/findings/remedies/remedy.ts";

/** The queue with the one finding that a rule has of a resource, whatever became of it. */
export function findingHref({ rule, resourceArn }: { readonly rule: string; readonly resourceArn: string }): string {
  return `/findings?q=${encodeURIComponent(resourceArn)}&filter=${encodeURIComponent(`rule = ${rule}`)}`;
}

/** Columns of the queue that the server can order by. They stand in the URL. */
export const findingColumns = [
  "severity",
  "resource",
  "rule",
  "account",
  "region",
  "status",
  "assignee",
  "team",
  "firstSeen",
  "lastSeen",
] as const;
export type FindingColumn = (typeof findingColumns)[number];

export function isFindingColumn(text: string): text is FindingColumn {
  return findingColumns.some((column) => column === text);
}

export interface FindingSort {
  readonly column: FindingColumn;
  readonly direction: "asc" | "desc";
}

/** One finding as the queue shows it. Instants are ISO. */
export interface FindingRow {
  readonly id: string;
  readonly rule: RuleId;
  readonly title: string;
  readonly severity: Severity;
  readonly resourceKind: "function" | "role";
  readonly resourceArn: string;
  readonly resourceName: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly region: string | null;
  readonly teamName: string | null;
  readonly status: FindingStatus;
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly resolvedAt: string | null;
  readonly suppressedUntil: string | null;
  /** The reason of the last decision by a person, or why it was resolved. */
  readonly decisionReason: string | null;
  /** Since when and why its evidence cannot be read; null while it can. */
  readonly unverified: { readonly since: string; readonly reason: string } | null;
}

export interface FindingWindow {
  readonly rows: readonly FindingRow[];
  readonly total: number;
}

export interface FindingEventView {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  readonly actorName: string;
  readonly reason: string | null;
}

/** What one asks of a finding that is looked at: proof, meaning, remedy, history. */
export interface FindingDetail {
  readonly id: string;
  readonly meaning: string;
  readonly evidence: readonly Evidence[];
  readonly remedies: readonly Remedy[];
  readonly events: readonly FindingEventView[];
}

/** How one rule came out over everything in scope, at its last run. */
export interface RuleOutcomeView {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly evaluated: number;
  readonly firing: number;
  readonly passing: number;
  readonly notApplicable: number;
  readonly unknown: number;
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
  /** When it ran last anywhere, and how many account-Regions (accounts, for roles) it covered. */
  readonly evaluatedAt: string | null;
  readonly places: number;
}

/** Somebody to whom a finding can be given. */
export interface PersonOption {
  readonly id: string;
  readonly name: string;
}

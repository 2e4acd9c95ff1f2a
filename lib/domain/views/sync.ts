import type { SourceName } from "#lib/domain/collection/source.ts";

export type SyncRunStatus = "running" | "complete" | "failed" | "cancelled";

/**
 * What a task can be, the worst first. `waiting` and `running` are under way; the others are how it ended. `postponed`:
 * the month's budget did not have what AWS would bill for it, so what was known stays as it was.
 */
export const taskStatuses = [
  "failed",
  "denied",
  "partial",
  "postponed",
  "running",
  "waiting",
  "succeeded",
  "skipped",
] as const;
export type TaskStatus = (typeof taskStatuses)[number];

/** Whether a task of this status left something unread that somebody has to look at. */
export function isTroubled(status: TaskStatus): boolean {
  return status === "failed" || status === "denied" || status === "partial";
}

/** Tasks by status; a status that no task has is left out. */
export type TaskCounts = Readonly<Partial<Record<TaskStatus, number>>>;

/** One run over the fleet, with what it asked of AWS. Instants are ISO. */
export interface SyncRunView {
  readonly id: string;
  readonly trigger: string;
  /** A person's name, or what started it. */
  readonly requestedBy: string | null;
  readonly accounts: readonly string[] | null;
  readonly regions: readonly string[] | null;
  readonly sources: readonly string[] | null;
  readonly status: SyncRunStatus;
  readonly startedAt: string;
  /** When its lists and current metrics were all read. */
  readonly usableAt: string | null;
  readonly endedAt: string | null;
  readonly reason: string | null;
  readonly tasks: number;
  readonly counts: TaskCounts;
  readonly calls: number;
  readonly retries: number;
  readonly throttles: number;
  readonly failures: number;
  readonly metricsRequested: number;
  readonly bytesScanned: number;
  /** Null when the price of something it did is not known. */
  readonly costUsd: number | null;
}

/** One source over all places of a run. */
export interface SyncSourceView {
  readonly source: SourceName;
  readonly title: string;
  readonly phase: string;
  readonly tasks: number;
  readonly counts: TaskCounts;
}

/** One source over all Regions of an account: its worst status, and how many of its tasks have that. */
export interface SyncAccountCell {
  readonly source: SourceName;
  readonly status: TaskStatus;
  readonly count: number;
  readonly tasks: number;
}

/** One account in a run; its Regions are read when it is opened. */
export interface SyncAccountRow {
  /** "" for the organisation. */
  readonly accountId: string;
  readonly name: string;
  readonly counts: TaskCounts;
  readonly cells: readonly SyncAccountCell[];
}

/** One task of a run, with what is known of its source now. */
export interface SyncTaskView {
  readonly source: SourceName;
  readonly status: TaskStatus;
  readonly done: number;
  readonly total: number | null;
  readonly attempts: number;
  /** Index into the reasons of its account; null where there is nothing to say. */
  readonly reason: number | null;
  /** When the source was last known here; null: never, or not kept for this source. */
  readonly observedAt: string | null;
  /** Since when it is unknown; null while it is known. */
  readonly unknownSince: string | null;
  /** When it is read next; null when no schedule reads it. */
  readonly nextAt: string | null;
}

/** One Region of an account in a run. */
export interface SyncPlace {
  /** "" for what an account has no Region for, and the organisation. */
  readonly region: string;
  readonly cells: readonly SyncTaskView[];
}

export interface SyncReason {
  readonly reason: string;
  readonly remedy: string | null;
}

/** One account of a run, Region by Region; the worst Region first. */
export interface SyncAccountDetail {
  readonly accountId: string;
  readonly places: readonly SyncPlace[];
  readonly reasons: readonly SyncReason[];
}

/** What is not known now for one reason, in how many places, since when. */
export interface UnknownSourceView {
  /** Titles of the sources. */
  readonly titles: readonly string[];
  readonly state: "denied" | "failed" | "notYetRead";
  readonly reason: string;
  readonly remedy: string | null;
  /** When the first of the places became unknown; null where it never was known. */
  readonly since: string | null;
  /** When the oldest of them was last known. */
  readonly lastKnown: string | null;
  /** At most twenty. */
  readonly places: readonly string[];
  /** Of places. */
  readonly count: number;
}

/** What was asked of one operation. */
export interface SyncOperationView {
  readonly service: string;
  readonly operation: string;
  readonly calls: number;
  readonly retries: number;
  readonly throttles: number;
  readonly failures: number;
  readonly metricsRequested: number;
  readonly bytesScanned: number;
  readonly costUsd: number | null;
}

/** An operation that AWS slowed in one place of a run. */
export interface SyncSlowedView {
  /** "Orders (123456789012) eu-west-1". */
  readonly place: string;
  readonly service: string;
  readonly operation: string;
  readonly calls: number;
  readonly throttles: number;
}

/** Everything about one run but its single tasks; what the page polls. */
export interface SyncRunDetail {
  readonly run: SyncRunView;
  readonly sources: readonly SyncSourceView[];
  /** Accounts with trouble first. */
  readonly accounts: readonly SyncAccountRow[];
  readonly operations: readonly SyncOperationView[];
  /** Where AWS throttled the most, at most ten places. */
  readonly slowed: readonly SyncSlowedView[];
}

/** What is polled while a run goes on: the run that was asked for, else the one that runs, else the latest. */
export interface SyncNowView {
  /** Null before the first run, and for a run that is no longer kept. */
  readonly current: SyncRunDetail | null;
  /** Whether any sync runs now. */
  readonly running: boolean;
}

/** What changes slowly: the runs before, and what is unknown now. */
export interface SyncPastView {
  readonly runs: readonly SyncRunView[];
  readonly unknown: readonly UnknownSourceView[];
}

/** What a sync can be narrowed to. */
export interface SyncOptionsView {
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  readonly regions: readonly string[];
}

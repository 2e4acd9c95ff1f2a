import type { SourceName } from "#lib/domain/collection/source.ts";

export type SyncRunStatus = "running" | "complete" | "failed" | "cancelled";

/** What a task can be. `waiting` and `running` are under way; the others are how it ended. */
export const taskStatuses = ["failed", "denied", "partial", "running", "waiting", "succeeded", "skipped"] as const;
export type TaskStatus = (typeof taskStatuses)[number];

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
  /** Tasks by status; a status that no task has is left out. */
  readonly counts: Readonly<Partial<Record<TaskStatus, number>>>;
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
  readonly counts: Readonly<Partial<Record<TaskStatus, number>>>;
}

/** One task in the matrix: few letters, since there may be thousands. */
export interface SyncCell {
  readonly source: SourceName;
  readonly status: TaskStatus;
  readonly done: number;
  readonly total: number | null;
  readonly attempts: number;
  /** Index into the matrix's reasons; null where there is nothing to say. */
  readonly reason: number | null;
}

/** One account, or one account-Region, with its tasks. */
export interface SyncPlace {
  readonly accountId: string;
  /** "" for what an account has no Region for, and the organisation. */
  readonly region: string;
  readonly cells: readonly SyncCell[];
}

export interface SyncReason {
  readonly reason: string;
  readonly remedy: string | null;
}

export interface SyncMatrixView {
  readonly accounts: Readonly<Record<string, string>>;
  readonly places: readonly SyncPlace[];
  readonly reasons: readonly SyncReason[];
}

/** What is not known now, in how many places, since when. */
export interface UnknownSourceView {
  readonly source: SourceName;
  readonly title: string;
  readonly state: "denied" | "failed" | "notYetRead";
  readonly reason: string;
  readonly remedy: string | null;
  /** When the first of the places became unknown; null where it never was known. */
  readonly since: string | null;
  /** When the oldest of them was last known. */
  readonly lastKnown: string | null;
  readonly places: readonly string[];
  readonly count: number;
}

/** What was asked of one operation in a run. */
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

/** Everything about one run; what the page polls. */
export interface SyncRunDetail {
  readonly run: SyncRunView;
  readonly sources: readonly SyncSourceView[];
  readonly matrix: SyncMatrixView;
  readonly operations: readonly SyncOperationView[];
}

/** What the page shows: one run, the ones before it, and what is unknown now. */
export interface SyncView {
  /** The run that was asked for, else the one that runs, else the latest; null before the first. */
  readonly current: SyncRunDetail | null;
  readonly runs: readonly SyncRunView[];
  readonly unknown: readonly UnknownSourceView[];
  /** Whether any sync runs now. */
  readonly running: boolean;
}

/** What a sync can be narrowed to. */
export interface SyncOptionsView {
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  readonly regions: readonly string[];
}

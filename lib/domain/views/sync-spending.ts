import type { SourceName } from "#lib/domain/collection/source.ts";
import type { SyncOperationView } from "./sync.ts";

/** What one UTC day of the month asked of AWS. */
export interface SpendingDayView {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly calls: number;
  /** Null when the price of something it did is not known. */
  readonly costUsd: number | null;
}

/** A source that the budget puts off now. Instants are ISO. */
export interface PostponedSourceView {
  readonly source: SourceName;
  readonly title: string;
  readonly reason: string;
  readonly remedy: string | null;
  /** Since when it has been put off in the first of the places. */
  readonly since: string;
  /** When it goes on at the latest; null when no budget stands in its way any more: with its next reading. */
  readonly resumesAt: string | null;
  /** Places that are put off, by name: at most twenty. */
  readonly places: readonly string[];
  readonly count: number;
}

/** What syncs cost this UTC month, at AWS's list prices, and what the budget makes of it. */
export interface SpendingView {
  /** YYYY-MM. */
  readonly month: string;
  /** Null: no budget is set, and nothing is slowed. */
  readonly budgetUsd: number | null;
  readonly spentUsd: number;
  /** What running tasks were granted and have not spent yet. */
  readonly reservedUsd: number;
  /** Null without a budget; never below 0. */
  readonly leftUsd: number | null;
  /** What the month comes to at the present level of economy; null while no fleet was read that it could rest on. */
  readonly projectedUsd: number | null;
  readonly economy: {
    readonly level: number;
    /** Completes "Lamplight now …". */
    readonly title: string;
    /** Null when it has never been anything else. */
    readonly since: string | null;
  };
  /** Every day of the month up to today. */
  readonly days: readonly SpendingDayView[];
  /** What was asked this month, the dearest first, then the most called. */
  readonly operations: readonly SyncOperationView[];
  readonly postponed: readonly PostponedSourceView[];
}

/** What a sync of a scope would ask of AWS, before it is started. */
export interface SyncEstimateView {
  readonly places: number;
  readonly calls: number;
  /** The shortest that the present shares of the quotas allow. */
  readonly durationMs: number;
  readonly costUsd: number;
  readonly budgetUsd: number | null;
  /** What the budget has left now, and would have after it; null without a budget. */
  readonly leftUsd: number | null;
  readonly leftAfterUsd: number | null;
  readonly sources: readonly {
    readonly source: SourceName;
    readonly title: string;
    readonly calls: number;
    readonly costUsd: number;
  }[];
  /** Whole sentences. */
  readonly assumptions: readonly string[];
}

import type { SourceName } from "#lib/domain/collection/source.ts";

/** How Lamplight collects, as an administrator sets it. */
export interface CollectionSettingsValues {
  /** Dollars at AWS's list prices for one UTC month; null: no budget. */
  readonly monthlyBudgetUsd: number | null;
  /** Part of AWS's rate that syncs may use, above 0 and at most 1, by quota class; a class that is not named has the default. */
  readonly quotaShares: Readonly<Record<string, number>>;
  /** Whether syncs begin by the clock. */
  readonly schedule: boolean;
}

/** What reading at one level of economy comes to, in dollars. */
export interface EconomyLevelView {
  readonly level: number;
  /** Completes "Lamplight …". */
  readonly title: string;
  /** This UTC month: what is spent, and the rest at this level. */
  readonly thisMonthUsd: number;
  /** A whole month of 730 hours, once the history is read. */
  readonly fullMonthUsd: number;
}

/** What AWS counts against one quota. */
export interface QuotaClassView {
  readonly name: string;
  readonly title: string;
  /** Completes "so that …". */
  readonly why: string;
  /** What AWS grants one account in one Region: calls a second, or things at once. */
  readonly limit: number;
  readonly unit: "callsPerSecond" | "atOnce";
  /** False where AWS publishes no rate: then it is one that is known to pass. */
  readonly published: boolean;
}

/** When the schedule reads a source. Instants are ISO. */
export interface SourceScheduleView {
  readonly source: SourceName;
  readonly title: string;
  /** Hours between two readings, the economy included. */
  readonly everyHours: number;
  /** Completes "because …". */
  readonly why: string;
  /** When the next place is due; null while nothing reads it by the clock. */
  readonly nextAt: string | null;
  readonly billed: boolean;
}

/** Everything that the page of the collection's settings shows. */
export interface CollectionSettingsView {
  readonly values: CollectionSettingsValues;
  /** Who saved them last; null while they are the defaults. */
  readonly saved: { readonly by: string; readonly at: string } | null;
  /** The share of a quota class that has none of its own. */
  readonly defaultShare: number;
  readonly quotaClasses: readonly QuotaClassView[];
  readonly spentUsd: number;
  /** The usual pace first; none while no fleet was read that they could rest on. */
  readonly levels: readonly EconomyLevelView[];
  readonly sources: readonly SourceScheduleView[];
}

/** What came of saving: saved, or somebody was faster and nothing was changed. */
export type CollectionSaved =
  | { readonly state: "saved"; readonly values: CollectionSettingsValues }
  | {
      readonly state: "overtaken";
      /** What is saved now, and by whom. */
      readonly values: CollectionSettingsValues;
      readonly saved: { readonly by: string; readonly at: string } | null;
    };

/** The level that a budget buys: the fastest whose month fits, else the slowest. Without a budget the fastest. */
export function levelFor(budgetUsd: number | null, levels: readonly EconomyLevelView[]): EconomyLevelView | null {
  if (budgetUsd === null) return levels[0] ?? null;
  return levels.find(({ thisMonthUsd }) => thisMonthUsd <= budgetUsd) ?? levels.at(-1) ?? null;
}

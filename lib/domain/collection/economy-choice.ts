import { type EconomyLevel, economyLevels } from "./economy.ts";

/** What AWS bills collection for, in dollars. */
export interface CollectionPrices {
  readonly metricUsd: number;
  readonly scannedByteUsd: number;
}

/** What decides how much this fleet's collection costs an hour: counted in the store, measured by the ledger. */
export interface CollectionProfile {
  /** Metrics that one reading of all recently active functions and of the Regions as a whole asks for. */
  readonly metricsPerReading: number;
  /** Metrics asked for once a day whatever the level, averaged over a week: quiet and dead functions, days of history. */
  readonly metricsPerDay: number;
  /** Bytes of log lines that scanning for starts takes an hour. */
  readonly scannedBytesPerHour: number;
  /** Hours of log lines that were put off and are still kept: they are scanned when scanning goes on. */
  readonly unscannedHours: number;
  /** Of the history before connection, what has not been read. */
  readonly unreadHistory: { readonly metrics: number; readonly bytes: number };
}

/** What a level costs, in dollars. */
export interface LevelCost {
  readonly perHourUsd: number;
  /** Once: history, and log lines that were put off. */
  readonly onceUsd: number;
}

/** What reading at a level costs from now on. Never more than at the level before it. */
export function levelCost(level: EconomyLevel, profile: CollectionProfile, prices: CollectionPrices): LevelCost {
  const { metricUsd, scannedByteUsd } = prices;
  const metricsPerHour = profile.metricsPerReading / level.metricsEveryHours + profile.metricsPerDay / 24;
  const scans = level.readsStarts ? scannedByteUsd : 0;
  const reads = level.readsMetrics ? metricUsd : 0;
  const history = level.readsHistory
    ? profile.unreadHistory.metrics * metricUsd + profile.unreadHistory.bytes * scannedByteUsd
    : 0;
  // One hour of each day is scanned once more, start by start.
  const sampled = level.readsHistory ? 1 / 24 : 0;
  return {
    perHourUsd: metricsPerHour * reads + profile.scannedBytesPerHour * (1 + sampled) * scans,
    onceUsd: history + profile.unscannedHours * profile.scannedBytesPerHour * scans,
  };
}

/** Where a month stands when the level is chosen. */
export interface MonthStand {
  /** Null: no budget is set. */
  readonly budgetUsd: number | null;
  readonly spentUsd: number;
  /** Of that, before the UTC day began. */
  readonly spentBeforeTodayUsd: number;
  readonly hoursOfMonth: number;
  /** Hours of the month before the UTC day began. */
  readonly hoursBeforeToday: number;
  /** Hours to the end of the UTC month. */
  readonly hoursLeft: number;
  /** The level so far in this month; null for a month that has just begun. */
  readonly current: number | null;
}

export interface ChosenEconomy {
  readonly economy: EconomyLevel;
  /** Spent, and what the rest of the month costs at this level. */
  readonly projectedUsd: number;
}

/**
 * Part of the budget that must be free beyond the projection before a level is left for a faster one: load that changes
 * by the hour would else move the level up and down with it.
 */
const easeMargin = 0.05;

/**
 * The lowest level whose projection to the month's end fits the budget. A tighter level is taken at once; a faster one
 * only when it fits with a margin to spare. Where even the sparsest of those that AWS bills is too dear for the month, it
 * is taken for a day at a time, as soon as the days before have left their part of the budget for it: so a small budget
 * is read from on the first of the month, and spread over the rest of it. The slowest costs nothing, and is what remains.
 */
export function chooseEconomy(stand: MonthStand, profile: CollectionProfile, prices: CollectionPrices): ChosenEconomy {
  const { budgetUsd, spentUsd, hoursLeft } = stand;
  const projected = economyLevels.map((economy): ChosenEconomy => {
    const { perHourUsd, onceUsd } = levelCost(economy, profile, prices);
    return { economy, projectedUsd: spentUsd + onceUsd + perHourUsd * hoursLeft };
  });
  const [fastest] = projected;
  const slowest = projected.at(-1);
  const sparsest = projected.at(-2);
  if (fastest === undefined || sparsest === undefined || slowest === undefined) throw new Error("Levels are missing.");
  if (budgetUsd === null) return fastest;
  const chosen = fittingLevel(projected, budgetUsd, stand) ?? slowest;
  if (chosen !== slowest || !hasDailyShare(budgetUsd, stand)) return chosen;
  return { economy: sparsest.economy, projectedUsd: Math.min(budgetUsd, sparsest.projectedUsd) };
}

/** The level that fits to the month's end; undefined where none does. */
function fittingLevel(
  projected: readonly ChosenEconomy[],
  budgetUsd: number,
  { spentUsd, current }: MonthStand,
): ChosenEconomy | undefined {
  const fitting = (limitUsd: number) => projected.find(({ projectedUsd }) => projectedUsd <= limitUsd);
  const needed = spentUsd >= budgetUsd ? undefined : fitting(budgetUsd);
  if (current === null || needed === undefined || needed.economy.level >= current) return needed;
  const eased = fitting(budgetUsd - budgetUsd * easeMargin);
  return eased !== undefined && eased.economy.level < current ? eased : projected[current];
}

/** Whether the days before today have used no more than their part of the budget. Does not change within a day. */
function hasDailyShare(budgetUsd: number, stand: MonthStand): boolean {
  const { spentUsd, spentBeforeTodayUsd, hoursBeforeToday, hoursOfMonth } = stand;
  return spentUsd < budgetUsd && spentBeforeTodayUsd <= (budgetUsd * hoursBeforeToday) / hoursOfMonth;
}

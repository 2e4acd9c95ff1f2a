import { priceList } from "#lib/aws/price-list.ts";
import { type DaySpan, getSpentUsd } from "#lib/db/sql/aws-usage.ts";
import { getStoredEconomy, saveStoredEconomy } from "#lib/db/sql/collection-profile.ts";
import { type EconomyLevel, economyLevels } from "#lib/domain/collection/economy.ts";
import { type ChosenEconomy, chooseEconomy } from "#lib/domain/collection/economy-choice.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { collectionProfile } from "./collection-profile.ts";
import { hoursUntil, startOfUtcDay } from "./utc-month.ts";

/** The level for the rest of the month. It is kept in the store, so that all workers ease off it in the same way. */
export async function currentEconomy(
  context: ServiceContext,
  stand: { readonly month: DaySpan; readonly budgetUsd: number | null; readonly spentUsd: number },
): Promise<ChosenEconomy> {
  const { month, budgetUsd, spentUsd } = stand;
  const now = context.clock.now();
  const stored = await getStoredEconomy(context.db.pool);
  // A new month begins afresh: what the last one was slowed for is paid.
  const current = stored !== null && stored.month.getTime() === month.from.getTime() ? stored.level : null;
  const profile = await collectionProfile(context);
  const today = startOfUtcDay(now);
  const spentBeforeTodayUsd =
    budgetUsd === null ? 0 : await getSpentUsd(context.db.pool, { from: month.from, to: today }, priceList);
  const hours = {
    hoursOfMonth: hoursUntil(month.from, month.to),
    hoursBeforeToday: hoursUntil(month.from, today),
    hoursLeft: hoursUntil(now, month.to),
  };
  const chosen = chooseEconomy({ budgetUsd, spentUsd, spentBeforeTodayUsd, ...hours, current }, profile, priceList);
  if (chosen.economy.level !== current) await keep(context, month, chosen, stored?.level ?? 0);
  return chosen;
}

async function keep(
  context: ServiceContext,
  month: DaySpan,
  { economy, projectedUsd }: ChosenEconomy,
  before: number,
): Promise<void> {
  await saveStoredEconomy(
    context.db.pool,
    { month: month.from, level: economy.level, projectedUsd },
    context.clock.now(),
  );
  const was: EconomyLevel | undefined = economyLevels[before];
  if (economy.level !== before) {
    context.logger.info({ level: economy.level, before: was?.level, projectedUsd }, `Lamplight now ${economy.title}`);
  }
}

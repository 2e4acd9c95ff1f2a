import { priceList } from "#lib/aws/price-list.ts";
import { getSpendingStand } from "#lib/db/sql/aws-usage.ts";
import { type EconomyLevel, economyLevels } from "#lib/domain/collection/economy.ts";
import { levelCost } from "#lib/domain/collection/economy-choice.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { collectionProfile } from "./collection-profile.ts";
import { hoursUntil, utcMonthOf } from "./utc-month.ts";

/** What reading at one level comes to, in dollars at list prices. */
export interface ProjectedLevel {
  readonly economy: EconomyLevel;
  /** This UTC month: spent so far, and the rest of it at this level, history and put-off log lines included. */
  readonly thisMonthUsd: number;
  /** A month of 730 hours, once history and put-off log lines are read. */
  readonly fullMonthUsd: number;
}

const hoursPerMonth = 730;

/** What each level of economy would make of this month, so that one sees what a budget buys; the usual pace first. */
export async function projectLevels(
  context: ServiceContext,
): Promise<{ readonly spentUsd: number; readonly levels: readonly ProjectedLevel[] }> {
  const now = context.clock.now();
  const month = utcMonthOf(now);
  const [profile, { spentUsd }] = await Promise.all([
    collectionProfile(context),
    getSpendingStand(context.db.pool, month, priceList),
  ]);
  const hoursLeft = hoursUntil(now, month.to);
  const levels = economyLevels.map((economy) => {
    const { perHourUsd, onceUsd } = levelCost(economy, profile, priceList);
    return {
      economy,
      thisMonthUsd: spentUsd + onceUsd + perHourUsd * hoursLeft,
      fullMonthUsd: perHourUsd * hoursPerMonth,
    };
  });
  return { spentUsd, levels };
}

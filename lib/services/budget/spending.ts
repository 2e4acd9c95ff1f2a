import { priceList } from "#lib/aws/price-list.ts";
import {
  getSpendingStand,
  getSpendingTask,
  hasOtherReservation,
  lockSpending,
  saveReservation,
} from "#lib/db/sql/aws-usage.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import type { EconomyLevel } from "#lib/domain/collection/economy.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { readCollectionSettings } from "#lib/services/settings/collection-settings.ts";
import { currentEconomy } from "./current-economy.ts";
import { postponed } from "./postponed.ts";
import { utcMonthOf } from "./utc-month.ts";

/** How the month's budget stands. Dollars at AWS's list prices, of the calendar month (UTC). */
export interface Spending {
  /** YYYY-MM. */
  readonly month: string;
  /** Null: no budget is set, and nothing is slowed. */
  readonly budgetUsd: number | null;
  readonly spentUsd: number;
  /** What running tasks were planned to cost and have not spent yet. */
  readonly reservedUsd: number;
  /** Null without a budget; never below 0. */
  readonly leftUsd: number | null;
  readonly economy: EconomyLevel;
  /** What the month comes to at that level. */
  readonly projectedUsd: number;
}

/**
 * Log scans are billed by bytes that nobody can know before: a scan that runs beside others is granted this multiple of
 * its estimate. One that runs alone is granted the estimate.
 */
const scanMargin = 2;

/** Sums of many small dollars are not exact. */
const roundingUsd = 1e-9;

/** How the budget stands now, and how sparingly it makes Lamplight read. */
export async function currentSpending(context: ServiceContext): Promise<Spending> {
  const { monthlyBudgetUsd: budgetUsd } = await readCollectionSettings(context.db.pool);
  const now = context.clock.now();
  const month = utcMonthOf(now);
  const { spentUsd, reservedUsd } = await getSpendingStand(context.db.pool, month, priceList);
  const { economy, projectedUsd } = await currentEconomy(context, { month, budgetUsd, spentUsd });
  return {
    month: now.toISOString().slice(0, 7),
    budgetUsd,
    spentUsd,
    reservedUsd,
    leftUsd: budgetUsd === null ? null : Math.max(0, budgetUsd - spentUsd - reservedUsd),
    economy,
    projectedUsd,
  };
}

/**
 * Asks for the money of a reading before it begins, and reserves it for the task. Throws `PostponedError` where the
 * month's budget does not have it any more. Free readings need not ask, and always pass. A task that asks again is
 * granted the new amount in place of the old one; whatever is over when it ends is free for others.
 */
export async function reserveSpending(
  context: ServiceContext,
  task: { readonly id: string },
  plannedUsd: number,
): Promise<void> {
  if (plannedUsd <= 0) return;
  const { monthlyBudgetUsd: budgetUsd } = await readCollectionSettings(context.db.pool);
  if (budgetUsd === null) return;
  const now = context.clock.now();
  const month = utcMonthOf(now);
  await context.inSqlTransaction(async (sql) => {
    await lockSpending(sql);
    const asking = await getSpendingTask(sql, task.id, priceList);
    if (asking === null) return;
    const { spentUsd, reservedUsd } = await getSpendingStand(sql, month, priceList, task.id);
    const leftUsd = Math.max(0, budgetUsd - spentUsd - reservedUsd);
    const shared = asking.source === "starts" && (await hasOtherReservation(sql, task.id, asking.source));
    const neededUsd = shared ? plannedUsd * scanMargin : plannedUsd;
    if (neededUsd > leftUsd + roundingUsd) {
      throw postponed({ budgetUsd, leftUsd, plannedUsd, goesOnAt: month.to });
    }
    const grantedUsd = asking.spentUsd + neededUsd;
    const { spentUsd: seenUsd, dearestPageUsd } = asking;
    await saveReservation(sql, { id: task.id, plannedUsd: grantedUsd, seenUsd, dearestPageUsd }, now);
  });
}

/** What the month's budget has left, beyond what is spent and reserved; null without a budget. */
export async function leftThisMonth(context: ServiceContext): Promise<number | null> {
  const { monthlyBudgetUsd: budgetUsd } = await readCollectionSettings(context.db.pool);
  if (budgetUsd === null) return null;
  const { spentUsd, reservedUsd } = await getSpendingStand(context.db.pool, utcMonthOf(context.clock.now()), priceList);
  return Math.max(0, budgetUsd - spentUsd - reservedUsd);
}

/**
 * The same for a single scan that somebody asked for outside of any sync: `keep` notes the granted dollars in the
 * transaction that grants them, so that nobody else is given them. Throws `PostponedError` where the month's budget does
 * not have them. `plannedUsd` null: what it would cost is not known, which no budget has room for.
 */
export async function reserveScan(
  context: ServiceContext,
  request: { readonly id: string; readonly plannedUsd: number | null },
  keep: (sql: Sql, grantedUsd: number) => Promise<void>,
): Promise<void> {
  const { monthlyBudgetUsd: budgetUsd } = await readCollectionSettings(context.db.pool);
  const month = utcMonthOf(context.clock.now());
  await context.inSqlTransaction(async (sql) => {
    await lockSpending(sql);
    const grantedUsd = (request.plannedUsd ?? 0) * scanMargin;
    if (budgetUsd !== null) {
      const { spentUsd, reservedUsd } = await getSpendingStand(sql, month, priceList, request.id);
      const leftUsd = Math.max(0, budgetUsd - spentUsd - reservedUsd);
      if (request.plannedUsd === null || grantedUsd > leftUsd + roundingUsd) {
        throw postponed({ budgetUsd, leftUsd, plannedUsd: request.plannedUsd ?? 0, goesOnAt: month.to });
      }
    }
    await keep(sql, grantedUsd);
  });
}

/**
 * Throws `PostponedError` where a task may not go on: asked after each stored page that cost something. Within what it was
 * granted a task always goes on. Beyond it, it is granted one more page, as dear as its dearest, while the budget has that;
 * so the month's dollars exceed the budget by no more than what was under way when they ran out. Without a task: throws
 * once the budget is spent.
 */
export async function assertWithinBudget(context: ServiceContext, task?: { readonly id: string }): Promise<void> {
  const { monthlyBudgetUsd: budgetUsd } = await readCollectionSettings(context.db.pool);
  if (budgetUsd === null) return;
  const now = context.clock.now();
  const month = utcMonthOf(now);
  await context.inSqlTransaction(async (sql) => {
    await lockSpending(sql);
    const stand = await getSpendingStand(sql, month, priceList, task?.id ?? null);
    const leftUsd = Math.max(0, budgetUsd - stand.spentUsd - stand.reservedUsd);
    const running = task === undefined ? null : await getSpendingTask(sql, task.id, priceList);
    const over = (nextUsd: number) => postponed({ budgetUsd, leftUsd, plannedUsd: nextUsd, goesOnAt: month.to });
    if (task === undefined || running === null) {
      if (stand.spentUsd > budgetUsd + roundingUsd) throw over(0);
      return;
    }
    const dearestPageUsd = Math.max(running.dearestPageUsd, running.spentUsd - running.seenUsd);
    const isGranted = running.spentUsd < running.plannedUsd - roundingUsd;
    if (!isGranted && dearestPageUsd > leftUsd + roundingUsd) throw over(dearestPageUsd);
    const plannedUsd = isGranted ? running.plannedUsd : running.spentUsd + dearestPageUsd;
    await saveReservation(sql, { id: task.id, plannedUsd, seenUsd: running.spentUsd, dearestPageUsd }, now);
  });
}

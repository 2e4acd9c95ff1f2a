import type { SignedInUser } from "#lib/auth/actor.ts";
import { sharedDatabase } from "#lib/db/shared-database.ts";
import { lastListedAt } from "#lib/db/sql/fleet-shape.ts";
import { getEconomySince, listUsageDays, listUsageOperations, type UsageDays } from "#lib/db/sql/sync/month-usage.ts";
import type { SpendingView } from "#lib/domain/views/sync-spending.ts";
import { serviceContext } from "#lib/server/context.ts";
import { currentSpending } from "#lib/services/budget/spending.ts";
import { listPostponedSources } from "./list-postponed-sources.ts";

const dayMs = 86_400_000;

/** What syncs cost this UTC month, and what the budget makes of it. */
export async function getSpending(user: SignedInUser): Promise<SpendingView> {
  const context = serviceContext(user);
  const { pool } = sharedDatabase();
  const days = monthSoFar(context.clock.now());
  const [spending, listedAt, stored, byDay, operations, postponed] = await Promise.all([
    currentSpending(context),
    lastListedAt(pool),
    getEconomySince(pool),
    listUsageDays(pool, days),
    listUsageOperations(pool, days),
    listPostponedSources(context),
  ]);
  const { month, budgetUsd, spentUsd, reservedUsd, leftUsd, economy } = spending;
  return {
    ...{ month, budgetUsd, spentUsd, reservedUsd, leftUsd, operations, postponed },
    projectedUsd: listedAt === null ? null : spending.projectedUsd,
    economy: {
      level: economy.level,
      title: economy.title,
      since: stored?.level === economy.level ? stored.since.toISOString() : null,
    },
    days: byDay,
  };
}

/** The UTC days from the first of the month to today. */
export function monthSoFar(now: Date): UsageDays {
  const first = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1);
  return { from: dayOf(first), to: dayOf(now.getTime() + dayMs) };
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

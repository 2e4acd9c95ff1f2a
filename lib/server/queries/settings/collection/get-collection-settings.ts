import type { SignedInUser } from "#lib/auth/actor.ts";
import { loadConfig } from "#lib/config/config.ts";
import { sharedDatabase } from "#lib/db/shared-database.ts";
import { lastListedAt } from "#lib/db/sql/fleet-shape.ts";
import { listOldestTries, type SourceTriesRow } from "#lib/db/sql/sync/source-tries.ts";
import { freshness } from "#lib/domain/collection/freshness.ts";
import { sources } from "#lib/domain/collection/source.ts";
import type { CollectionSettingsView, SourceScheduleView } from "#lib/domain/views/collection-settings.ts";
import { serviceContext } from "#lib/server/context.ts";
import { everyHoursOf, nextReadingAt, type ReadingPace } from "#lib/server/queries/sync/next-reading.ts";
import { billedSources } from "#lib/services/budget/list-postponed.ts";
import { projectLevels } from "#lib/services/budget/project-levels.ts";
import { currentSpending } from "#lib/services/budget/spending.ts";
import { getCollectionSettings } from "#lib/services/settings/collection-settings.ts";
import { listQuotaClasses } from "#lib/services/settings/list-quota-classes.ts";
import { lastCollectionSave } from "./last-collection-save.ts";

/** How Lamplight collects, what that costs at each level of economy, and when each source is read next. */
export async function readCollectionSettingsView(user: SignedInUser): Promise<CollectionSettingsView> {
  const context = serviceContext(user);
  const values = await getCollectionSettings(context);
  const [saved, projected, { economy }, tries, listedAt] = await Promise.all([
    lastCollectionSave(),
    projectLevels(context),
    currentSpending(context),
    listOldestTries(sharedDatabase().pool),
    lastListedAt(sharedDatabase().pool),
  ]);
  return {
    values,
    saved,
    defaultShare: loadConfig(process.env).quotaShare,
    quotaClasses: listQuotaClasses(),
    spentUsd: projected.spentUsd,
    // Without a fleet every level would come to what is spent, which would be a figure about nothing.
    levels:
      listedAt === null
        ? []
        : projected.levels.map(({ economy: { level, title }, thisMonthUsd, fullMonthUsd }) => ({
            ...{ level, title, thisMonthUsd, fullMonthUsd },
          })),
    sources: schedulesOf(tries, { schedule: values.schedule, economy }, context.clock.now()),
  };
}

function schedulesOf(tries: readonly SourceTriesRow[], pace: ReadingPace, now: Date): SourceScheduleView[] {
  return sources.map(({ name, title }) => {
    const own = tries.filter(({ source }) => source === name);
    const next = (own.length > 0 ? own : [{ source: name, state: null, attemptedAt: null }])
      .flatMap((row) => nextReadingAt(row, pace, now)?.getTime() ?? [])
      .toSorted((one, other) => one - other)[0];
    return {
      source: name,
      title,
      everyHours: everyHoursOf(name, pace.economy),
      why: freshness[name].why,
      nextAt: next === undefined ? null : new Date(next).toISOString(),
      // Of a network the traffic of NAT gateways alone is billed: what is put off is that, and never the network.
      billed: name === "network" || billedSources.some((billed) => billed === name),
    };
  });
}

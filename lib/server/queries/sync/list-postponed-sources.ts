import { sharedDatabase } from "#lib/db/shared-database.ts";
import type { PostponedSourceView } from "#lib/domain/views/sync-spending.ts";
import { listPostponed, type Postponed } from "#lib/services/budget/list-postponed.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { readCollectionSettings } from "#lib/services/settings/collection-settings.ts";
import { sourceTitle } from "./sync-run-view.ts";

/** Places that are named; the others are counted. */
const namedPlaces = 20;

/** What the budget puts off, gathered by source and reason, the longest put off first. */
export async function listPostponedSources(context: ServiceContext): Promise<PostponedSourceView[]> {
  const [readings, { monthlyBudgetUsd }, accounts] = await Promise.all([
    listPostponed(context),
    readCollectionSettings(context.db.pool),
    sharedDatabase().prisma.account.findMany({ select: { id: true, name: true } }),
  ]);
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const groups = Map.groupBy(readings, ({ source, reason }) => `${source} ${reason ?? ""}`);
  return [...groups.values()].flatMap((group) => gathered(group, names, monthlyBudgetUsd !== null));
}

function gathered(
  group: readonly Postponed[],
  names: ReadonlyMap<string, string>,
  budgeted: boolean,
): PostponedSourceView[] {
  const [longest] = group;
  if (!longest) return [];
  const places = group.slice(0, namedPlaces).map(({ accountId, region }) => {
    const name = names.get(accountId);
    return `${name ? `${name} (${accountId})` : accountId} ${region}`;
  });
  return [
    {
      source: longest.source,
      title: sourceTitle(longest.source),
      reason: longest.reason ?? "The month’s budget does not have what it would cost.",
      remedy: longest.remedy,
      since: longest.since.toISOString(),
      resumesAt: budgeted ? longest.goesOnAt.toISOString() : null,
      places,
      count: group.length,
    },
  ];
}

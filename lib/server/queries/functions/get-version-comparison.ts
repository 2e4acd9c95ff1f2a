import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listVersionDays, type VersionDay } from "#lib/db/sql/version-days.ts";
import { aliasRoute, compareSides, type VersionCounts } from "#lib/domain/concurrency/version-comparison.ts";
import { mergePackedHistograms } from "#lib/domain/statistics/merge-histograms.ts";
import type { FunctionThing } from "#lib/domain/views/function-detail.ts";
import type { AliasComparison } from "#lib/domain/views/version-comparison.ts";

/** The aliases of a function with the versions behind them side by side, over the UTC days that a period touches. */
export async function getVersionComparison(
  { aliases, accountId, id }: Pick<FunctionThing, "aliases" | "accountId" | "id">,
  from: Date,
  to: Date,
): Promise<AliasComparison[]> {
  if (aliases === null || aliases.length === 0) return [];
  const rows = await listVersionDays(sharedDatabase().pool, { accountId, functionId: id, from, to });
  const counts = [...Map.groupBy(rows, ({ version }) => version)].map(([version, days]) => countsOf(version, days));
  return aliases.map((alias) => {
    const route = aliasRoute(alias);
    const sides = compareSides(route, counts);
    // Where no report of any version is kept, nothing was read, or only $LATEST ran: that is not that none failed.
    const seen = (index: number) => (counts.length === 0 ? null : (sides[index] ?? null));
    return { ...route, sides: route.sides.map((side, index) => ({ ...side, seen: seen(index) })) };
  });
}

function countsOf(version: string, days: readonly VersionDay[]): VersionCounts {
  const sum = (read: (day: VersionDay) => number) => days.reduce((total, day) => total + read(day), 0);
  return {
    version,
    reports: sum(({ reports }) => reports),
    coldStarts: sum(({ coldStarts }) => coldStarts),
    restores: sum(({ restores }) => restores),
    failures: sum(({ errors, timeouts, outOfMemory }) => errors + timeouts + outOfMemory),
    durations: mergePackedHistograms(days.flatMap(({ durationHistogram }) => durationHistogram ?? [])),
  };
}

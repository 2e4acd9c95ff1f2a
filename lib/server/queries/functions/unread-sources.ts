import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listUnreadSources, type UnreadSource } from "#lib/db/sql/functions/unread-sources.ts";
import { type SourceName, sources } from "#lib/domain/collection/source.ts";
import type { Unknown } from "#lib/domain/fleet/fact.ts";
import type { FleetFilter } from "#lib/domain/views/fleet-filter.ts";
import type { MissingView } from "#lib/domain/views/functions.ts";

/** Finds why a source could not be read in one account-Region; null when it was. */
export type UnreadLookup = (accountId: string, region: string, source: SourceName) => Unknown | null;

export interface UnreadSources {
  readonly lookup: UnreadLookup;
  /** For the bar that names what is missing: denied and failed only, since what is not yet read is on its way. */
  readonly missing: readonly MissingView[];
}

/** What could not be read within the scope, of the sources that a page rests on. */
export async function getUnreadSources(
  scope: Pick<FleetFilter, "accountIds" | "regions">,
  wanted: readonly SourceName[],
): Promise<UnreadSources> {
  const rows = await listUnreadSources(sharedDatabase().pool, scope, wanted);
  const byPlace = new Map(rows.map((row) => [`${row.accountId} ${row.region} ${row.source}`, row]));
  return {
    lookup: (accountId, region, source) => {
      const row = byPlace.get(`${accountId} ${region} ${source}`) ?? byPlace.get(`${accountId}  ${source}`);
      return row ? unknownOf(row) : null;
    },
    missing: rows.filter(({ state }) => state !== "notYetRead").map(missingOf),
  };
}

function unknownOf({ state, reason, since }: UnreadSource): Unknown {
  return { state, reason: reason ?? "Not read in any sync so far.", since: since?.toISOString() ?? null };
}

function missingOf(row: UnreadSource): MissingView {
  const title = sources.find(({ name }) => name === row.source)?.title ?? row.source;
  const place = [row.accountName ?? row.accountId, row.region].filter(Boolean).join(", ");
  return { what: `${title} of ${place}`, reason: row.reason ?? `It was ${row.state}; no reason was given.` };
}

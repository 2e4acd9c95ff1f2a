import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listMissingSources as readMissingSources } from "#lib/db/sql/period/missing-sources.ts";
import { sources as allSources, type SourceName } from "#lib/domain/collection/source.ts";
import type { MissingSource } from "#lib/domain/views/missing-source.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";

const states = { notYetRead: "not yet read", denied: "denied", failed: "could not be read" } as const;

/** What of these sources is not known in the scope, account by account, with its reason. */
export async function listMissingSources(scope: FleetScope, sources: readonly SourceName[]): Promise<MissingSource[]> {
  const rows = await readMissingSources(sharedDatabase().pool, scope, sources);
  return rows.map(({ source, accountId, accountName, region, state, reason }) => {
    const title = allSources.find(({ name }) => name === source)?.title ?? source;
    const account = accountName ? `${accountName} (${accountId})` : accountId;
    return {
      what: `${title} of ${account}${region === "" ? "" : `, ${region}`}`,
      reason: reason ? `${states[state]}: ${reason}` : states[state],
    };
  });
}

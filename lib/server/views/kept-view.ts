import { sharedDatabase } from "#lib/db/shared-database.ts";
import { readStoreVersion } from "#lib/db/sql/store-version.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import { ViewCache } from "./view-cache.ts";

// Next loads this module once per bundle; pages and actions have to share the views.
const holder = globalThis as typeof globalThis & { lamplightViews?: ViewCache };

function sharedViews(): ViewCache {
  holder.lamplightViews ??= new ViewCache({
    readVersion: () => readStoreVersion(sharedDatabase().pool),
    nowMs: () => performance.now(),
  });
  return holder.lamplightViews;
}

/**
 * What a page shows of a scope, read once for all who look at the same (docs/adr/0018). `asked` is everything else that
 * decides what is read, the viewer's rights included; plain values, since it is compared as JSON.
 */
export function keptView<View>(
  name: string,
  scope: FleetScope,
  asked: unknown,
  read: () => Promise<View>,
): Promise<View> {
  return keptRead(name, [...scopeKey(scope), asked], read);
}

/** What was read of the whole fleet, or of what `asked` says, in the same way. */
export function keptRead<View>(name: string, asked: unknown, read: () => Promise<View>): Promise<View> {
  return sharedViews().get(JSON.stringify([name, asked]), read);
}

/** A preset ends now, at every visit a little later; it is another one when its first step is. */
function scopeKey({ accountIds, regions, teamId, preset, from, to }: FleetScope): readonly unknown[] {
  return [accountIds, regions, teamId, preset, from, preset === null ? to : null];
}

/** To be called after every change that people make through the console. */
export function forgetViews(): void {
  holder.lamplightViews?.forget();
}

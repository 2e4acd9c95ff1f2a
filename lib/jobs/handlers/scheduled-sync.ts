import type { ServiceContext } from "#lib/services/context.ts";
import { readCollectionSettings } from "#lib/services/settings/collection-settings.ts";
import { requestScheduledSync, type Spread } from "#lib/services/sync/request-scheduled-sync.ts";

/** Requests the sync, unless the settings say that nothing begins by the clock. A running one is joined, so that slow syncs do not pile up. */
export async function handleScheduledSync(context: ServiceContext, spread: Spread): Promise<void> {
  if (!(await readCollectionSettings(context.db.pool)).schedule) return;
  const syncId = await requestScheduledSync(context, spread);
  context.logger.info({ syncId }, syncId === null ? "nothing is due" : "a scheduled sync is under way");
}

import { keepStore } from "#lib/services/sync/keep-store.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";

export async function handleUpkeep(context: SyncContext): Promise<void> {
  await keepStore(context);
}

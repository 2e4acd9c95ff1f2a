import { setTimeout as sleep } from "node:timers/promises";
import { isTransientStoreError } from "#lib/db/sql/connection-error.ts";
import type { ServiceContext } from "#lib/services/context.ts";

const firstPauseMs = 250;
const longestPauseMs = 5_000;

/** Does work on the store, again and again while the database restarts or a connection is lost. The work is idempotent. */
export async function retryingStore<T>(
  context: ServiceContext,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || !isTransientStoreError(error)) throw error;
      context.logger.warn({ attempt }, "the database does not answer; trying again");
      await sleep(Math.min(longestPauseMs, firstPauseMs * 2 ** attempt), undefined, { signal });
    }
  }
}

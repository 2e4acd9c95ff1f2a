import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import { syncChannel } from "./syncs.ts";

const reconnectMs = 2_000;

/**
 * Calls back whenever somebody announces work on syncs. Holds one connection of the pool; when it breaks, another is
 * taken, and the callback runs once since something may have been missed. Polling remains the floor.
 */
export function listenForSyncs(pool: Pool, announced: () => void): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = loop(pool, announced, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function loop(pool: Pool, announced: () => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await listen(pool, announced, signal).catch(() => undefined);
    // A server that is down is told of by everything else that asks it; this only waits until it is back.
    if (!signal.aborted) await sleep(reconnectMs, undefined, { signal }).catch(() => undefined);
  }
}

async function listen(pool: Pool, announced: () => void, signal: AbortSignal): Promise<void> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const ended = new Promise<void>((resolve) => {
      client.on("notification", announced);
      client.on("error", (error) => {
        broken = error;
        resolve();
      });
      client.on("end", () => resolve());
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    await client.query(`LISTEN ${syncChannel}`);
    announced();
    await ended;
  } finally {
    // The connection still listens: it is closed rather than given to somebody else.
    client.removeAllListeners("notification");
    client.release(broken ?? true);
  }
}

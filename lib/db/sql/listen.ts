import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import type { Logger } from "pino";
import { syncChannel } from "./syncs.ts";

const reconnectMs = 2_000;

/**
 * Calls back whenever somebody announces work on syncs. Holds one connection of the pool; when it breaks, another is
 * taken, and the callback runs once since something may have been missed. Polling remains the floor.
 */
export function listenForSyncs(
  pool: Pool,
  announced: () => void,
  logger: Pick<Logger, "warn" | "info">,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = loop(pool, { announced, logger, signal: stopping.signal });
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

interface Listening {
  readonly announced: () => void;
  readonly logger: Pick<Logger, "warn" | "info">;
  readonly signal: AbortSignal;
}

async function loop(pool: Pool, listening: Listening): Promise<void> {
  const { logger, signal } = listening;
  let lost = false;
  while (!signal.aborted) {
    try {
      await listen(pool, listening, () => {
        if (lost) logger.info("the worker hears of new syncs again");
        lost = false;
      });
      if (!signal.aborted) throw new Error("The connection ended.");
    } catch (error) {
      // Once for each outage: a server that is away for an hour is not told of every two seconds.
      if (!lost) logger.warn({ err: error }, "the worker does not hear of new syncs; it looks for them meanwhile");
      lost = true;
      await sleep(reconnectMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Listens until the connection breaks or the worker stops. */
async function listen(pool: Pool, { announced, signal }: Listening, heard: () => void): Promise<void> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    if (signal.aborted) return;
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
    heard();
    announced();
    await ended;
    if (broken !== undefined) throw broken;
  } finally {
    // The connection still listens: it is closed rather than given to somebody else.
    client.removeAllListeners("notification");
    client.release(broken ?? true);
  }
}

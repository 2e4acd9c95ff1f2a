import { createDatabase } from "#lib/db/client.ts";
import { holdMoments } from "./held-moments.ts";

/** A sync of everything, held where it has read the accounts and plans the rest: it goes on, and does not end. */
export interface HeldSync {
  letGo(): Promise<void>;
}

/** Holds the next sync that comes to that moment, in the store of the browser tests. */
export async function holdSync(): Promise<HeldSync> {
  const url = process.env.LAMPLIGHT_E2E_DATABASE_URL;
  if (url === undefined) throw new Error("Only the browser tests' set-up tells which store a sync is to be held in.");
  const database = createDatabase(url, { applicationName: "lamplight-test", maxConnections: 1 });
  const held = await holdMoments(database.pool, [
    { name: "planning", table: "sync_tasks", event: "INSERT", timing: "AFTER", when: "NEW.source = 'regions'" },
  ]);
  return {
    async letGo() {
      await held.release([...held.left]);
      await held.close();
      await database.close();
    },
  };
}

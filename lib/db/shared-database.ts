import { createDatabase, type Database } from "#lib/db/client.ts";
import { ConfigurationError } from "#lib/errors.ts";

// Next loads this module once per bundle; the connection pool has to be one per process.
const holder = globalThis as typeof globalThis & { lamplightDatabase?: Database };

/** The store of this web process, at DATABASE_URL, which the launcher sets. */
export function sharedDatabase(): Database {
  const url = process.env.DATABASE_URL;
  if (!url) {
    throw new ConfigurationError("DATABASE_URL is not set.", {
      remedy: "Start the console with `npm start` or `lamplight web`.",
    });
  }
  holder.lamplightDatabase ??= createDatabase(url, { applicationName: "lamplight-web" });
  return holder.lamplightDatabase;
}

/** Ends the connections of this process, if it ever opened any, so that it can end by itself. */
export async function closeSharedDatabase(): Promise<void> {
  const database = holder.lamplightDatabase;
  delete holder.lamplightDatabase;
  await database?.close();
}

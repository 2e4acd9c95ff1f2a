import { join } from "node:path";
import type { Config } from "#lib/config/config.ts";
import { createDatabase, type Database, type DatabaseOptions, pingDatabase } from "#lib/db/client.ts";
import { createDatabaseOn } from "#lib/db/embedded/databases.ts";
import { openEmbeddedServer } from "#lib/db/embedded/embedded-server.ts";
import { applyMigrations } from "#lib/db/migrate/migrations.ts";
import { isTransientStoreError } from "#lib/db/sql/connection-error.ts";
import { AppError, UnavailableError } from "#lib/errors.ts";

export interface StoreAddress {
  readonly url: string;
  /** Whether it is the embedded server of the data folder. */
  readonly embedded: boolean;
  /** Migrations applied just now. */
  readonly migrations: readonly string[];
  /** Lets go of the server; the last command that does stops it. */
  release(): Promise<void>;
}

const databaseName = "lamplight";

/** The store of the settings, migrated: DATABASE_URL, or the embedded server, which is started if it does not run. */
export async function openStore(config: Pick<Config, "databaseUrl" | "dataDir">): Promise<StoreAddress> {
  if (config.databaseUrl !== null) {
    const migrations = await applyMigrations(config.databaseUrl);
    return { url: config.databaseUrl, embedded: false, migrations, release: async () => undefined };
  }
  const server = await openEmbeddedServer({
    folder: join(config.dataDir, "database"),
    serverUser: process.env.LAMPLIGHT_POSTGRES_USER || undefined,
  });
  try {
    await createDatabaseOn(server.url("postgres"), databaseName);
    const url = server.url(databaseName);
    return { url, embedded: true, migrations: await applyMigrations(url), release: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Runs `work` on the store and lets go of it in any case: what one-off commands do. */
export async function withStore<T>(
  config: Pick<Config, "databaseUrl" | "dataDir">,
  work: (database: Database) => Promise<T>,
  options: DatabaseOptions = {},
): Promise<T> {
  const store = await openStore(config);
  const database = createDatabase(store.url, { applicationName: "lamplight-cli", ...options });
  try {
    await pingDatabase(database);
    return await work(database);
  } catch (error) {
    if (error instanceof AppError || !isTransientStoreError(error)) throw error;
    throw new UnavailableError("The database stopped answering.", {
      remedy: "Nothing that was kept is lost: run the command again, which goes on where it stands.",
      cause: error,
    });
  } finally {
    await database.close();
    await store.release();
  }
}

import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { createDatabase, type Database } from "#lib/db/client.ts";
import { createDatabaseOn, dropDatabaseOn } from "#lib/db/embedded/databases.ts";
import { templateName } from "#lib/testing/test-server.ts";

export interface TestDatabase extends Database {
  /** Closes all connections and drops the database. */
  drop(): Promise<void>;
}

/**
 * A database of the suite's own, cloned from the migrated template (about 50 ms):
 *
 *   let database: TestDatabase;
 *   beforeAll(async () => { database = await createTestDatabase(); });
 *   afterAll(() => database.drop());
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = inject("databaseServerUrl");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await createDatabaseOn(serverUrl, name, templateName);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const database = createDatabase(url.href, { applicationName: name });
  return {
    ...database,
    drop: async () => {
      await database.close();
      await dropDatabaseOn(serverUrl, name);
    },
  };
}

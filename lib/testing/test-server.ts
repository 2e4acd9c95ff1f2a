import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabaseOn } from "#lib/db/embedded/databases.ts";
import { type EmbeddedServer, openEmbeddedServer } from "#lib/db/embedded/embedded-server.ts";
import { applyMigrations } from "#lib/db/migrate/migrations.ts";

/** The migrated database that each suite's own is cloned from. */
export const templateName = "lamplight_template";

/** A PostgreSQL in a folder of its own that is gone after `stop`, with the migrated template in it. */
export async function openTestServer(): Promise<EmbeddedServer> {
  const folder = await mkdtemp(join(tmpdir(), "lamplight-test-"));
  const server = await openEmbeddedServer({ folder, ephemeral: true });
  try {
    await createDatabaseOn(server.url("postgres"), templateName);
    await applyMigrations(server.url(templateName));
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

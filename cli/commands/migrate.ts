import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { openStore } from "#cli/open-store.ts";
import { commandConfig } from "#cli/root.ts";
import { createTerminal } from "#cli/terminal.ts";
import { openEmbeddedServer } from "#lib/db/embedded/embedded-server.ts";
import { createMigration } from "#lib/db/migrate/migrations.ts";

/** `lamplight migrate`: brings the database up to date; with --create writes a new migration for the changed schema. */
export function configure(command: Command): void {
  command
    .option("--create <name>", "for developers: write the migration that leads to the present schema")
    .action((options: { create?: string }) => (options.create === undefined ? migrate() : create(options.create)));
}

async function migrate(): Promise<void> {
  const terminal = createTerminal();
  const store = await openStore(commandConfig());
  try {
    for (const name of store.migrations) terminal.say(`Applied ${name}.`);
    terminal.say("The database is up to date.");
  } finally {
    await store.release();
  }
}

async function create(name: string): Promise<void> {
  const terminal = createTerminal();
  const folder = await mkdtemp(join(tmpdir(), "lamplight-migrate-"));
  const scratch = await openEmbeddedServer({ folder, ephemeral: true });
  try {
    const path = await createMigration(name, scratch.url("postgres"));
    terminal.say(path === null ? "The migrations lead to the present schema already." : `Written: ${path}`);
  } finally {
    await scratch.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

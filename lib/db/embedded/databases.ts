import pg from "pg";
import { hasCode } from "#lib/db/embedded/file-errors.ts";

/** Creates a database on the server of `serverUrl`, a clone of `template` if one is named. False when it exists already. */
export async function createDatabaseOn(serverUrl: string, name: string, template?: string): Promise<boolean> {
  // wal_log copies a small template without the checkpoint that file_copy waits for.
  const source = template === undefined ? "" : ` TEMPLATE ${pg.escapeIdentifier(template)} STRATEGY wal_log`;
  try {
    await execute(serverUrl, `CREATE DATABASE ${pg.escapeIdentifier(name)}${source}`);
    return true;
  } catch (error) {
    if (hasCode(error, "42P04")) return false;
    throw error;
  }
}

/** Drops a database, ending whoever is still connected to it. */
export async function dropDatabaseOn(serverUrl: string, name: string): Promise<void> {
  await execute(serverUrl, `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
}

async function execute(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client(serverUrl);
  try {
    await client.connect();
    await client.query(statement);
  } finally {
    await client.end();
  }
}

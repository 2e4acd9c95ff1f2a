import pg from "pg";
import { databaseFailure } from "#lib/db/database-failure.ts";

/** "LAMP": two starters of the same database migrate one after the other. */
const lockKey = 0x4c414d50;

/** Runs `work` while holding the database's migration lock; waits for whoever holds it. */
export async function withMigrationLock<T>(databaseUrl: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  // A connection lost under way fails the next statement; without a listener it would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SELECT pg_advisory_lock($1)", [lockKey]);
  } catch (error) {
    await client.end();
    throw databaseFailure(error, databaseUrl);
  }
  try {
    return await work();
  } finally {
    // Ending the session gives the lock back.
    await client.end();
  }
}

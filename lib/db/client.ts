import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { databaseFailure } from "#lib/db/database-failure.ts";
import { type Prisma, PrismaClient } from "#lib/db/generated/client.ts";

export interface DatabaseOptions {
  /** Shown by the server beside each connection. */
  readonly applicationName?: string;
  /** Connections at most (default 10). */
  readonly maxConnections?: number;
}

/** A Prisma transaction, in which a service changes things and records the audit. */
export type Transaction = Prisma.TransactionClient;

/** The store of one process: Prisma and hand-written SQL over one pool of connections. */
export interface Database {
  readonly prisma: PrismaClient;
  readonly pool: pg.Pool;
  readonly url: string;
  /** Ends all connections. Safe to call twice. */
  close(): Promise<void>;
}

/** Opens no connection yet: the first query does. */
export function createDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: options.applicationName ?? "lamplight",
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    // Notices a server that vanished without a word.
    keepAlive: true,
  });
  // An idle connection that breaks is replaced at the next query, which reports the failure if it lasts; without a
  // listener it would end the process.
  pool.on("error", () => undefined);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  let closing: Promise<void> | undefined;
  return {
    prisma,
    pool,
    url,
    close: () => {
      closing ??= prisma.$disconnect().then(() => pool.end());
      return closing;
    },
  };
}

/** Asks the database for a sign of life; throws what is wrong with it as an error for people. */
export async function pingDatabase(database: Pick<Database, "pool" | "url">): Promise<void> {
  try {
    await database.pool.query("SELECT 1");
  } catch (error) {
    throw databaseFailure(error, database.url);
  }
}

/** Rows of one hand-written query with `$1, $2, …` parameters. `T` is what the query selects: the caller's promise. */
export async function sql<T extends pg.QueryResultRow>(
  on: Pick<pg.Pool, "query">,
  text: string,
  parameters: readonly unknown[] = [],
): Promise<T[]> {
  const { rows } = await on.query<T>(text, [...parameters]);
  return rows;
}
